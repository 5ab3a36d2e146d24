using AuditGraph.Core.Native;

namespace AuditGraph.Core.Snapshots.Scans;

/// <summary>Opens the folders of a scan, by way of the folders that they are in.</summary>
internal sealed class FolderOpening(ScanState state)
{
    /// <summary>Opens a folder that is not the root, unless there is a reason not to look into it, which then is noted as a gap.</summary>
    /// <returns>Whether it is open.</returns>
    public bool TryOpen(ScannedFolder folder)
    {
        ScannedFolder above = folder.Parent!;
        FolderHandle parent = above.Handle!;
        FolderHandle? handle = null;
        FileStat stat = default;
        FileOutcome outcome = FileOutcome.Done;
        if (state.OneFileSystem)
        {
            // Asked before opening, because opening alone can mount.
            outcome = parent.Stat(folder.Name, out stat);
            if (outcome == FileOutcome.Done && stat.Device != above.Stat.Device)
            {
                state.AddUnseen(folder, GapReason.MountPoint);
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
            _ when state.OneFileSystem && stat.Device != above.Stat.Device => GapReason.MountPoint,
            _ when IsWithinItself(folder, stat) => GapReason.Loop,
            _ => null,
        };
        if (gap is { } reason)
        {
            handle?.Release();
            state.AddUnseen(folder, reason);
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
}
