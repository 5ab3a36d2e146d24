using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Runs;

/// <summary>
/// The runs under way. Their process holds an OS lock for as long as it lives and is at work on any of them, so runs whose
/// lock nobody holds will never finish.
/// </summary>
internal sealed class PendingRuns(ProfilePaths paths, IDisk disk)
{
    // Whoever looks whether a run is alive holds its lock for the length of a system call.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly RunLocks locks = new(paths);

    /// <summary>Marks runs as under way.</summary>
    /// <param name="runIds">The runs; one at least.</param>
    /// <param name="observer">Who is told where others, who only look at the lock, are in the way for long.</param>
    /// <exception cref="AuditWorkspaceException"><c>WriteFailed</c>, <c>LockBusy</c>.</exception>
    public FileLock Begin(IReadOnlyList<string> runIds, IAuditObserver observer)
    {
        string path = locks.PathOf(runIds);
        var held = FileLock.Acquire(disk, path, Patience, observer);
        try
        {
            if (runIds.Count > 1)
            {
                disk.Overwrite(path, RunLocks.ListOf(runIds));
            }

            // The lock's name must outlive a power cut that the entries of the runs outlive.
            disk.FlushFolder(paths.PendingRuns);
            return held;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            held.Dispose();
            throw PreparedFile.Failed(path, failure);
        }
    }

    /// <summary>Which of the runs under way have a process that is still at work; those also of which it cannot be told.</summary>
    public IReadOnlySet<string> FindAllAlive() => locks.Read().Alive;

    /// <summary>Whether the run's process is still at work on it; true also where that cannot be told.</summary>
    public bool IsAlive(string runId)
    {
        try
        {
            return locks.IsHeld(runId);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    /// <summary>The ids of the runs whose process has ended without clearing up, sorted.</summary>
    public IReadOnlyCollection<string> FindDead() => locks.Read().Dead;

    /// <summary>Whether any run's process is still at work.</summary>
    public bool IsAnyAlive() => FindAlive() is not null;

    /// <summary>A run whose process is still at work on it, or null.</summary>
    public string? FindAlive() => locks.Read().Alive.Min;

    /// <summary>
    /// Deletes what writes that never ended have left in the profile's folders, if no run is alive. Only for the holder
    /// of the ledger's lock. What cannot be deleted is left for another time.
    /// </summary>
    /// <param name="observer">Who is told of it then.</param>
    public void TrySweep(IAuditObserver observer)
    {
        try
        {
            foreach (string path in IsAnyAlive() ? [] : new[] { paths.Snapshots, paths.Cache, paths.PendingRuns }.SelectMany(FindTemporaryFiles))
            {
                disk.DeleteFile(path);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            observer.OnVerbose($"Unfinished files could not be deleted yet: {failure.Message}");
        }
    }

    /// <summary>Clears up what a run whose end is recorded was making.</summary>
    /// <exception cref="IOException">Something could not be deleted.</exception>
    /// <exception cref="UnauthorizedAccessException">Something may not be deleted.</exception>
    public void Clear(string runId)
    {
        // Mostly it has become the record, and the exception that tells so takes a short run longer than all its clearing up.
        if (PlainFolder.Exists(RecordFolderOf(runId)))
        {
            disk.DeleteFile(RecordOf(runId));
            foreach (PlainFolder.Entry entry in PlainFolder.List(RecordFolderOf(runId)).ToList())
            {
                disk.DeleteFile(entry.Path);
            }

            disk.DeleteFolder(RecordFolderOf(runId));
        }
    }

    /// <summary>Deletes a lock of whose runs nothing is left to clear up.</summary>
    /// <exception cref="IOException">It could not be deleted.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be deleted.</exception>
    public void DeleteLock(string path)
    {
        disk.DeleteFile(FileLock.OwnerPath(path));
        disk.DeleteFile(path);
    }

    /// <summary>
    /// Takes runs that were cleared up after off the locks that nobody holds. The locks go last: as long as a run is on
    /// one, somebody will come back to clear up.
    /// </summary>
    /// <exception cref="AuditWorkspaceException"><c>WriteFailed</c>.</exception>
    /// <exception cref="IOException">A lock could not be deleted.</exception>
    /// <exception cref="UnauthorizedAccessException">A lock may not be deleted.</exception>
    public void Forget(IReadOnlySet<string> runIds)
    {
        foreach ((string path, IReadOnlyList<string> ids) in locks.FindLeft().ToList())
        {
            string[] left = [.. ids.Where(id => !runIds.Contains(id))];
            if (left.Length == 0)
            {
                DeleteLock(path);
            }
            else if (left.Length < ids.Count)
            {
                new AtomicFile(disk).Write(path, RunLocks.ListOf(left));
            }
        }
    }

    /// <summary>Every file that a write with a run's id as its token has left below a folder.</summary>
    public static IEnumerable<string> FindTemporaryFiles(string folder, string runId) =>
        FindTemporaryFiles(folder).Where(path => AtomicFile.IsTemporary(Path.GetFileName(path), runId));

    /// <summary>The folder in which a run's record is made.</summary>
    public string RecordFolderOf(string runId) => Path.Join(paths.PendingRuns, runId);

    /// <summary>Where a run's record is until it is put in its place.</summary>
    public string RecordOf(string runId) => Path.Join(RecordFolderOf(runId), ProfilePaths.RecordName);

    private static IEnumerable<string> FindTemporaryFiles(string folder) =>
        PlainFolder.ListBelow(folder, skipsRefused: true).Where(entry => AtomicFile.IsTemporary(entry.Name)).Select(entry => entry.Path);
}
