using AuditGraph.Core.Canonical;
using AuditGraph.Core.Reports.Findings;

namespace AuditGraph.Core.Actions.Checks;

/// <summary>Bounds what is told of one file: where a thousand things are wrong, nobody reads on.</summary>
internal static class FindingLimit
{
    /// <summary>The most findings that are told of one file.</summary>
    public const int MostOfFile = 1000;

    /// <summary>Takes away what is beyond the limit, and says of which files.</summary>
    public static IEnumerable<CheckGap> Cut(List<CheckFinding> findings)
    {
        IGrouping<string?, CheckFinding>[] files =
            [.. findings.GroupBy(finding => finding.Path).Where(file => file.Count() > MostOfFile)];
        IEnumerable<CheckFinding> beyond =
            files.SelectMany(file => file.OrderBy(finding => finding.Line).Skip(MostOfFile));
        findings.RemoveAll(new HashSet<CheckFinding>(beyond, ReferenceEqualityComparer.Instance).Contains);
        return files.Select(file => GapOf(file.Key, file.Count(), MostOfFile));
    }

    /// <summary>Says of a file that not all findings are told.</summary>
    /// <param name="path">The file.</param>
    /// <param name="total">How many there are.</param>
    /// <param name="told">How many are told.</param>
    /// <param name="which">Which they are, in words for behind "findings".</param>
    public static CheckGap GapOf(string? path, int total, int told, string which = "") => new(
        path,
        $"Of its {CountText.Of(total, "finding")}{which} only the first {CountText.Of(told, "is", "are")} listed.",
        AuditVerdict.Warn);
}
