using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Runs;

/// <summary>
/// Runs that were announced together, and the one lock that shows that their process is at work. It is released as soon as
/// all of them have ended.
/// </summary>
/// <param name="alive">The lock.</param>
/// <param name="pending">The runs under way.</param>
/// <param name="observer">Who is told of what has to wait.</param>
/// <param name="runs">How many were announced.</param>
internal sealed class RunAnnouncement(FileLock alive, PendingRuns pending, IAuditObserver observer, int runs) : IDisposable
{
    private int left = runs;

    /// <summary>Says that this process is done with one of the runs, which is recorded, with its output in place.</summary>
    public void Leave(string runId)
    {
        bool isCleared = TryClear($"the run {runId}", () => pending.Clear(runId));
        if (isCleared && Interlocked.Decrement(ref left) == 0)
        {
            TryClear("the runs", () => pending.DeleteLock(alive.Path));
            alive.Dispose();
        }
    }

    /// <summary>Releases the lock. Where a run was not left, its file stays, and whoever comes next finds out what became of that.</summary>
    public void Dispose() => alive.Dispose();

    private bool TryClear(string whose, Action clear)
    {
        try
        {
            clear();
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            observer.OnVerbose($"What {whose} left behind could not be cleared up yet: {failure.Message}");
            return false;
        }
    }
}
