using System.Globalization;

namespace AuditGraph.Core.Reports.Findings;

/// <summary>Where findings are, as the forms for other programs say it.</summary>
internal static class FindingPlace
{
    /// <summary>Where a finding is that is no file's: the workspace.</summary>
    public const string Root = ".";

    /// <summary>The file, the line and the column, such as <c>docs/a.md:3:5</c>, as far as they are known.</summary>
    public static string Of(AuditFinding finding) => (finding.Line, finding.Column) switch
    {
        (null, _) => finding.Path ?? Root,
        ({ } line, null) => string.Create(CultureInfo.InvariantCulture, $"{finding.Path}:{line}"),
        ({ } line, { } column) => string.Create(CultureInfo.InvariantCulture, $"{finding.Path}:{line}:{column}"),
    };
}
