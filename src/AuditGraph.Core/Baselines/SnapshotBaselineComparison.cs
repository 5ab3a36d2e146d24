using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Scopes;
using AuditGraph.Core.Snapshots.Stores;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Baselines;

/// <summary>
/// Compares what a run saw with a snapshot. What only one of the two looked at, because ignore files or the job's
/// arguments have changed since, is neither added nor removed: it entered the scope or left it.
/// </summary>
/// <param name="store">The snapshots.</param>
internal sealed class SnapshotBaselineComparison(SnapshotStore store)
{
    /// <summary>Compares a scan with its baseline.</summary>
    /// <exception cref="AuditException">A snapshot is damaged or cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public SnapshotComparison Compare(SnapshotBaseline baseline, ScanResult scan, CancellationToken cancellation)
    {
        IReadOnlyDictionary<TreePath, byte[]> ignores = scan.IgnoreFiles is { } files
            ? PathTexts.Read(files.Root, files.Nodes)
            : new Dictionary<TreePath, byte[]>();
        ScopeChange? scopes = baseline.IsCut ? null : Between(baseline.Header, scan.Scope, new ScopeView(scan.Rules, ignores));
        return SnapshotDiff.Compare(baseline.Known, scan.Tree, scopes, cancellation);
    }

    /// <summary>
    /// Compares a scan with a moment by modification times, and with the first snapshot after that, where there is one: it
    /// knows of what was removed or renamed since.
    /// </summary>
    /// <exception cref="AuditException">A snapshot is damaged or cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public SnapshotComparison Compare(ModificationTimeBaseline baseline, ScanResult scan, CancellationToken cancellation)
    {
        SnapshotComparison times = scan.Times.CompareWith(baseline.Moment, cancellation);
        if (baseline.Later is not { } later)
        {
            return times;
        }

        SnapshotComparison since = Compare(later, scan, cancellation);
        HashSet<TreePath> told = [.. since.Changes.Where(change => change.Kind != AuditChangeKind.Removed).Select(change => change.Path)];
        SnapshotChange[] before = [.. times.Changes.Where(change => !told.Contains(change.Path))];
        ChangeTotal modified = since.Modified;
        foreach (SnapshotChange change in before)
        {
            modified += new ChangeTotal(1, change.Bytes);
        }

        return since with
        {
            Changes = [.. since.Changes.Concat(before).OrderBy(change => change.Path)],
            Uncompared = [.. times.Uncompared.Union(since.Uncompared).Order()],
            Modified = modified,
            Unchanged = times.Unchanged + times.Modified - since.Added - modified - since.Renamed,
        };
    }

    /// <summary>Compares the snapshots of two runs as the later one's report did.</summary>
    /// <param name="baseline">The snapshot of the run that was compared with.</param>
    /// <param name="current">The snapshot of the run that reported.</param>
    /// <param name="cancellation">Cancels the work.</param>
    /// <returns>What differs; null where the baseline is another job's and does not cover what this one looked at.</returns>
    /// <exception cref="AuditException">A snapshot is damaged or cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public SnapshotComparison? Repeat(SnapshotHeader baseline, SnapshotHeader current, CancellationToken cancellation)
    {
        SnapshotTree known = store.OpenKnown(baseline);
        if (baseline.Job == current.Job)
        {
            return SnapshotDiff.Compare(known, store.Open(current), Between(baseline, current.Scope, ViewOf(current)), cancellation);
        }

        return baseline.Scope.Covers(current.Scope)
            ? SnapshotDiff.Compare(SnapshotStore.Cut(baseline, known, current.Scope, cancellation), store.Open(current), cancellation)
            : null;
    }

    private ScopeChange? Between(SnapshotHeader baseline, SnapshotScope scope, ScopeView current)
    {
        if (baseline.Scope.Equals(scope) && !scope.RespectGitignore)
        {
            return null;
        }

        // An earlier version kept no ignore files, so that what they left out cannot be told from what was not there.
        bool isKnown = baseline.Ignores is not null || !baseline.Scope.RespectGitignore;
        return new ScopeChange(isKnown ? ViewOf(baseline) : null, current);
    }

    private ScopeView ViewOf(SnapshotHeader snapshot)
    {
        IReadOnlyDictionary<TreePath, byte[]> ignores = store.ReadIgnores(snapshot);
        return new ScopeView(new ScopeRules(snapshot.Scope, SurroundingTexts.Read(ignores)), ignores);
    }
}
