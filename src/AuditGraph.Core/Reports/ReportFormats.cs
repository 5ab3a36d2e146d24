using AuditGraph.Core.Reports.Html;
using AuditGraph.Core.Reports.JUnit;
using AuditGraph.Core.Reports.Manifests;
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
        new ChecksumReportWriter(isTagged: false), new ChecksumReportWriter(isTagged: true), new HashdeepReportWriter(),
        new BagItReportWriter(), new MtreeReportWriter(),
    ];

    /// <summary>The names of all forms, the usual one first.</summary>
    public static ValueList<string> All { get; } = NamesOf(static _ => true);

    /// <summary>The names of the forms that a check can write, the usual one first.</summary>
    public static ValueList<string> Names { get; } = NamesOf(static writer => !writer.IsOfManifest);

    /// <summary>The names of the forms that any report has which judges nothing.</summary>
    public static ValueList<string> NamesWithoutFindings { get; } =
        NamesOf(static writer => !writer.IsOfFindings && !writer.IsOfManifest);

    /// <summary>
    /// The names of the forms that a report has which lists files with their hashes, manifests first.
    /// </summary>
    public static ValueList<string> NamesOfManifests { get; } =
        [.. NamesOf(static writer => writer.IsOfManifest), .. NamesWithoutFindings];

    /// <summary>The writer of a form.</summary>
    /// <exception cref="ArgumentException">There is no such form.</exception>
    public static IReportWriter WriterFor(string format) =>
        Find(format) ?? throw new ArgumentException(
            $"There is no report format '{format}'; there are {string.Join(", ", All)}.", nameof(format));

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

    /// <summary>Whether a form is a manifest of files.</summary>
    public static bool IsOfManifest(string format) => Find(format) is { IsOfManifest: true };

    private static ValueList<string> NamesOf(Func<IReportWriter, bool> isMeant) =>
        Writers.Where(isMeant).Select(writer => writer.Format).ToValueList();

    private static IReportWriter? Find(string format) => Array.Find(Writers, writer => writer.Format == format);
}
