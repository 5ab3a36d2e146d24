using AuditGraph.Core.Canonical;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Snapshots.Scopes;
using AuditGraph.Core.Snapshots.Stores;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Runs.Approvals;

/// <summary>Makes what is approved: what a run saw, or what was approved before with a part of that.</summary>
internal sealed class ApprovalMerge
{
    private static readonly SnapshotTree Nothing = new TreeBuilder().Build();

    private readonly SnapshotStore store;
    private readonly SnapshotHeader snapshot;
    private readonly SnapshotHeader? previous;
    private readonly CancellationToken cancellation;

    /// <summary>Prepares it.</summary>
    /// <param name="store">The snapshots.</param>
    /// <param name="snapshot">The snapshot of what the run saw.</param>
    /// <param name="previous">The snapshot of what was approved before; null where nothing was.</param>
    /// <param name="selection">What is approved.</param>
    /// <param name="cancellation">Stops the work.</param>
    public ApprovalMerge(
        SnapshotStore store,
        SnapshotHeader snapshot,
        SnapshotHeader? previous,
        PathSelection selection,
        CancellationToken cancellation)
    {
        this.store = store;
        this.snapshot = snapshot;
        this.previous = previous;
        this.cancellation = cancellation;
        Selection = selection;
        Tree = Merge(store.Open(snapshot), TreeBefore, TreeMerge.Apply);
        Facts = store.OpenFacts(snapshot) is { } facts ? Merge(facts, FactsBefore, TreeMerge.ApplyToFacts) : null;
    }

    /// <summary>What is approved.</summary>
    public PathSelection Selection { get; }

    /// <summary>The tree that is approved.</summary>
    public SnapshotTree Tree { get; }

    /// <summary>The map of facts that is approved; null where the run kept none.</summary>
    public SnapshotTree? Facts { get; }

    private SnapshotTree TreeBefore => previous is null ? Nothing : store.Open(previous);

    private SnapshotTree FactsBefore => (previous is null ? null : store.OpenFacts(previous)) ?? Nothing;

    /// <summary>Sees to it that it can be approved.</summary>
    /// <exception cref="AuditRunException">
    /// <c>UnseenNotApprovable</c>, <c>PatternChoosesNothing</c>, <c>PartNotApprovable</c>.
    /// </exception>
    public void RequireApprovable()
    {
        SnapshotTree seen = store.Open(snapshot);
        if (Selection.FindIdle([seen, TreeBefore], cancellation) is [var idle, ..])
        {
            throw Refused(
                ApprovalErrors.PatternChoosesNothing,
                $"The pattern '{DisplayText.Escape(idle)}' matches nothing, neither now nor before.");
        }

        if (!Selection.IsEverything && previous is not null && !IsOfSameRules(previous))
        {
            throw Refused(
                ApprovalErrors.PartNotApprovable,
                $"What the run {snapshot.RunId} looked at, or how, is not what the approval {previous.RunId} did (include, exclude, ignore files or permissions).");
        }

        string[] unseen = [.. TreeFill.FindUnseen(seen, Selection.Touches).Order().Select(path => $"'{path}'")];
        if (unseen.Length > 0)
        {
            throw Refused(
                ApprovalErrors.UnseenNotApprovable,
                $"The run {snapshot.RunId} could not see {CountText.Of(unseen.Length, "path")}: {NamedPaths.Of(unseen)}.");
        }
    }

    /// <summary>How what is approved differs from what was before.</summary>
    public ApprovalChanges CountChanges()
    {
        SnapshotComparison content = SnapshotDiff.Compare(TreeBefore, Tree, cancellation);
        SnapshotComparison? facts = Facts is null ? null : SnapshotDiff.Compare(FactsBefore, Facts, cancellation);
        return new ApprovalChanges(
            content.Added.Files + content.Renamed.Files,
            content.Modified.Files,
            content.Removed.Files + content.Renamed.Files,
            facts?.Modified.Files ?? 0);
    }

    /// <summary>The header of the snapshot of what is approved.</summary>
    /// <param name="id">The approval's id.</param>
    /// <param name="time">The moment of the approval.</param>
    public SnapshotHeader Describe(string id, DateTimeOffset time) => snapshot with
    {
        RunId = id,
        TakenAt = time.ToUniversalTime(),
        Root = Tree.Root,
        Files = Tree.Files,
        Bytes = Tree.Bytes,
        Gaps = 0,
        Known = null,
        LastSeen = null,
        Facts = Facts?.Root,
    };

    private SnapshotTree Merge(
        SnapshotTree seen,
        SnapshotTree before,
        Func<SnapshotTree, SnapshotTree, PathSelection, CancellationToken, SnapshotTree> merge) =>
        Selection.IsEverything ? seen : merge(before, seen, Selection, cancellation);

    private bool IsOfSameRules(SnapshotHeader other) =>
        other.Scope.Equals(snapshot.Scope) && other.Ignores == snapshot.Ignores && other.Facts is null == snapshot.Facts is null;

    private AuditRunException Refused(AuditErrorDescriptor descriptor, string message) =>
        new(descriptor, message) { Target = snapshot.RunId };
}
