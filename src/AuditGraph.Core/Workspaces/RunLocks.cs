using System.Text;

namespace AuditGraph.Core.Workspaces;

/// <summary>
/// The locks that show which runs are under way. Runs that a process announced together share one, however many they are:
/// its file is named after the first of them, and lists all where there are several.
/// </summary>
/// <param name="paths">The profile.</param>
internal sealed class RunLocks(ProfilePaths paths)
{
    // A million runs of one invocation. What is longer is nobody's list.
    private const int LongestList = 1 << 26;

    /// <summary>The file of a lock for some runs.</summary>
    /// <param name="runIds">The runs.</param>
    public string PathOf(IReadOnlyList<string> runIds) => paths.LockOfRun(runIds[0]);

    /// <summary>What the file of a lock for some runs holds.</summary>
    /// <param name="runIds">The runs.</param>
    public static byte[] ListOf(IReadOnlyList<string> runIds) => Encoding.UTF8.GetBytes(string.Concat(runIds.Select(id => id + "\n")));

    /// <summary>Whether a living process holds the lock of a run. Nothing is made or changed.</summary>
    /// <exception cref="IOException">A lock's file is there and cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">A lock's file may not be opened.</exception>
    public bool IsHeld(string runId) =>
        FileLock.IsHeld(paths.LockOfRun(runId)) || Files().Any(path => ReadList(path).Contains(runId) && FileLock.IsHeld(path));

    /// <summary>All runs of which there is a lock.</summary>
    /// <exception cref="IOException">The locks cannot be listed.</exception>
    /// <exception cref="UnauthorizedAccessException">The locks may not be listed.</exception>
    public LockedRuns Read()
    {
        var runs = new LockedRuns(new(StringComparer.Ordinal), new(StringComparer.Ordinal));
        foreach (string path in Files())
        {
            (IReadOnlyList<string> ids, bool isHeld) = Look(path);
            (isHeld ? runs.Alive : runs.Dead).UnionWith(ids);
        }

        runs.Dead.ExceptWith(runs.Alive);
        return runs;
    }

    /// <summary>The files of locks that nobody holds, each with the runs that it is of.</summary>
    /// <inheritdoc cref="Read" path="/exception"/>
    public IEnumerable<(string Path, IReadOnlyList<string> RunIds)> FindLeft()
    {
        foreach (string path in Files())
        {
            (IReadOnlyList<string> ids, bool isHeld) = Look(path);
            if (!isHeld)
            {
                yield return (path, ids);
            }
        }
    }

    private static (IReadOnlyList<string> Ids, bool IsHeld) Look(string path)
    {
        try
        {
            // The list is written under the lock: who holds it not, sees it whole.
            bool isHeld = FileLock.IsHeld(path);
            return (ReadList(path), isHeld);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return ([Path.GetFileNameWithoutExtension(path)], true);
        }
    }

    private static string[] ReadList(string path)
    {
        try
        {
            string[] ids = [.. Encoding.UTF8.GetString(RegularFile.TryRead(path, LongestList) ?? []).Split('\n').Where(IsRunId)];
            return ids.Length == 0 ? [Path.GetFileNameWithoutExtension(path)] : ids;
        }
        catch (InvalidDataException)
        {
            // What is no regular file lists nothing.
            return [Path.GetFileNameWithoutExtension(path)];
        }
    }

    private IEnumerable<string> Files() =>
        PlainFolder.List(paths.PendingRuns)
            .Where(entry => entry.Name.EndsWith(ProfilePaths.LockExtension, StringComparison.Ordinal))
            .Select(entry => entry.Path)
            .Where(path => IsRunId(Path.GetFileNameWithoutExtension(path)));

    private static bool IsRunId(string text) => Guid.TryParseExact(text, "D", out _);
}
