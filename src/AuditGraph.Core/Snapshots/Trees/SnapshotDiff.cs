using AuditGraph.Core.Canonical;
using AuditGraph.Core.Snapshots.Scopes;

namespace AuditGraph.Core.Snapshots.Trees;

/// <summary>Compares two trees at the cost of what differs: equal nodes are not opened.</summary>
internal sealed class SnapshotDiff
{
    private readonly INodeSource oldNodes;
    private readonly INodeSource newNodes;
    private readonly Stack<FolderPair> pending = new();
    private readonly List<SnapshotChange> added = [];
    private readonly List<SnapshotChange> removed = [];
    private readonly List<SnapshotChange> modified = [];
    private readonly List<TreePath> uncompared = [];
    private readonly List<ScopeMove> left = [];
    private readonly List<ScopeMove> entered = [];
    private readonly ScopeChange? scopes;
    private ChangeTotal uncomparedNew;

    private SnapshotDiff(INodeSource oldNodes, INodeSource newNodes, ScopeChange? scopes)
    {
        this.oldNodes = oldNodes;
        this.newNodes = newNodes;
        this.scopes = scopes;
    }

    /// <summary>What differs between two trees.</summary>
    /// <exception cref="AuditEvidenceException">A node is missing or corrupt.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static SnapshotComparison Compare(SnapshotTree old, SnapshotTree current, CancellationToken cancellation = default) =>
        Compare(old, current, null, cancellation);

    /// <summary>What differs between two trees that may be of different scopes.</summary>
    /// <param name="old">The old one.</param>
    /// <param name="current">The new one.</param>
    /// <param name="scopes">What either side looked at; null where that is the same.</param>
    /// <param name="cancellation">Cancels the work.</param>
    /// <exception cref="AuditEvidenceException">A node is missing or corrupt.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static SnapshotComparison Compare(SnapshotTree old, SnapshotTree current, ScopeChange? scopes, CancellationToken cancellation)
    {
        var diff = new SnapshotDiff(old.Nodes, current.Nodes, scopes);
        if (old.Root != current.Root)
        {
            diff.pending.Push(new FolderPair(default, old.Root, current.Root, IsReplaced: false));
        }

        while (diff.pending.TryPop(out FolderPair? pair))
        {
            cancellation.ThrowIfCancellationRequested();
            diff.CompareFolder(pair);
        }

        return diff.Result(current);
    }

    private SnapshotComparison Result(SnapshotTree current)
    {
        List<SnapshotChange> renamed = RenamePairing.Pair(removed, added);
        ChangeTotal addedTotal = Total(added);
        ChangeTotal modifiedTotal = Total(modified);
        ChangeTotal renamedTotal = Total(renamed);
        List<SnapshotChange> changes = [.. added, .. modified, .. removed, .. renamed];

        changes.Sort(static (left, right) => left.Path.CompareTo(right.Path));
        uncompared.Sort();
        left.Sort(static (one, other) => one.Path.CompareTo(other.Path));
        entered.Sort(static (one, other) => one.Path.CompareTo(other.Path));
        return new SnapshotComparison(
            changes,
            uncompared,
            addedTotal,
            modifiedTotal,
            Total(removed),
            renamedTotal,
            new ChangeTotal(current.Files, current.Bytes) - addedTotal - modifiedTotal - renamedTotal - uncomparedNew)
        {
            Left = left,
            Entered = entered,
        };
    }

    private static ChangeTotal Total(List<SnapshotChange> changes)
    {
        ChangeTotal total = default;
        foreach (SnapshotChange change in changes)
        {
            total += new ChangeTotal(1, change.Bytes);
        }

        return total;
    }

    private void CompareFolder(FolderPair pair)
    {
        ReadOnlyMemory<byte> oldNode = pair.Old is { } oldHash ? oldNodes.Read(oldHash) : TreeNodeWriter.Empty;
        ReadOnlyMemory<byte> newNode = pair.New is { } newHash ? newNodes.Read(newHash) : TreeNodeWriter.Empty;
        var oldEntries = new TreeNodeReader(oldNode.Span);
        var newEntries = new TreeNodeReader(newNode.Span);
        bool hasOld = oldEntries.MoveNext();
        bool hasNew = newEntries.MoveNext();
        while (hasOld || hasNew)
        {
            int order = !hasOld ? 1 : !hasNew ? -1 : oldEntries.Current.Name.SequenceCompareTo(newEntries.Current.Name);
            if (order < 0)
            {
                Remove(pair.Path, oldEntries.Current, pair.IsReplaced);
            }
            else if (order > 0)
            {
                Add(pair.Path, newEntries.Current, pair.IsReplaced);
            }
            else if (!oldEntries.Current.Encoded.SequenceEqual(newEntries.Current.Encoded))
            {
                CompareEntry(pair.Path, oldEntries.Current, newEntries.Current);
            }
            else if (newEntries.Current.IsUnseen)
            {
                uncompared.Add(pair.Path.Append(newEntries.Current.Name));
            }

            hasOld = order <= 0 ? oldEntries.MoveNext() : hasOld;
            hasNew = order >= 0 ? newEntries.MoveNext() : hasNew;
        }
    }

    private void CompareEntry(TreePath folder, in TreeEntry old, in TreeEntry current)
    {
        if (old.IsDirectory && current.IsDirectory)
        {
            if (old.Hash != current.Hash)
            {
                pending.Push(new FolderPair(folder.Append(current.Name), old.Hash, current.Hash, IsReplaced: false));
            }
        }
        else if (old.IsUnseen || current.IsUnseen)
        {
            // What cannot be seen may be what it was: nothing is claimed, neither of it nor of what was below.
            uncompared.Add(folder.Append(current.Name));
            uncomparedNew += new ChangeTotal(current.Files, current.Bytes);
        }
        else if (old.IsDirectory || current.IsDirectory)
        {
            // Both sides looked here, whatever the scopes say of folders and files.
            Remove(folder, old, isReplaced: true);
            Add(folder, current, isReplaced: true);
        }
        else
        {
            modified.Add(Change(AuditChangeKind.Modified, folder, current));
        }
    }

    private void Remove(TreePath folder, in TreeEntry old, bool isReplaced)
    {
        if (!isReplaced && scopes?.Current is { } scope && HasMoved(folder, old, scope, left))
        {
            return;
        }

        if (old.IsDirectory)
        {
            pending.Push(new FolderPair(folder.Append(old.Name), old.Hash, null, isReplaced));
        }
        else if (old.IsUnseen)
        {
            uncompared.Add(folder.Append(old.Name));
        }
        else
        {
            removed.Add(Change(AuditChangeKind.Removed, folder, old));
        }
    }

    private void Add(TreePath folder, in TreeEntry current, bool isReplaced)
    {
        if (!isReplaced && scopes?.Old is { } scope && HasMoved(folder, current, scope, entered))
        {
            uncomparedNew += new ChangeTotal(current.Files, current.Bytes);
            return;
        }

        if (current.IsDirectory)
        {
            pending.Push(new FolderPair(folder.Append(current.Name), null, current.Hash, isReplaced));
        }
        else if (current.IsUnseen)
        {
            uncompared.Add(folder.Append(current.Name));
        }
        else
        {
            added.Add(Change(AuditChangeKind.Added, folder, current));
        }
    }

    /// <summary>Whether something is on one side only because the other did not look there.</summary>
    private static bool HasMoved(TreePath folder, in TreeEntry entry, ScopeView other, List<ScopeMove> moves)
    {
        TreePath path = folder.Append(entry.Name);
        if (other.FindRuleAgainst(path, entry.Kind is TreeEntryKind.Directory or TreeEntryKind.UnseenDirectory) is not { } rule)
        {
            return false;
        }

        moves.Add(new ScopeMove(path, Math.Max(1, entry.Files), entry.Bytes, rule));
        return true;
    }

    private static SnapshotChange Change(AuditChangeKind kind, TreePath folder, in TreeEntry entry) =>
        new(kind, folder.Append(entry.Name), null, entry.Kind, entry.Bytes, entry.ContentHash);

    /// <summary>A folder to compare; a side that is null had no such folder.</summary>
    private sealed record FolderPair(TreePath Path, ContentHash? Old, ContentHash? New, bool IsReplaced);
}
