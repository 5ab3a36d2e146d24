using AuditGraph.Core.Canonical;
using AuditGraph.Core.Native;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Snapshots.Scans;

/// <summary>One thread's part in a scan.</summary>
internal sealed class ScanWorker(ScanState state) : IDisposable
{
    private readonly FileHasher hasher = new(state.Progress);
    private readonly FolderScan folderScan = new(state);
    private readonly TreeNodeWriter node = new();

    /// <summary>Works until nothing is left to do.</summary>
    /// <exception cref="OperationCanceledException">The scan was cancelled.</exception>
    public void Run()
    {
        while (state.Queue.TryTake(out ScanTask? task))
        {
            if (task.Files is { } files)
            {
                ReadFiles(task.Folder, files);
                task.Folder.Handle!.Release();
            }
            else
            {
                folderScan.Scan(task.Folder);
            }

            Complete(task.Folder);
            state.Queue.Finish();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => hasher.Dispose();

    private void Complete(ScannedFolder folder)
    {
        for (ScannedFolder? done = folder; done is not null && done.IsDoneWithOne(); done = done.Parent)
        {
            done.Finish(node);
        }
    }

    private void ReadFiles(ScannedFolder folder, FileBatch files)
    {
        StatBlock block = folder.Block;
        ContentListener? listener = state.Listener?.Invoke(folder.Path);
        for (int index = 0; index < files.Entries.Length; index++)
        {
            ref StatEntry entry = ref block.Entry(files.Entries[index]);
            var stat = new FileStat
            {
                Size = entry.Size,
                Modified = entry.Modified,
                Changed = entry.Changed,
                Inode = entry.Inode,
                Device = block.Header.Device,
                Owner = entry.Owner,
                Group = entry.Group,
                Mode = entry.Mode,
            };
            bool isRead = hasher.TryHash(
                folder, block.TerminatedName(entry), ref stat, out long size, out ContentHash hash, out GapReason? gap);
            if (gap is { } reason)
            {
                state.AddGap(folder, block.Name(entry), reason);
            }

            if (!isRead)
            {
                entry.Mode = gap == GapReason.Vanished ? StatEntry.Vanished : StatEntry.UnseenFile;
                continue;
            }

            state.Progress.CountFileRead();
            entry.Size = size;
            entry.Modified = stat.Modified;
            // Never older than anything, so that what was unstable, or lies on another device, is read again next time.
            entry.Changed = gap is null && stat.Device == block.Header.Device ? stat.Changed : long.MaxValue;
            entry.Inode = stat.Inode;
            entry.Owner = stat.Owner;
            entry.Group = stat.Group;
            entry.Mode = stat.Mode;
            entry.Hash = hash;
            if (gap is null && !hasher.Content.IsEmpty)
            {
                listener?.Invoke(block.Name(entry), hash, hasher.Content);
            }

            if (files.Known[index] >= 0 && gap is null)
            {
                NoticeSilentChange(folder, entry, folder.Known.Entry(files.Known[index]));
            }
        }
    }

    private void NoticeSilentChange(ScannedFolder folder, in StatEntry entry, in StatEntry known)
    {
        bool looksTheSame = entry.Changed == known.Changed && entry.Modified == known.Modified && entry.Size == known.Size;
        if (looksTheSame && entry.Hash != known.Hash && !state.Index.IsRacy(folder.Known, known))
        {
            state.AddSilentChange(folder, folder.Block.Name(entry));
        }
    }
}
