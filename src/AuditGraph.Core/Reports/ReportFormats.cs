using AuditGraph.Core.Reports.Html;

namespace AuditGraph.Core.Reports;

/// <summary>The forms a report can take.</summary>
internal static class ReportFormats
{
    private static readonly IReportWriter[] Writers = [new MarkdownReportWriter(), new JsonReportWriter(), new CsvReportWriter(), new HtmlReportWriter()];

    /// <summary>The names of the forms, the usual one first.</summary>
    public static ValueList<string> Names { get; } = Writers.Select(writer => writer.Format).ToValueList();

    /// <summary>The writer of a form.</summary>
    /// <exception cref="ArgumentException">There is no such form.</exception>
    public static IReportWriter WriterFor(string format) =>
        Array.Find(Writers, writer => writer.Format == format)
        ?? throw new ArgumentException($"There is no report format '{format}'; there are {string.Join(", ", Names)}.", nameof(format));
}
