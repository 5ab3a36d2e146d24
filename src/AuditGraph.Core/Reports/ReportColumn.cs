namespace AuditGraph.Core.Reports;

/// <summary>A column of a <see cref="ReportTable"/>.</summary>
/// <param name="Key">Its member name in the JSON form, in camel case; the CSV form begins it with a capital.</param>
/// <param name="Heading">Its heading in the Markdown form.</param>
/// <param name="Kind">What its cells hold.</param>
internal sealed record ReportColumn(string Key, string Heading, ReportCellKind Kind);
