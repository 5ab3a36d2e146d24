namespace AuditGraph.Core.Reports;

/// <summary>A column of a Markdown table.</summary>
/// <param name="Heading">Its heading, which is Markdown already.</param>
/// <param name="IsNumber">Whether it holds numbers, which stand to the right.</param>
internal sealed record MarkdownColumn(string Heading, bool IsNumber);
