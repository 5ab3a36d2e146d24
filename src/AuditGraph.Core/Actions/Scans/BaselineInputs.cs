using AuditGraph.Core.Baselines;
using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Stores;

namespace AuditGraph.Core.Actions.Scans;

/// <summary>
/// When a report that rests on a baseline is never taken for another run's, because not all can be told of it.
/// </summary>
internal static class BaselineInputs
{
    /// <summary>The part of a fingerprint that says what is compared with.</summary>
    public const string Part = "baseline";

    /// <summary>
    /// The part of a fingerprint that says what is compared with, for a report that does not name the run which saw it: what
    /// that holds.
    /// </summary>
    public static AuditFingerprintPart ByContent(Baseline baseline) => new(Part, baseline is SnapshotBaseline snapshot
        ? $"{snapshot.Tree.Root} of {snapshot.Header.Scope.Digest}"
        : baseline.Name);

    /// <summary>What of the baseline keeps a report from being taken; null where nothing does.</summary>
    /// <param name="baseline">What is compared with.</param>
    /// <param name="clockNote">What is wrong with the clock; null where nothing is.</param>
    public static AuditRunReason? FindObstacle(Baseline baseline, string? clockNote) =>
        baseline is not (SnapshotBaseline or FirstBaseline) ? ScanInputs.Never(Part, baseline.Evidence)
        : baseline is SnapshotBaseline { Header.Gaps: > 0 } ? ScanInputs.Never(Part, "not all of it was seen")
        : baseline.Warnings.Count > 0 || clockNote is not null ? ScanInputs.Never(Part, "in doubt")
        : null;

    /// <summary>What of a comparison keeps its report from being taken; null where nothing does.</summary>
    /// <param name="baseline">What is compared with.</param>
    /// <param name="scan">What the workspace holds.</param>
    /// <param name="store">The snapshots.</param>
    public static AuditRunReason? FindObstacle(Baseline baseline, ScanResult scan, SnapshotStore store) =>
        FindObstacle(baseline, clockNote: null)
            ?? (store.Damaged.Count > 0 ? ScanInputs.Never("snapshots", "damaged") : ScanInputs.FindObstacle(scan));
}
