using AuditGraph.Core.Configuration.Diagnostics;

namespace AuditGraph.Core.Configuration.Reading;

/// <summary>An output of a job while that is being validated.</summary>
/// <param name="Path">Where the report goes.</param>
/// <param name="Span">The characters of the path, or what it is a default of where it is one.</param>
/// <param name="Place">The place of the path, or of what it is a default of.</param>
internal sealed record DraftOutput(string Path, SourceSpan Span, DocumentPath Place);
