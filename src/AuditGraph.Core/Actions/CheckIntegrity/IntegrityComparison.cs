using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.CheckIntegrity;

/// <summary>
/// Goes through what was approved and what is there together, and looks into no folder in which all is as it was.
/// </summary>
/// <param name="policy">What is watched.</param>
/// <param name="approved">What was approved.</param>
/// <param name="current">What is there.</param>
/// <param name="judge">Is told what differs.</param>
internal sealed class IntegrityComparison(
    IntegrityPolicy policy, ComparedSide approved, ComparedSide current, IntegrityJudge judge)
{
    private readonly Stack<Pair> pending = new();

    /// <summary>Compares.</summary>
    /// <exception cref="AuditException">A node of what was approved is missing or corrupt.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public void Run(CancellationToken cancellation)
    {
        pending.Push(new Pair(default, policy.Root, approved.Root, current.Root));
        while (pending.TryPop(out Pair? pair))
        {
            cancellation.ThrowIfCancellationRequested();
            if (pair.Approved != pair.Current)
            {
                Compare(pair, cancellation);
            }
        }
    }

    private void Compare(Pair pair, CancellationToken cancellation)
    {
        ComparedFolder before = pair.Approved is { } old ? approved.Read(old) : ComparedFolder.None;
        ComparedFolder now = pair.Current is { } found ? current.Read(found) : ComparedFolder.None;
        if (pair is { Approved: not null, Current: not null })
        {
            judge.CompareFacts(pair.Path, pair.Decision, before.Own, now.Own);
        }

        int next = 0;
        foreach (ComparedEntry entry in before.Entries)
        {
            while (next < now.Entries.Count && Order(now.Entries[next], entry) < 0)
            {
                Visit(pair, null, now.Entries[next++], cancellation);
            }

            bool isThere = next < now.Entries.Count && Order(now.Entries[next], entry) == 0;
            Visit(pair, entry, isThere ? now.Entries[next++] : null, cancellation);
        }

        while (next < now.Entries.Count)
        {
            Visit(pair, null, now.Entries[next++], cancellation);
        }
    }

    private void Visit(Pair folder, ComparedEntry? before, ComparedEntry? now, CancellationToken cancellation)
    {
        TreePath path = folder.Path.Append((before ?? now)!.Name);
        PolicyDecision decision = policy.Decide(folder.Decision, path.Bytes, (before ?? now)!.IsFolder);
        bool goesOn = judge.Judge(path, decision, before, now, cancellation);
        FolderNodes? old = NodesOf(before);
        FolderNodes? found = NodesOf(now);
        if (!goesOn || (old is null && found is null))
        {
            return;
        }

        // A pattern may speak of folders alone, so that what took a file's place is decided on anew.
        PolicyDecision below = before is { IsFolder: false } && found is not null
            ? policy.Decide(folder.Decision, path.Bytes, isFolder: true)
            : decision;
        pending.Push(new Pair(path, below, old, found));
    }

    private static FolderNodes? NodesOf(ComparedEntry? entry) =>
        entry is { Kind: TreeEntryKind.Directory } ? new FolderNodes(entry.Hash, entry.FactsNode) : null;

    private static int Order(ComparedEntry left, ComparedEntry right) =>
        left.Name.AsSpan().SequenceCompareTo(right.Name);

    private sealed record Pair(TreePath Path, PolicyDecision Decision, FolderNodes? Approved, FolderNodes? Current);
}
