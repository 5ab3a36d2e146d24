using AuditGraph.Core.Actions.Links;
using AuditGraph.Core.Actions.Scans;
using AuditGraph.Core.Reports;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.CheckLinks;

/// <summary>
/// Lays out what <c>check.links</c> has to say beside its findings. Nothing of the clock and of the cache is in it.
/// </summary>
internal static class CheckLinksReport
{
    /// <summary>The report.</summary>
    /// <param name="followed">What was found.</param>
    /// <param name="seen">The scan.</param>
    /// <param name="lastSeen">The run that saw each thing last which was not seen.</param>
    public static ReportDocument Create(
        FollowedLinks followed, SharedScan seen, IReadOnlyDictionary<TreePath, string> lastSeen) => new(
        "Links",
        [
            ScanCoverageBlocks.Current(seen.Result),
            followed.LookedAt,
            followed.NotChecked,
            ScanCoverageBlocks.Section(seen, lastSeen),
        ],
        "");
}
