using AuditGraph.Core.Native;

namespace AuditGraph.Core.Snapshots.Scans;

/// <summary>Makes the block of a folder that is not as the stat index knows it.</summary>
internal sealed class FolderRecording(ScanState state)
{
    /// <summary>Makes the folder's own block, and notes which files have to be read.</summary>
    public void Record(ScannedFolder folder, FolderFindings found)
    {
        FolderListing.Item[] items = found.Listing.Items;
        int count = found.Listing.Count;
        found.ToRead.Clear();
        long nameBytes = 0;
        byte[][]? targets = null;
        for (int index = 0; index < count; index++)
        {
            nameBytes += items[index].NameLength + 1;
            if (found.Stats[index].Type == FileType.Link)
            {
                targets ??= new byte[count][];
                targets[index] = ReadLink(folder, found, index);
                nameBytes += targets[index].Length;
            }
        }

        StatBlock block = StatBlock.Create(count, nameBytes);
        block.Header.Device = folder.Stat.Device;
        Span<byte> names = block.Names;
        int used = 0;
        for (int index = 0; index < count; index++)
        {
            ref readonly FileStat stat = ref found.Stats[index];
            ref StatEntry entry = ref block.Entry(index);
            entry.NameStart = used;
            entry.NameLength = items[index].NameLength;
            entry.Mode = stat.Mode;
            found.Listing.TerminatedName(items[index]).CopyTo(names[used..]);
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
            entry.Owner = stat.Owner;
            entry.Group = stat.Group;
            entry.Links = stat.Links;
            if (stat.Type == FileType.Link)
            {
                byte[] target = targets![index];
                entry.Size = target.Length;
                target.CopyTo(names[used..]);
                used += target.Length;
            }
            else if (stat.Type == FileType.File)
            {
                RecordFile(folder, found, index, ref entry);
            }
        }

        folder.Block = block;
        folder.IsFresh = true;
    }

    private static void RecordFile(ScannedFolder folder, FolderFindings found, int index, ref StatEntry entry)
    {
        if (found.MustRead[index])
        {
            found.ToRead.Add(index);
        }
        else
        {
            entry.Hash = folder.Known.Entry(found.Known[index]).Hash;
        }
    }

    private byte[] ReadLink(ScannedFolder folder, FolderFindings found, int index)
    {
        ReadOnlySpan<byte> name = found.Listing.TerminatedName(found.Listing.Items[index]);
        FileOutcome outcome = folder.Handle!.ReadLink(name, out byte[] target);
        if (outcome != FileOutcome.Done)
        {
            GapReason reason = outcome == FileOutcome.Vanished ? GapReason.Vanished : GapReason.Unreadable;
            state.AddGap(folder, name[..^1], reason);
            found.Stats[index] = new FileStat { Mode = reason == GapReason.Vanished ? StatEntry.Vanished : StatEntry.UnseenFile };
        }

        return target;
    }
}
