namespace AuditGraph;

/// <summary>A report before it has a format: a title and blocks, in order.</summary>
/// <param name="Title">The heading of the whole.</param>
/// <param name="Blocks">Its parts; their keys are unique.</param>
/// <param name="PrimaryTable">The key of the table that alone makes up the CSV form.</param>
public sealed record ReportDocument(string Title, ValueList<ReportBlock> Blocks, string PrimaryTable);
