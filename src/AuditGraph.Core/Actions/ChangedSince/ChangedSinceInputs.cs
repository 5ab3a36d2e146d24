using AuditGraph.Core.Actions.Scans;
using AuditGraph.Core.Baselines;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Stores;

namespace AuditGraph.Core.Actions.ChangedSince;

/// <summary>
/// What a report of <c>report.changed_since</c> is a function of, and when that cannot be told in full: then it is never
/// taken for another run's.
/// </summary>
internal static class ChangedSinceInputs
{
    /// <summary>All parts of it, where nothing speaks against it.</summary>
    /// <param name="baseline">What is compared with.</param>
    /// <param name="scan">What the workspace holds.</param>
    public static ValueList<AuditFingerprintPart> Fingerprint(Baseline baseline, ScanResult scan) =>
        [.. ScanInputs.Fingerprint(scan), new(BaselineInputs.Part, Describe(baseline))];

    /// <summary>What keeps every report of such a job from being taken; null where nothing does.</summary>
    /// <param name="arguments">The job's arguments.</param>
    public static AuditRunReason? FindObstacle(ChangedSinceArguments arguments) =>
        arguments.Baseline.Since.Kind switch
        {
            // Its own last run is what it is compared with, so each of its runs moves the baseline.
            SinceKind.LastRun => ScanInputs.Never(BaselineInputs.Part, "last-run"),
            SinceKind.GitRevision => ScanInputs.Never(BaselineInputs.Part, "git"),
            _ => ScanInputs.FindObstacle(arguments.Scan),
        };

    /// <summary>What keeps a report from being taken; null where nothing does.</summary>
    /// <param name="arguments">The job's arguments.</param>
    /// <param name="baseline">What is compared with.</param>
    /// <param name="scan">What the workspace holds.</param>
    /// <param name="store">The snapshots.</param>
    public static AuditRunReason? FindObstacle(
        ChangedSinceArguments arguments, Baseline baseline, ScanResult scan, SnapshotStore store) =>
        FindObstacle(arguments) ?? BaselineInputs.FindObstacle(baseline, scan, store);

    private static string Describe(Baseline baseline) => baseline is SnapshotBaseline snapshot
        ? $"{baseline.Name} {snapshot.Tree.Root} taken {InstantText.Format(snapshot.Header.TakenAt)} of {snapshot.Header.Scope.Digest}"
        : baseline.Name;
}
