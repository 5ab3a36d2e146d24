using AuditGraph.Core.Canonical;
using AuditGraph.Core.Native;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Snapshots.Scans;

/// <summary>When the files of a scan were modified, as the system said when they were looked at.</summary>
/// <param name="root">What was found.</param>
internal sealed class ScannedTimes(ScannedFolder root)
{
    /// <summary>Compares what was found with a moment: which files and links claim to have been modified after it.</summary>
    /// <returns>A comparison that knows of nothing added, removed or renamed.</returns>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public SnapshotComparison CompareWith(DateTimeOffset moment, CancellationToken cancellation)
    {
        long nanoseconds = FileStat.Nanoseconds(
            moment.ToUnixTimeSeconds(), moment.UtcTicks % TimeSpan.TicksPerSecond * TimeSpan.NanosecondsPerTick);
        var modified = new List<SnapshotChange>();
        var unseen = new List<TreePath>();
        ChangeTotal total = default;
        var pending = new Stack<ScannedFolder>();
        pending.Push(root);
        while (pending.TryPop(out ScannedFolder? folder))
        {
            cancellation.ThrowIfCancellationRequested();
            AddFrom(folder, nanoseconds, modified, unseen);
            foreach (ScannedFolder child in folder.Children)
            {
                pending.Push(child);
            }
        }

        foreach (SnapshotChange change in modified)
        {
            total += new ChangeTotal(1, change.Bytes);
        }

        modified.Sort(static (left, right) => left.Path.CompareTo(right.Path));
        unseen.Sort();
        ref readonly StatBlockHeader all = ref root.Block.Header;
        return new SnapshotComparison(
            modified, unseen, default, total, default, default, new ChangeTotal(all.Files, all.Bytes) - total);
    }

    private static void AddFrom(ScannedFolder folder, long nanoseconds, List<SnapshotChange> modified, List<TreePath> unseen)
    {
        StatBlock block = folder.Block;
        int count = block.Count;
        for (int index = 0; index < count; index++)
        {
            ref readonly StatEntry entry = ref block.Entry(index);
            if (entry.Type is FileType.File or FileType.Link)
            {
                if (entry.Modified > nanoseconds)
                {
                    modified.Add(Change(folder, block, entry));
                }
            }
            else if (entry.Mode is StatEntry.UnseenFile or StatEntry.UnseenDirectory)
            {
                unseen.Add(folder.Path.Append(block.Name(entry)));
            }
        }
    }

    private static SnapshotChange Change(ScannedFolder folder, StatBlock block, in StatEntry entry) => new(
        AuditChangeKind.Modified,
        folder.Path.Append(block.Name(entry)),
        null,
        entry.Type == FileType.Link ? TreeEntryKind.Link : entry.IsExecutable ? TreeEntryKind.Executable : TreeEntryKind.File,
        entry.Size,
        entry.Type == FileType.Link ? ContentHash.Of(block.Target(entry)) : entry.Hash);
}
