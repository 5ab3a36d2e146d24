using System.Globalization;
using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Stores;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.Scans;

/// <summary>What a report is a function of that is made from a scan, and when that cannot be told in full.</summary>
internal static class ScanInputs
{
    /// <summary>The part of a fingerprint that says what is looked at.</summary>
    public const string Scope = "scope";

    /// <summary>The part of a fingerprint that says what is there.</summary>
    public const string Inputs = "inputs";

    private const int MostNames = 20;

    /// <summary>The parts that a scan gives, where nothing speaks against it.</summary>
    /// <param name="scan">What the workspace holds.</param>
    public static ValueList<AuditFingerprintPart> Fingerprint(ScanResult scan) =>
    [
        new(Scope, string.Create(CultureInfo.InvariantCulture, $"{scan.Scope.Digest} without {scan.Coverage.Excluded} entries")),
        new(Inputs, scan.Tree.Root.ToString()),
    ];

    /// <summary>What keeps every report of such a scan from being taken; null where nothing does.</summary>
    /// <param name="request">What is looked at.</param>
    public static AuditRunReason? FindObstacle(ScanRequest request) => request.Scope.RespectGitignore ? Never(Scope, "git") : null;

    /// <summary>What of a scan keeps its report from being taken; null where nothing does.</summary>
    /// <param name="scan">What the workspace holds.</param>
    public static AuditRunReason? FindObstacle(ScanResult scan)
    {
        ScanGap[] gaps = [.. scan.Coverage.Gaps];
        return gaps.Length == 0 && scan.SilentChanges.Count == 0 ? null
            : Array.Exists(gaps, gap => gap.Reason is GapReason.Unstable or GapReason.Vanished)
                ? Named(ReasonCode.InputRaced, gaps.Where(gap => gap.Reason is GapReason.Unstable or GapReason.Vanished).Select(gap => gap.Path))
            : gaps.Length > 0 ? Named(ReasonCode.InputUnreadable, gaps.Select(gap => gap.Path))
            : Named(ReasonCode.InputModified, scan.SilentChanges);
    }

    /// <summary>What is known beforehand of a run that looks at a part of the workspace.</summary>
    /// <param name="context">The run.</param>
    /// <param name="request">The part.</param>
    public static ActionPreview Preview(ActionContext context, ScanRequest request)
    {
        SnapshotHeader? newest = context.Sight.Store.NewestAtOrBefore(context.Clock.GetUtcNow(), request.Scope);
        return new ActionPreview { ExpectedFiles = newest?.Files, ExpectedBytes = newest?.Bytes };
    }

    /// <summary>The inputs of an action whose report is a function of a scan alone.</summary>
    /// <param name="context">The run.</param>
    /// <param name="request">What is looked at.</param>
    /// <param name="earlier">The run whose report may be taken.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static ActionInputs Look(
        ActionContext context, ScanRequest request, AuditJobRun earlier, CancellationToken cancellation)
    {
        if (FindObstacle(request) is { } never)
        {
            return new ActionInputs([], [never]);
        }

        ScanResult scan = context.Scan(request, cancellation).Result;
        AuditRunReason? obstacle = FindObstacle(scan);
        IEnumerable<AuditRunReason> changes = FindChanges(earlier, scan, context.Sight.Store, cancellation);
        return new ActionInputs(
            Fingerprint(scan), (obstacle is null ? changes : changes.Prepend(obstacle)).ToValueList());
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

    /// <summary>The reason why a report is never taken.</summary>
    /// <param name="part">What it is about.</param>
    /// <param name="why">What is the matter with it.</param>
    public static AuditRunReason Never(string part, string why) => new(ReasonCode.NotReusable) { Part = part, New = why };

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
