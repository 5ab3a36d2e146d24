using AuditGraph.Core.Native;
using AuditGraph.Core.Snapshots.Scopes;

namespace AuditGraph.Core.Snapshots.Scans;

/// <summary>Queues the work that follows from a look into a folder.</summary>
/// <remarks>One for each thread, since it keeps its buffer.</remarks>
internal sealed class FolderTasks(ScanState state)
{
    private const int LargestBatch = 32;
    private const long LargestBatchBytes = 1 << 20;

    private readonly List<ScanTask> tasks = [];

    /// <summary>Queues the folders in this one, and its files that have to be read.</summary>
    public void Queue(ScannedFolder folder, FolderFindings found)
    {
        tasks.Clear();
        AddFolders(folder, found);
        if (folder.IsFresh)
        {
            AddBatches(folder, found);
        }

        if (tasks.Count > 0)
        {
            folder.AddPending(tasks.Count);
            folder.Handle!.Hold(tasks.Count);
            state.Queue.Add(tasks);
        }
    }

    private void AddFolders(ScannedFolder folder, FolderFindings found)
    {
        FolderListing.Item[] items = found.Listing.Items;
        int count = 0;
        for (int index = 0; index < found.Listing.Count; index++)
        {
            count += items[index].Type == FileType.Directory ? 1 : 0;
        }

        if (count == 0)
        {
            return;
        }

        var children = new ScannedFolder[count];
        int pathLength = folder.PathLength;
        int next = 0;
        for (int index = 0; index < found.Listing.Count; index++)
        {
            ref readonly FolderListing.Item item = ref items[index];
            if (item.Type != FileType.Directory)
            {
                continue;
            }

            int childLength = pathLength == 0 ? item.NameLength : pathLength + 1 + item.NameLength;
            ScopeFolder scope = folder.Scope.Child(childLength, item.Decision);
            StatBlock block = found.Known[index] >= 0 && folder.Known.Entry(found.Known[index]).Type == FileType.Directory
                ? state.Index.BlockOf(folder.Known.Entry(found.Known[index]))
                : default;
            children[next++] = new ScannedFolder(folder, found.Listing.TerminatedName(item).ToArray(), scope, block) { EntryIndex = index };
        }

        folder.Children = children;

        // The newest task goes first, so adding from the end walks in order.
        for (int index = children.Length - 1; index >= 0; index--)
        {
            tasks.Add(new ScanTask(children[index], null));
        }
    }

    private void AddBatches(ScannedFolder folder, FolderFindings found)
    {
        for (int start = 0; start < found.ToRead.Count;)
        {
            long bytes = 0;
            int end = start;
            while (end < found.ToRead.Count && end - start < LargestBatch && bytes < LargestBatchBytes)
            {
                bytes += folder.Block.Entry(found.ToRead[end++]).Size;
            }

            int[] entries = new int[end - start];
            int[] matches = new int[end - start];
            for (int index = 0; index < entries.Length; index++)
            {
                entries[index] = found.ToRead[start + index];
                matches[index] = found.Known[entries[index]];
            }

            tasks.Add(new ScanTask(folder, new FileBatch(entries, matches)));
            start = end;
        }
    }
}
