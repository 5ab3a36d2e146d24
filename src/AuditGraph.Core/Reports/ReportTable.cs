namespace AuditGraph.Core.Reports;

/// <summary>Rows under columns; a JSON array of objects.</summary>
/// <param name="Key">Its member name in the JSON form.</param>
/// <param name="Heading">Its heading in the Markdown form, or null.</param>
/// <param name="Columns">The columns, in order.</param>
/// <param name="Rows">The rows, in order; each has a cell for every column.</param>
/// <param name="WhenEmpty">What the Markdown form says in place of a table without rows.</param>
internal sealed record ReportTable(
    string Key,
    string? Heading,
    ValueList<ReportColumn> Columns,
    IReadOnlyList<ReportRow> Rows,
    string WhenEmpty) : ReportBlock(Key, Heading);
