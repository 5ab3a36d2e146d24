using AuditGraph.Core.Configuration.Diagnostics;
using AuditGraph.Core.Configuration.Syntax;

namespace AuditGraph.Core.Configuration.Reading;

/// <summary>A text in a list of texts.</summary>
/// <param name="Node">The text.</param>
/// <param name="Path">Its place.</param>
internal sealed record TextItem(ScalarNode Node, DocumentPath Path);
