using System.Globalization;
using AuditGraph.Core.Actions.Checks;
using AuditGraph.Core.Actions.Links;
using AuditGraph.Core.Actions.Scans;
using AuditGraph.Core.Reports;
using AuditGraph.Core.Reports.Findings;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.StaleLinks;

/// <summary>
/// Lays out what <c>report.stale_links</c> found. Nothing of the clock is in it, nor the run whose state counts as the
/// earlier one.
/// </summary>
internal static class StaleLinksReport
{
    private const string Links = "links";

    /// <summary>The report.</summary>
    /// <param name="arguments">The job's arguments.</param>
    /// <param name="followed">The links, followed.</param>
    /// <param name="dead">How many lead nowhere.</param>
    /// <param name="stale">Those that are listed.</param>
    /// <param name="earlierRoot">
    /// The root hash of the earlier state; null where none is asked for, or none is known.
    /// </param>
    /// <param name="seen">The scan.</param>
    /// <param name="lastSeen">The run that saw each thing last which was not seen.</param>
    public static ReportDocument Create(
        StaleLinksArguments arguments,
        FollowedLinks followed,
        int dead,
        IReadOnlyList<CheckFinding> stale,
        string? earlierRoot,
        SharedScan seen,
        IReadOnlyDictionary<TreePath, string> lastSeen)
    {
        IReadOnlyList<CheckGap> gaps = [.. followed.Check.Gaps];
        return new ReportDocument(
            "Stale links",
            [
                new ReportFacts("summary", "Summary",
                [
                    new("stale", "Links listed", (long)stale.Count),
                    new("dead", "Links that lead nowhere today", (long)dead),
                    new("maxAgeDays", "Listed are those that led nowhere so many days ago", arguments.MaxAgeDays),
                    new("earlierRoot", "Root hash of the state of then", earlierRoot),
                ]),
                ScanCoverageBlocks.Current(seen.Result),
                followed.LookedAt,
                List(arguments, stale, isKnown: arguments.MaxAgeDays is null || earlierRoot is not null),
                followed.NotChecked,
                new ReportTable(
                    "notRead",
                    "Files that were not read",
                    [new("path", "Path", ReportCellKind.Path), new("reason", "Reason", ReportCellKind.Text)],
                    [.. gaps.Select(static gap => new ReportRow(gap.Path, gap.Reason))],
                    "All were read."),
                ScanCoverageBlocks.Section(seen, lastSeen),
            ],
            Links)
        {
            Remarks =
            [
                .. seen.Result.Coverage.Gaps.Select(static gap => Remark(gap.Path.ToString(), "It was not seen.")),
                .. gaps.Select(static gap => Remark(gap.Path, gap.Reason)),
            ],
        };
    }

    private static ReportTable List(
        StaleLinksArguments arguments, IReadOnlyList<CheckFinding> stale, bool isKnown) => new(
        Links,
        "Links that lead nowhere",
        [
            new("path", "Path", ReportCellKind.Path),
            new("line", "Line", ReportCellKind.Number),
            new("column", "Column", ReportCellKind.Number) { IsDetail = true },
            new("rule", "Rule", ReportCellKind.Text),
            new("message", "Message", ReportCellKind.Text),
        ],
        [
            .. stale.Select(static link => new ReportRow(link.Path, link.Line, link.Column, link.RuleId, link.Message)),
        ],
        isKnown ? "There are none." : string.Create(
            CultureInfo.InvariantCulture,
            $"No snapshot tells how things stood {arguments.MaxAgeDays} days ago; no link is known to be that old."));

    private static ReportRow Remark(string? path, string message) => new(path, null, null, null, message);
}
