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
    /// <param name="pages">The pages.</param>
    /// <param name="check">What was found.</param>
    /// <param name="seen">The scan.</param>
    /// <param name="lastSeen">The run that saw each thing last which was not seen.</param>
    public static ReportDocument Create(
        IReadOnlyList<PageFile> pages, LinkCheck check, SharedScan seen, IReadOnlyDictionary<TreePath, string> lastSeen)
    {
        return new ReportDocument(
            "Links",
            [
                ScanCoverageBlocks.Current(seen.Result),
                new ReportFacts("lookedAt", "What was looked at",
                [
                    new("files", "Files", (long)pages.Count),
                    new("bytes", "Bytes", pages.Sum(page => page.Bytes)),
                    new("binary", "Binary ones among these, which have no links", check.BinaryPages),
                    new("links", "Links into the workspace", check.Links),
                ]),
                new ReportTable("linksNotChecked", "Links that were not checked",
                    [new("leadsTo", "Lead to", ReportCellKind.Text), new("links", "Links", ReportCellKind.Number)],
                    [.. check.NotChecked.Counts.Select(count => new ReportRow(count.Key, count.Value))],
                    "Every link was checked."),
                ScanCoverageBlocks.Section(seen, lastSeen),
            ],
            "");
    }
}
