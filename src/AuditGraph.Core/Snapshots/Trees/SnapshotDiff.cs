using AuditGraph.Core.Canonical;

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
    private ChangeTotal uncomparedNew;

    private SnapshotDiff(INodeSource oldNodes, INodeSource newNodes)
    {
        this.oldNodes = oldNodes;
        this.newNodes = newNodes;
    }

    /// <summary>What differs between two trees.</summary>
    /// <exception cref="AuditEvidenceException">A node is missing or corrupt.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static SnapshotComparison Compare(SnapshotTree old, SnapshotTree current, CancellationToken cancellation = default)
    {
        var diff = new SnapshotDiff(old.Nodes, current.Nodes);
        if (old.Root != current.Root)
        {
            diff.pending.Push(new FolderPair(default, old.Root, current.Root));
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
        return new SnapshotComparison(
            changes,
            uncompared,
            addedTotal,
            modifiedTotal,
            Total(removed),
            renamedTotal,
            new ChangeTotal(current.Files, current.Bytes) - addedTotal - modifiedTotal - renamedTotal - uncomparedNew);
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
                Remove(pair.Path, oldEntries.Current);
            }
            else if (order > 0)
            {
                Add(pair.Path, newEntries.Current);
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
                pending.Push(new FolderPair(folder.Append(current.Name), old.Hash, current.Hash));
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
            Remove(folder, old);
            Add(folder, current);
        }
        else
        {
            modified.Add(Change(AuditChangeKind.Modified, folder, current));
        }
    }

    private void Remove(TreePath folder, in TreeEntry old)
    {
        if (old.IsDirectory)
        {
            pending.Push(new FolderPair(folder.Append(old.Name), old.Hash, null));
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

    private void Add(TreePath folder, in TreeEntry current)
    {
        if (current.IsDirectory)
        {
            pending.Push(new FolderPair(folder.Append(current.Name), null, current.Hash));
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

    private static SnapshotChange Change(AuditChangeKind kind, TreePath folder, in TreeEntry entry) =>
        new(kind, folder.Append(entry.Name), null, entry.Kind, entry.Bytes, entry.ContentHash);

    /// <summary>A folder to compare; a side that is null had no such folder.</summary>
    private sealed record FolderPair(TreePath Path, ContentHash? Old, ContentHash? New);
}
