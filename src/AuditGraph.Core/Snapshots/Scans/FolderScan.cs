using AuditGraph.Core.Native;

namespace AuditGraph.Core.Snapshots.Scans;

/// <summary>Looks into folders: lists, asks the system about every entry, and compares with the stat index.</summary>
/// <remarks>One for each thread, since it keeps its buffers.</remarks>
internal sealed class FolderScan(ScanState state)
{
    private readonly FolderOpening opening = new(state);
    private readonly FolderSelection selection = new(state);
    private readonly FolderExamination examination = new(state);
    private readonly FolderRecording recording = new(state);
    private readonly FolderTasks tasks = new(state);
    private readonly FolderFindings found = new();

    /// <summary>Looks into a folder and queues what follows from it.</summary>
    /// <exception cref="OperationCanceledException">The scan was cancelled.</exception>
    public void Scan(ScannedFolder folder)
    {
        if (folder.Parent is not null && !opening.TryOpen(folder))
        {
            return;
        }

        FolderHandle handle = folder.Handle!;
        FileOutcome outcome = handle.List(found.Listing, state.Cancellation);
        if (outcome == FileOutcome.Done)
        {
            selection.Select(folder, found.Listing);
            found.Listing.Sort();
            if (examination.Examine(folder, found))
            {
                folder.Block = folder.Known;
            }
            else
            {
                recording.Record(folder, found);
            }

            CountSeen(folder);
            tasks.Queue(folder, found);
        }
        else
        {
            state.AddUnseen(folder, GapReason.Unreadable);
        }

        handle.Release();
    }

    private void CountSeen(ScannedFolder folder)
    {
        long bytes = 0;
        long files = 0;
        for (int index = 0; index < found.Listing.Count; index++)
        {
            if (found.Stats[index].Type is FileType.File or FileType.Link)
            {
                files++;
                bytes += found.Stats[index].Size;
            }
        }

        state.Progress.CountSeen(files, bytes, folder);
    }
}
