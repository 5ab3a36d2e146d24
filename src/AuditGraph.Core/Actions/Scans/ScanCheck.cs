using AuditGraph.Core.Actions.Checks;
using AuditGraph.Core.Baselines;
using AuditGraph.Core.Reports;
using AuditGraph.Core.Reports.Findings;
using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Stores;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.Scans;

/// <summary>What every check gives that looks at a scan.</summary>
internal static class ScanCheck
{
    /// <summary>The result.</summary>
    /// <param name="request">What is looked at.</param>
    /// <param name="seen">The scan.</param>
    /// <param name="kept">The snapshot of it, and what that says of what was not seen.</param>
    /// <param name="isRepeatable">Whether the same scan would give the same report.</param>
    /// <param name="report">The report.</param>
    /// <param name="check">What was found, without what the scan did not see.</param>
    /// <param name="onUnreadable">The verdict, at least, where something was not seen.</param>
    public static ActionResult ResultOf(
        ScanRequest request,
        SharedScan seen,
        (SnapshotHeader Snapshot, CarriedKnowledge Carried) kept,
        bool isRepeatable,
        ReportDocument report,
        CheckOutcome check,
        AuditVerdict onUnreadable)
    {
        ScanResult scan = seen.Result;
        return new ActionResult
        {
            Report = report,
            Check = check with
            {
                Gaps = [.. scan.Coverage.Gaps.Select(gap => GapOf(gap, onUnreadable)), .. check.Gaps],
            },
            Evidence = "snapshot",
            SnapshotRoot = kept.Snapshot.Root.ToString(),
            SnapshotSha256 = kept.Snapshot.Digest.ToString(),
            Fingerprint = isRepeatable && (ScanInputs.FindObstacle(request) ?? ScanInputs.FindObstacle(scan)) is null
                ? ScanInputs.Fingerprint(scan)
                : [],
            Counts = new([new("excluded", scan.Coverage.Excluded), new("notSeen", scan.Coverage.Gaps.Count)]),
            Warnings = new[]
            {
                kept.Carried.Warning, ScanWarnings.OfGaps(scan), ScanWarnings.OfSilentChanges(scan),
            }.OfType<string>().ToValueList(),
        };
    }

    /// <summary>What a scan did not see, and so nobody looks at.</summary>
    public static HashSet<TreePath> UnseenOf(ScanResult scan) => [.. scan.Coverage.Gaps.Select(gap => gap.Path)];

    private static CheckGap GapOf(ScanGap gap, AuditVerdict onUnreadable) =>
        new(gap.Path.ToString(), $"It was not seen: {ScanCoverageBlocks.NameOf(gap.Reason)}.", onUnreadable);
}
