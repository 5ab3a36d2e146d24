namespace AuditGraph;

/// <summary>A row of a <see cref="ReportTable"/>.</summary>
/// <param name="Cells">A cell for every column, in order: a <see cref="string"/>, <see cref="long"/> or null.</param>
public sealed record ReportRow(params ValueList<object?> Cells);
