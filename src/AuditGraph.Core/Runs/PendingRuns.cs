using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Runs;

/// <summary>
/// The runs under way. Each holds an OS lock on <c>runs/.pending/&lt;id&gt;.lock</c> for as long as its process lives
/// and is at work, so a lock that nobody holds belongs to a run that will never finish.
/// </summary>
internal sealed class PendingRuns(ProfilePaths paths, IDisk disk)
{
    // Whoever looks whether a run is alive holds its lock for the length of a system call.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Marks a run as under way.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="observer">Who is told where others, who only look at the lock, are in the way for long.</param>
    /// <exception cref="AuditWorkspaceException"><c>WriteFailed</c>, <c>LockBusy</c>.</exception>
    public FileLock Begin(string runId, IAuditObserver observer) =>
        FileLock.Acquire(disk, paths.LockOfRun(runId), Patience, observer);

    /// <summary>Whether the run's process is still at work on it; true also where that cannot be told.</summary>
    public bool IsAlive(string runId)
    {
        try
        {
            return FileLock.IsHeld(paths.LockOfRun(runId));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    /// <summary>The ids of the runs whose process has ended without clearing up, sorted.</summary>
    public IReadOnlyList<string> FindDead() => [.. Ids().Where(id => !IsAlive(id)).Order(StringComparer.Ordinal)];

    /// <summary>Whether any run's process is still at work.</summary>
    public bool IsAnyAlive() => FindAlive() is not null;

    /// <summary>A run whose process is still at work on it, or null.</summary>
    public string? FindAlive() => Ids().FirstOrDefault(IsAlive);

    /// <summary>
    /// Deletes what writes that never ended have left in the profile's folders, if no run is alive. Only for the holder
    /// of the ledger's lock. What cannot be deleted is left for another time.
    /// </summary>
    /// <param name="observer">Who is told of it then.</param>
    public void TrySweep(IAuditObserver observer)
    {
        try
        {
            foreach (string path in IsAnyAlive() ? [] : FindTemporaryFiles(paths.Snapshots).Concat(FindTemporaryFiles(paths.Cache)))
            {
                disk.DeleteFile(path);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            observer.OnVerbose($"Unfinished files could not be deleted yet: {failure.Message}");
        }
    }

    /// <summary>Clears up after a run whose end is recorded: its lock, and what it was making beside that.</summary>
    /// <exception cref="IOException">Something could not be deleted.</exception>
    /// <exception cref="UnauthorizedAccessException">Something may not be deleted.</exception>
    public void Clear(string runId)
    {
        // Mostly it has become the record, and the exception that tells so takes a short run longer than all its clearing up.
        if (PlainFolder.Exists(RecordFolderOf(runId)))
        {
            disk.DeleteFile(RecordOf(runId));
            disk.DeleteFile(Path.Join(RecordFolderOf(runId), ProfilePaths.ReportName));
            disk.DeleteFolder(RecordFolderOf(runId));
        }

        // The lock goes last: as long as it is there, somebody will come back to clear up.
        disk.DeleteFile(FileLock.OwnerPath(paths.LockOfRun(runId)));
        disk.DeleteFile(paths.LockOfRun(runId));
    }

    /// <summary>Every file that a write with a run's id as its token has left below a folder.</summary>
    public static IEnumerable<string> FindTemporaryFiles(string folder, string runId) =>
        FindTemporaryFiles(folder).Where(path => AtomicFile.IsTemporary(Path.GetFileName(path), runId));

    /// <summary>The folder in which a run's record is made.</summary>
    public string RecordFolderOf(string runId) => Path.Join(paths.PendingRuns, runId);

    /// <summary>Where a run's record is until it is put in its place.</summary>
    public string RecordOf(string runId) => Path.Join(RecordFolderOf(runId), ProfilePaths.RecordName);

    private IEnumerable<string> Ids() =>
        PlainFolder.List(paths.PendingRuns)
            .Where(entry => entry.Name.EndsWith(ProfilePaths.LockExtension, StringComparison.Ordinal))
            .Select(entry => Path.GetFileNameWithoutExtension(entry.Path))
            .Where(id => Guid.TryParseExact(id, "D", out _));

    private static IEnumerable<string> FindTemporaryFiles(string folder) =>
        PlainFolder.ListBelow(folder, skipsRefused: true).Where(entry => AtomicFile.IsTemporary(entry.Name)).Select(entry => entry.Path);
}
