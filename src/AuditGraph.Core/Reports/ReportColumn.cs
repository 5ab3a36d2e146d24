namespace AuditGraph.Core.Reports;

/// <summary>A column of a <see cref="ReportTable"/>.</summary>
/// <param name="Key">Its member name in the JSON form, in camel case; the CSV form begins it with a capital.</param>
/// <param name="Heading">Its heading in the Markdown form.</param>
/// <param name="Kind">What its cells hold.</param>
internal sealed record ReportColumn(string Key, string Heading, ReportCellKind Kind)
{
    /// <summary>Whether it is for programs rather than for people, so that the Markdown and HTML forms leave it out.</summary>
    public bool IsDetail { get; init; }
}
