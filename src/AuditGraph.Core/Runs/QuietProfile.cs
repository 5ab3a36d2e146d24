using System.Globalization;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Runs;

/// <summary>
/// A profile in which no run is under way. Whoever holds its lock can be sure of that for as long, because a run takes
/// the lock to begin.
/// </summary>
internal sealed class QuietProfile(ProfilePaths paths, IDisk disk)
{
    private readonly PendingRuns pending = new(paths, disk);

    /// <summary>How long to wait.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Takes the profile's lock at a moment at which no run is under way; null where there is no such moment now.</summary>
    /// <exception cref="AuditWorkspaceException"><c>WriteFailed</c>, <c>ReadFailed</c>.</exception>
    public FileLock? TryEnter()
    {
        FileLock? held = FileLock.TryAcquire(disk, paths.Lock);
        if (held is not null && FindAlive(held) is not null)
        {
            held.Dispose();
            return null;
        }

        return held;
    }

    /// <summary>Takes the profile's lock at a moment at which no run is under way, and waits for one.</summary>
    /// <param name="observer">Who is told of the waiting.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="AuditWorkspaceException"><c>LockBusy</c>: there was no such moment; <c>WriteFailed</c>, <c>ReadFailed</c>.</exception>
    /// <exception cref="OperationCanceledException">The waiting was cancelled.</exception>
    public FileLock Enter(IAuditObserver observer, CancellationToken cancellation)
    {
        long start = Environment.TickCount64;
        for (bool told = false; ; told = true)
        {
            TimeSpan left = Timeout - TimeSpan.FromMilliseconds(Environment.TickCount64 - start);
            FileLock held = FileLock.Acquire(disk, paths.Lock, left > TimeSpan.Zero ? left : TimeSpan.Zero, observer, cancellation);
            if (FindAlive(held) is not { } run)
            {
                return held;
            }

            held.Dispose();
            if (left <= TimeSpan.Zero)
            {
                throw Busy(run);
            }

            if (!told)
            {
                observer.OnVerbose($"Waiting for the run {run}, which is under way.");
            }

            // A run takes the lock to end, so it must be let in between.
            cancellation.WaitHandle.WaitOne(Random.Shared.Next(10, 50));
        }
    }

    private string? FindAlive(FileLock held)
    {
        try
        {
            return pending.FindAlive();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            held.Dispose();
            throw new AuditWorkspaceException(
                WorkspaceErrors.ReadFailed, $"'{paths.PendingRuns}' could not be read: {failure.Message}", failure)
            {
                Target = paths.PendingRuns,
            };
        }
    }

    private AuditWorkspaceException Busy(string run)
    {
        string path = paths.LockOfRun(run);
        string holder = LockOwner.TryRead(FileLock.OwnerPath(path)) is { } owner ? $" by {owner}" : "";
        return new AuditWorkspaceException(
            WorkspaceErrors.LockBusy,
            string.Create(CultureInfo.InvariantCulture, $"There was no moment in {Timeout.TotalSeconds:0.#} s at which no run was under way; run {run} still is{holder}."))
        {
            Target = path,
        };
    }
}
