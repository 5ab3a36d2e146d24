namespace AuditGraph.Core.Configuration;

/// <summary>A text in a list of texts.</summary>
/// <param name="Node">The text.</param>
/// <param name="Path">Its place.</param>
internal sealed record TextItem(ScalarNode Node, DocumentPath Path);
