using AuditGraph.Core.Baselines;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Stores;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.ChangedSince;

/// <summary>
/// What a report of <c>report.changed_since</c> is a function of, and when that cannot be told in full: then it is never
/// taken for another run's.
/// </summary>
internal static class ChangedSinceInputs
{
    private const string Scope = "scope";

    private const string Inputs = "inputs";

    private const string Baseline = "baseline";

    private const int MostNames = 20;

    /// <summary>All parts of it, where nothing speaks against it.</summary>
    /// <param name="baseline">What is compared with.</param>
    /// <param name="scan">What the workspace holds.</param>
    public static ValueList<AuditFingerprintPart> Fingerprint(Baseline baseline, ScanResult scan) =>
    [
        new(Scope, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{scan.Scope.Digest} without {scan.Coverage.Excluded} entries")),
        new(Inputs, scan.Tree.Root.ToString()),
        new(Baseline, Describe(baseline)),
    ];

    /// <summary>What keeps every report of such a job from being taken; null where nothing does.</summary>
    /// <param name="arguments">The job's arguments.</param>
    public static AuditRunReason? FindObstacle(ChangedSinceArguments arguments) =>
        arguments.Baseline.Since.Kind switch
        {
            // Its own last run is what it is compared with, so each of its runs moves the baseline.
            SinceKind.LastRun => Never(Baseline, "last-run"),
            SinceKind.GitRevision => Never(Baseline, "git"),
            _ when arguments.Scan.Scope.RespectGitignore => Never(Scope, "git"),
            _ => null,
        };

    /// <summary>What of the baseline keeps a report from being taken; null where nothing does.</summary>
    /// <param name="baseline">What is compared with.</param>
    /// <param name="clockNote">What is wrong with the clock; null where nothing is.</param>
    public static AuditRunReason? FindObstacle(Baseline baseline, string? clockNote) =>
        baseline is not (SnapshotBaseline or FirstBaseline) ? Never(Baseline, baseline.Evidence)
        : baseline is SnapshotBaseline { Header.Gaps: > 0 } ? Never(Baseline, "not all of it was seen")
        : baseline.Warnings.Count > 0 || clockNote is not null ? Never(Baseline, "in doubt")
        : null;

    /// <summary>What keeps a report from being taken; null where nothing does.</summary>
    /// <param name="arguments">The job's arguments.</param>
    /// <param name="baseline">What is compared with.</param>
    /// <param name="scan">What the workspace holds.</param>
    /// <param name="store">The snapshots.</param>
    public static AuditRunReason? FindObstacle(ChangedSinceArguments arguments, Baseline baseline, ScanResult scan, SnapshotStore store)
    {
        if ((FindObstacle(arguments) ?? FindObstacle(baseline, clockNote: null)) is { } obstacle)
        {
            return obstacle;
        }

        if (store.Damaged.Count > 0)
        {
            return Never("snapshots", "damaged");
        }

        ScanGap[] gaps = [.. scan.Coverage.Gaps];
        return gaps.Length == 0 && scan.SilentChanges.Count == 0 ? null
            : Array.Exists(gaps, gap => gap.Reason is GapReason.Unstable or GapReason.Vanished)
                ? Named(ReasonCode.InputRaced, gaps.Where(gap => gap.Reason is GapReason.Unstable or GapReason.Vanished).Select(gap => gap.Path))
            : gaps.Length > 0 ? Named(ReasonCode.InputUnreadable, gaps.Select(gap => gap.Path))
            : Named(ReasonCode.InputModified, scan.SilentChanges);
    }

    /// <summary>What the workspace holds else than when an earlier run was made, by name.</summary>
    /// <param name="earlier">That run.</param>
    /// <param name="scan">What the workspace holds.</param>
    /// <param name="store">The snapshots.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static IEnumerable<AuditRunReason> FindChanges(
        AuditJobRun earlier, ScanResult scan, SnapshotStore store, CancellationToken cancellation)
    {
        SnapshotComparison comparison;
        try
        {
            if (store.Find(earlier.Id) is not { } header || header.Digest.ToString() != earlier.SnapshotSha256)
            {
                // A run of its own would leave a snapshot to compare with.
                return [Never("snapshots", "gone")];
            }

            if (header.Root == scan.Tree.Root || !header.Scope.Equals(scan.Scope))
            {
                return [];
            }

            comparison = SnapshotDiff.Compare(store.Open(header), scan.Tree, cancellation);
        }
        catch (AuditException)
        {
            return [Never("snapshots", "damaged")];
        }

        return new (string Code, AuditChangeKind[] Kinds)[]
        {
            (ReasonCode.InputRemoved, [AuditChangeKind.Removed]),
            (ReasonCode.InputAdded, [AuditChangeKind.Added]),
            (ReasonCode.InputModified, [AuditChangeKind.Modified, AuditChangeKind.Renamed]),
        }
            .Select(group => Named(group.Code, comparison.Changes.Where(change => group.Kinds.Contains(change.Kind)).Select(change => change.Path)))
            .Where(reason => reason.Total > 0);
    }

    private static string Describe(Baseline baseline) => baseline is SnapshotBaseline snapshot
        ? $"{baseline.Name} {snapshot.Tree.Root} taken {InstantText.Format(snapshot.Header.TakenAt)} of {snapshot.Header.Scope.Digest}"
        : baseline.Name;

    private static AuditRunReason Never(string part, string why) => new(ReasonCode.NotReusable) { Part = part, New = why };

    private static AuditRunReason Named(string code, IEnumerable<TreePath> paths)
    {
        TreePath[] all = [.. paths];
        return new AuditRunReason(code)
        {
            Part = Inputs,
            Names = all.Take(MostNames).Select(path => path.ToString()).ToValueList(),
            Total = all.Length,
        };
    }
}
