using AuditGraph.Core.Reports.Html;
using AuditGraph.Core.Reports.JUnit;
using AuditGraph.Core.Reports.Oscal;
using AuditGraph.Core.Reports.Sarif;

namespace AuditGraph.Core.Reports;

/// <summary>The forms a report can take.</summary>
internal static class ReportFormats
{
    private static readonly IReportWriter[] Writers =
    [
        new MarkdownReportWriter(), new JsonReportWriter(), new CsvReportWriter(), new HtmlReportWriter(),
        new SarifReportWriter(), new JUnitReportWriter(), new OscalReportWriter(),
    ];

    /// <summary>The names of the forms, the usual one first: what a check can write.</summary>
    public static ValueList<string> Names { get; } = Writers.Select(writer => writer.Format).ToValueList();

    /// <summary>The names of the forms that a report has which judges nothing.</summary>
    public static ValueList<string> NamesWithoutFindings { get; } =
        Writers.Where(writer => !writer.IsOfFindings).Select(writer => writer.Format).ToValueList();

    /// <summary>The writer of a form.</summary>
    /// <exception cref="ArgumentException">There is no such form.</exception>
    public static IReportWriter WriterFor(string format) =>
        Find(format) ?? throw new ArgumentException($"There is no report format '{format}'; there are {string.Join(", ", Names)}.", nameof(format));

    /// <summary>The extension of a form's files; its name where it is none of these.</summary>
    public static string ExtensionOf(string format) => Find(format)?.Extension ?? format;

    /// <summary>The form that a file's name tells by its end; null where it tells none.</summary>
    /// <param name="path">The file.</param>
    /// <param name="formats">The forms that it may have.</param>
    public static string? OfPath(string path, IReadOnlyList<string> formats)
    {
        string name = path[(path.LastIndexOf('/') + 1)..];
        return Writers
            .Where(writer => formats.Contains(writer.Format)
                && name.Length > writer.Extension.Length + 1
                && name[^(writer.Extension.Length + 1)] == '.'
                && name.EndsWith(writer.Extension, StringComparison.OrdinalIgnoreCase))
            .MaxBy(writer => writer.Extension.Length)?.Format;
    }

    /// <summary>Whether a form is made of what a check found.</summary>
    public static bool IsOfFindings(string format) => Find(format) is { IsOfFindings: true };

    /// <summary>Whether a form says how controls are met.</summary>
    public static bool IsOfControls(string format) => Find(format) is { IsOfControls: true };

    private static IReportWriter? Find(string format) => Array.Find(Writers, writer => writer.Format == format);
}
