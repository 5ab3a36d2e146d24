namespace AuditGraph.Core.Reports;

/// <summary>A row of a <see cref="ReportTable"/>.</summary>
/// <param name="Cells">A cell for every column, in order: a <see cref="string"/>, <see cref="long"/> or null.</param>
internal sealed record ReportRow(params ValueList<object?> Cells);
