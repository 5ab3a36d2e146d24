using AuditGraph.Core.Native;

namespace AuditGraph.Core.Snapshots.Scans;

/// <summary>Asks the system about the entries of a folder and compares the answers with the stat index.</summary>
internal sealed class FolderExamination(ScanState state)
{
    /// <summary>Asks the system about every entry and looks it up in the stat index.</summary>
    /// <returns>Whether the index knows all of it just as it is.</returns>
    public bool Examine(ScannedFolder folder, FolderFindings found)
    {
        FolderListing.Item[] items = found.Listing.Items;
        int count = found.Listing.Count;
        found.MakeRoom();
        StatBlock block = folder.Known;
        bool isSameDevice = !block.IsNone && block.Header.Device == folder.Stat.Device;
        bool isSame = isSameDevice && block.Count == count;
        int candidate = 0;
        for (int index = 0; index < count; index++)
        {
            state.Cancellation.ThrowIfCancellationRequested();
            ref readonly FolderListing.Item item = ref items[index];
            int match = Find(block, found.Listing.Name(item), ref candidate);
            ref FileStat stat = ref found.Stats[index];
            if (item.Type == FileType.Directory)
            {
                stat = new FileStat { Mode = (ushort)FileType.Directory };
                isSame &= match >= 0 && block.Entry(match).Type == FileType.Directory;
                found.Known[index] = match;
                continue;
            }

            FileOutcome outcome = folder.Handle!.Stat(found.Listing.TerminatedName(item), out stat);
            if (outcome != FileOutcome.Done)
            {
                state.AddGap(folder, found.Listing.Name(item), outcome == FileOutcome.Vanished ? GapReason.Vanished : GapReason.Unreadable);
                stat = new FileStat { Mode = outcome == FileOutcome.Vanished ? StatEntry.Vanished : StatEntry.UnseenFile };
            }
            else if (state.OneFileSystem && stat.Device != folder.Stat.Device)
            {
                state.AddGap(folder, found.Listing.Name(item), GapReason.MountPoint);
                stat = new FileStat { Mode = StatEntry.UnseenFile };
            }
            else if (stat.Type is not (FileType.File or FileType.Link))
            {
                state.AddGap(folder, found.Listing.Name(item), GapReason.Unstable);
                stat = new FileStat { Mode = StatEntry.UnseenFile };
            }

            bool looksTheSame = match >= 0
                && isSameDevice
                && stat.Device == folder.Stat.Device
                && block.Entry(match).Matches(stat);
            found.Known[index] = looksTheSame ? match : -1;
            found.MustRead[index] = !looksTheSame || MustRead(block, block.Entry(match));
            isSame &= !found.MustRead[index];
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

    private bool MustRead(in StatBlock folder, in StatEntry entry) =>
        state.Index.IsRacy(folder, entry)
        || (state.RereadShare > 0 && entry.Type == FileType.File && Random.Shared.NextDouble() < state.RereadShare);
}
