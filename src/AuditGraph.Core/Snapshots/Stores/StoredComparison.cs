using AuditGraph.Core.Errors;
using AuditGraph.Core.Snapshots.Scopes;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Snapshots.Stores;

/// <summary>Compares snapshots that runs took.</summary>
internal static class StoredComparison
{
    /// <summary>What differs between the snapshots of two runs, over the files that both cover.</summary>
    /// <param name="older">The snapshots among which the older side is.</param>
    /// <param name="referenceRun">The run of the older side.</param>
    /// <param name="newer">The snapshots among which the newer side is; they may be another workspace's.</param>
    /// <param name="differenceRun">The run of the newer side.</param>
    /// <param name="cancellation">Cancels the work.</param>
    /// <exception cref="AuditEvidenceException"><c>SnapshotNotFound</c>, <c>SnapshotScopesDiffer</c>, or a snapshot is damaged.</exception>
    public static SnapshotComparison Compare(
        SnapshotStore older, string referenceRun, SnapshotStore newer, string differenceRun, CancellationToken cancellation = default)
    {
        SnapshotHeader reference = Require(older, referenceRun);
        SnapshotHeader difference = Require(newer, differenceRun);
        SnapshotScope scope = difference.Scope.Covers(reference.Scope) ? reference.Scope
            : reference.Scope.Covers(difference.Scope) ? difference.Scope
            : throw new AuditEvidenceException(
                SnapshotErrors.SnapshotScopesDiffer,
                $"The runs {reference.RunId} of '{reference.Job}' and {difference.RunId} of '{difference.Job}' looked at different files.")
            {
                Target = differenceRun,
            };
        return SnapshotDiff.Compare(
            SnapshotStore.Cut(reference, older.OpenKnown(reference), scope, cancellation), newer.Open(difference, scope, cancellation), cancellation);
    }

    private static SnapshotHeader Require(SnapshotStore store, string runId) =>
        store.Find(runId) ?? throw new AuditEvidenceException(
            SnapshotErrors.SnapshotNotFound, store.DescribeAbsence(runId))
        {
            Target = runId,
        };
}
