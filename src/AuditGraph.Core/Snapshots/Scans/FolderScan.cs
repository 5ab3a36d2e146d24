using AuditGraph.Core.Snapshots.Scopes;

namespace AuditGraph.Core.Snapshots.Scans;

/// <summary>Looks into folders: lists, asks the system about every entry, and compares with the stat index.</summary>
/// <remarks>One for each thread, since it keeps its buffers.</remarks>
internal sealed class FolderScan(ScanState state)
{
    private const int LargestBatch = 32;
    private const long LargestBatchBytes = 1 << 20;
    private const int LongestIgnoreFile = 1 << 24;

    private readonly FolderListing listing = new();
    private readonly List<ScanTask> tasks = [];
    private readonly List<int> toRead = [];
    private FileStat[] stats = new FileStat[1024];
    private int[] known = new int[1024];
    private bool[] mustRead = new bool[1024];
    private byte[] path = new byte[1024];

    /// <summary>Looks into a folder and queues what follows from it.</summary>
    /// <exception cref="OperationCanceledException">The scan was cancelled.</exception>
    public void Scan(ScannedFolder folder)
    {
        if (!TryOpen(folder))
        {
            return;
        }

        FolderHandle handle = folder.Handle!;
        FileOutcome outcome = handle.List(listing, state.Cancellation);
        if (outcome == FileOutcome.Done)
        {
            Select(folder);
            listing.Sort();
            bool isSame = Examine(folder);
            if (isSame)
            {
                folder.Block = folder.Known;
            }
            else
            {
                Record(folder);
            }

            CountSeen();
            Queue(folder);
        }
        else
        {
            MarkUnseen(folder, GapReason.Unreadable);
        }

        handle.Release();
    }

    private bool TryOpen(ScannedFolder folder)
    {
        if (folder.Parent is null)
        {
            return true;
        }

        FolderHandle parent = folder.Parent.Handle!;
        FolderHandle? handle = null;
        FileStat stat = default;
        FileOutcome outcome = FileOutcome.Done;
        if (state.OneFileSystem)
        {
            // Asked before opening, because opening alone can mount.
            outcome = parent.Stat(folder.Name, out stat);
            if (outcome == FileOutcome.Done && stat.Device != folder.Parent.Stat.Device)
            {
                MarkUnseen(folder, GapReason.MountPoint);
                parent.Release();
                return false;
            }
        }

        outcome = outcome == FileOutcome.Done ? parent.OpenFolder(folder.Name, out handle) : outcome;
        parent.Release();
        outcome = outcome == FileOutcome.Done ? handle!.Stat(out stat) : outcome;
        GapReason? gap = outcome switch
        {
            FileOutcome.Vanished => GapReason.Vanished,
            FileOutcome.Replaced => GapReason.Unstable,
            FileOutcome.Refused => GapReason.Unreadable,
            _ when state.OneFileSystem && stat.Device != folder.Parent.Stat.Device => GapReason.MountPoint,
            _ when IsWithinItself(folder, stat) => GapReason.Loop,
            _ => null,
        };
        if (gap is { } reason)
        {
            handle?.Release();
            MarkUnseen(folder, reason);
            return false;
        }

        folder.Handle = handle;
        folder.Stat = stat;
        return true;
    }

    private static bool IsWithinItself(ScannedFolder folder, in FileStat stat)
    {
        for (ScannedFolder? above = folder.Parent; above is not null; above = above.Parent)
        {
            if (above.Stat.Inode == stat.Inode && above.Stat.Device == stat.Device)
            {
                return true;
            }
        }

        return false;
    }

    private void MarkUnseen(ScannedFolder folder, GapReason reason)
    {
        folder.Mode = reason == GapReason.Vanished ? StatEntry.Vanished : StatEntry.UnseenDirectory;
        state.AddGap(folder, default, reason);
    }

    /// <summary>Drops what does not belong to the scan.</summary>
    private void Select(ScannedFolder folder)
    {
        FolderHandle handle = folder.Handle!;
        ScopeRules rules = state.Rules;
        int nameStart = rules.NeedsPaths ? BeginPath(folder) : 0;
        if (rules.ReadsIgnoreFiles)
        {
            ReadIgnoreFile(folder);
        }

        FolderListing.Item[] items = listing.Items;
        int kept = 0;
        long excluded = 0;
        for (int index = 0; index < listing.Count; index++)
        {
            FolderListing.Item item = items[index];
            ReadOnlySpan<byte> name = listing.Name(item);
            FileType type = item.Type;
            if (type == FileType.Unknown)
            {
                FileOutcome outcome = handle.Stat(listing.TerminatedName(item), out FileStat stat);
                type = stat.Type;
                if (outcome != FileOutcome.Done)
                {
                    if (Decide(folder, name, nameStart, isFolder: false) is not (ScopeDecision.LeaveOut or ScopeDecision.Reserved))
                    {
                        state.AddGap(folder, name, GapReason.Vanished);
                    }

                    continue;
                }
            }

            ScopeDecision decision = Decide(folder, name, nameStart, type == FileType.Directory);
            if (decision is ScopeDecision.LeaveOut or ScopeDecision.Reserved)
            {
                excluded += decision == ScopeDecision.LeaveOut ? 1 : 0;
            }
            else if (SpecialKind(type) is { } special)
            {
                state.AddGap(folder, name, special);
            }
            else
            {
                items[kept++] = item with { Type = type, TakesAll = decision == ScopeDecision.Take };
            }
        }

        listing.Truncate(kept);
        if (excluded > 0)
        {
            state.CountExcluded(excluded);
        }
    }

    private ScopeDecision Decide(ScannedFolder folder, ReadOnlySpan<byte> name, int nameStart, bool isFolder)
    {
        if (!state.Rules.NeedsPaths)
        {
            return state.Rules.Decide(folder.Scope, name, 0, isFolder);
        }

        int length = nameStart + name.Length;
        if (length > path.Length)
        {
            Array.Resize(ref path, 2 * length);
        }

        name.CopyTo(path.AsSpan(nameStart));
        return state.Rules.Decide(folder.Scope, path.AsSpan(0, length), nameStart, isFolder);
    }

    private int BeginPath(ScannedFolder folder)
    {
        ReadOnlySpan<byte> bytes = folder.Path.Bytes;
        if (bytes.IsEmpty)
        {
            return 0;
        }

        if (path.Length <= bytes.Length)
        {
            path = new byte[2 * (bytes.Length + 1)];
        }

        bytes.CopyTo(path);
        path[bytes.Length] = (byte)'/';
        return bytes.Length + 1;
    }

    private void ReadIgnoreFile(ScannedFolder folder)
    {
        for (int index = 0; index < listing.Count; index++)
        {
            ref readonly FolderListing.Item item = ref listing.Items[index];
            if (!listing.Name(item).SequenceEqual(".gitignore"u8))
            {
                continue;
            }

            if (TryReadIgnoreFile(folder.Handle!, listing.TerminatedName(item), out byte[] content))
            {
                folder.Scope = folder.Scope.WithIgnoreFile(content);
            }

            return;
        }
    }

    private static bool TryReadIgnoreFile(FolderHandle handle, ReadOnlySpan<byte> name, out byte[] content)
    {
        content = [];
        if (handle.Stat(name, out FileStat stat) != FileOutcome.Done
            || stat.Type != FileType.File
            || stat.Size > LongestIgnoreFile
            || handle.OpenFile(name, out FileHandle? file) != FileOutcome.Done)
        {
            return false;
        }

        using (file)
        {
            byte[] buffer = new byte[stat.Size];
            FileOutcome outcome = file!.Read(buffer, 0, out int length);
            content = buffer[..length];
            return outcome == FileOutcome.Done;
        }
    }

    private static GapReason? SpecialKind(FileType type) => type switch
    {
        FileType.Directory or FileType.File or FileType.Link => null,
        FileType.Socket => GapReason.Socket,
        FileType.Pipe => GapReason.Pipe,
        _ => GapReason.Device,
    };

    /// <summary>Asks the system about every entry and looks it up in the stat index.</summary>
    /// <returns>Whether the index knows all of it just as it is.</returns>
    private bool Examine(ScannedFolder folder)
    {
        FolderListing.Item[] items = listing.Items;
        int count = listing.Count;
        if (stats.Length < count)
        {
            stats = new FileStat[2 * count];
            known = new int[2 * count];
            mustRead = new bool[2 * count];
        }

        StatBlock block = folder.Known;
        bool isSameDevice = !block.IsNone && block.Header.Device == folder.Stat.Device;
        bool isSame = isSameDevice && block.Count == count;
        int candidate = 0;
        for (int index = 0; index < count; index++)
        {
            state.Cancellation.ThrowIfCancellationRequested();
            ref readonly FolderListing.Item item = ref items[index];
            int match = Find(block, listing.Name(item), ref candidate);
            ref FileStat stat = ref stats[index];
            if (item.Type == FileType.Directory)
            {
                stat = new FileStat { Mode = (ushort)FileType.Directory };
                isSame &= match >= 0 && block.Entry(match).Type == FileType.Directory;
                known[index] = match;
                continue;
            }

            FileOutcome outcome = folder.Handle!.Stat(listing.TerminatedName(item), out stat);
            if (outcome != FileOutcome.Done)
            {
                state.AddGap(folder, listing.Name(item), outcome == FileOutcome.Vanished ? GapReason.Vanished : GapReason.Unreadable);
                stat = new FileStat { Mode = outcome == FileOutcome.Vanished ? StatEntry.Vanished : StatEntry.UnseenFile };
            }
            else if (state.OneFileSystem && stat.Device != folder.Stat.Device)
            {
                state.AddGap(folder, listing.Name(item), GapReason.MountPoint);
                stat = new FileStat { Mode = StatEntry.UnseenFile };
            }
            else if (stat.Type is not (FileType.File or FileType.Link))
            {
                state.AddGap(folder, listing.Name(item), GapReason.Unstable);
                stat = new FileStat { Mode = StatEntry.UnseenFile };
            }

            bool looksTheSame = match >= 0
                && isSameDevice
                && stat.Device == folder.Stat.Device
                && block.Entry(match).Matches(stat);
            known[index] = looksTheSame ? match : -1;
            mustRead[index] = !looksTheSame || MustRead(block.Entry(match));
            isSame &= !mustRead[index];
        }

        return isSame;
    }

    private static int Find(StatBlock block, ReadOnlySpan<byte> name, ref int candidate)
    {
        for (int count = block.Count; candidate < count; candidate++)
        {
            ReadOnlySpan<byte> other = block.Name(block.Entry(candidate));
            if (other.SequenceEqual(name))
            {
                return candidate++;
            }

            if (other.SequenceCompareTo(name) > 0)
            {
                return -1;
            }
        }

        return -1;
    }

    private bool MustRead(in StatEntry entry) =>
        state.Index.IsRacy(entry)
        || (state.RereadShare > 0 && entry.Type == FileType.File && Random.Shared.NextDouble() < state.RereadShare);

    /// <summary>Makes the folder's own block, and notes which files have to be read.</summary>
    private void Record(ScannedFolder folder)
    {
        FolderListing.Item[] items = listing.Items;
        int count = listing.Count;
        toRead.Clear();
        long nameBytes = 0;
        byte[][]? targets = null;
        for (int index = 0; index < count; index++)
        {
            nameBytes += items[index].NameLength + 1;
            if (stats[index].Type == FileType.Link)
            {
                targets ??= new byte[count][];
                targets[index] = ReadLink(folder, index);
                nameBytes += targets[index].Length;
            }
        }

        StatBlock block = StatBlock.Create(count, nameBytes);
        block.Header.Device = folder.Stat.Device;
        Span<byte> names = block.Names;
        int used = 0;
        for (int index = 0; index < count; index++)
        {
            ref readonly FileStat stat = ref stats[index];
            ref StatEntry entry = ref block.Entry(index);
            entry.NameStart = used;
            entry.NameLength = items[index].NameLength;
            entry.Mode = stat.Mode;
            listing.TerminatedName(items[index]).CopyTo(names[used..]);
            used += entry.NameLength + 1;
            if (stat.Type == FileType.Directory)
            {
                entry.Changed = -1;
                continue;
            }

            entry.Size = stat.Size;
            entry.Modified = stat.Modified;
            entry.Changed = stat.Device == folder.Stat.Device ? stat.Changed : long.MaxValue;
            entry.Inode = stat.Inode;
            if (stat.Type == FileType.Link)
            {
                byte[] target = targets![index];
                entry.Size = target.Length;
                target.CopyTo(names[used..]);
                used += target.Length;
            }
            else if (stat.Type == FileType.File)
            {
                RecordFile(folder, index, ref entry);
            }
        }

        folder.Block = block;
        folder.IsFresh = true;
    }

    private void RecordFile(ScannedFolder folder, int index, ref StatEntry entry)
    {
        if (mustRead[index])
        {
            toRead.Add(index);
        }
        else
        {
            entry.Hash = folder.Known.Entry(known[index]).Hash;
        }
    }

    private byte[] ReadLink(ScannedFolder folder, int index)
    {
        ReadOnlySpan<byte> name = listing.TerminatedName(listing.Items[index]);
        FileOutcome outcome = folder.Handle!.ReadLink(name, out byte[] target);
        if (outcome != FileOutcome.Done)
        {
            GapReason reason = outcome == FileOutcome.Vanished ? GapReason.Vanished : GapReason.Unreadable;
            state.AddGap(folder, name[..^1], reason);
            stats[index] = new FileStat { Mode = reason == GapReason.Vanished ? StatEntry.Vanished : StatEntry.UnseenFile };
        }

        return target;
    }

    private void CountSeen()
    {
        long bytes = 0;
        long files = 0;
        for (int index = 0; index < listing.Count; index++)
        {
            if (stats[index].Type is FileType.File or FileType.Link)
            {
                files++;
                bytes += stats[index].Size;
            }
        }

        state.Progress.CountSeen(files, bytes);
    }

    /// <summary>Queues the folders in this one, and its files that have to be read.</summary>
    private void Queue(ScannedFolder folder)
    {
        tasks.Clear();
        AddFolders(folder);
        if (folder.IsFresh)
        {
            AddBatches(folder);
        }

        if (tasks.Count > 0)
        {
            folder.AddPending(tasks.Count);
            folder.Handle!.Hold(tasks.Count);
            state.Queue.Add(tasks);
        }
    }

    private void AddFolders(ScannedFolder folder)
    {
        FolderListing.Item[] items = listing.Items;
        int count = 0;
        for (int index = 0; index < listing.Count; index++)
        {
            count += items[index].Type == FileType.Directory ? 1 : 0;
        }

        if (count == 0)
        {
            return;
        }

        var children = new ScannedFolder[count];
        int pathLength = state.Rules.NeedsPaths ? folder.Path.Bytes.Length : 0;
        int next = 0;
        for (int index = 0; index < listing.Count; index++)
        {
            ref readonly FolderListing.Item item = ref items[index];
            if (item.Type != FileType.Directory)
            {
                continue;
            }

            int childLength = pathLength == 0 ? item.NameLength : pathLength + 1 + item.NameLength;
            ScopeFolder scope = folder.Scope.Child(childLength, item.TakesAll ? ScopeDecision.Take : ScopeDecision.Enter);
            StatBlock block = known[index] >= 0 && folder.Known.Entry(known[index]).Type == FileType.Directory
                ? state.Index.BlockOf(folder.Known.Entry(known[index]))
                : default;
            children[next++] = new ScannedFolder(folder, listing.TerminatedName(item).ToArray(), scope, block) { EntryIndex = index };
        }

        folder.Children = children;

        // The newest task goes first, so adding from the end walks in order.
        for (int index = children.Length - 1; index >= 0; index--)
        {
            tasks.Add(new ScanTask(children[index], null));
        }
    }

    private void AddBatches(ScannedFolder folder)
    {
        for (int start = 0; start < toRead.Count;)
        {
            long bytes = 0;
            int end = start;
            while (end < toRead.Count && end - start < LargestBatch && bytes < LargestBatchBytes)
            {
                bytes += folder.Block.Entry(toRead[end++]).Size;
            }

            int[] entries = new int[end - start];
            int[] matches = new int[end - start];
            for (int index = 0; index < entries.Length; index++)
            {
                entries[index] = toRead[start + index];
                matches[index] = known[entries[index]];
            }

            tasks.Add(new ScanTask(folder, new FileBatch(entries, matches)));
            start = end;
        }
    }
}
