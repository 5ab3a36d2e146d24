using AuditGraph.Core.Actions.Checks;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Reports.Findings;

namespace AuditGraph.Core.Actions.CheckLinks;

/// <summary>Bounds what is told of one page: where a thousand links are wrong, nobody reads on.</summary>
internal static class FindingLimit
{
    private const int MostOfPage = 1000;

    /// <summary>Takes away what is beyond the limit, and says of which pages.</summary>
    public static IEnumerable<CheckGap> Cut(List<CheckFinding> findings)
    {
        IGrouping<string?, CheckFinding>[] pages =
            [.. findings.GroupBy(finding => finding.Path).Where(page => page.Count() > MostOfPage)];
        IEnumerable<CheckFinding> beyond = pages.SelectMany(page => page.OrderBy(finding => finding.Line).Skip(MostOfPage));
        findings.RemoveAll(new HashSet<CheckFinding>(beyond, ReferenceEqualityComparer.Instance).Contains);
        return pages.Select(page => new CheckGap(
            page.Key,
            $"Of its {CountText.Of(page.Count(), "finding")} only the first {CountText.Of(MostOfPage, "is", "are")} listed.",
            AuditVerdict.Warn));
    }
}
