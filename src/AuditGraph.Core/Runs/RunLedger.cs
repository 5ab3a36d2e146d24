using AuditGraph.Core.Canonical;
using AuditGraph.Core.Ledger;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Runs;

/// <summary>
/// Puts runs into the ledger, and notices those that never finished. All that decides about a run's place in history
/// happens while the ledger's lock is held, so that the order of the entries is the order of the files.
/// </summary>
internal sealed class RunLedger
{
    // Room is left for the entry of the run at hand.
    private const int MostAbandonedAtOnce = LedgerLog.MostEntries - 1;

    private readonly ProfilePaths paths;

    private readonly IDisk disk;

    private readonly TimeProvider clock;

    private readonly IAuditObserver observer;

    private readonly LedgerLog log;

    private readonly PendingRuns pending;

    private readonly RunRecordStore records;

    /// <summary>Opens a profile's run ledger.</summary>
    public RunLedger(ProfilePaths paths, IDisk disk, TimeProvider clock, IAuditObserver observer)
    {
        this.paths = paths;
        this.disk = disk;
        this.clock = clock;
        this.observer = observer;
        log = new LedgerLog(paths, disk, clock, observer);
        pending = new PendingRuns(paths, disk);
        records = new RunRecordStore(paths, disk);
    }

    /// <summary>Records that a run begins, and that runs found dead were abandoned.</summary>
    /// <returns>The lock that shows that the run is alive; <see cref="Leave"/> releases it.</returns>
    /// <exception cref="AuditException">The ledger cannot be appended to; the run has not begun.</exception>
    public FileLock Begin(string runId, string job, CancellationToken cancellation)
    {
        FileLock? alive = null;
        IReadOnlyList<string> dead = [];
        try
        {
            log.Append(
                view =>
                {
                    dead = FindDead();
                    List<LedgerEntry> entries = ComposeAbandoned(view, dead);
                    alive = pending.Begin(runId);

                    // The lock's name must outlive a power cut that the entry outlives.
                    disk.FlushFolder(paths.PendingRuns);
                    entries.Add(LedgerEntry.RunStarted(runId, job, clock.GetUtcNow()));
                    return entries;
                },
                cancellation);
        }
        catch
        {
            if (alive is not null)
            {
                Leave(alive, runId);
            }

            throw;
        }

        ClearAll(dead);
        return alive!;
    }

    /// <summary>Records that runs found dead were abandoned. Appends nothing where there are none.</summary>
    /// <exception cref="AuditException">The ledger cannot be appended to.</exception>
    public void SettleAbandoned(CancellationToken cancellation)
    {
        if (FindDead().Count == 0)
        {
            return;
        }

        IReadOnlyList<string> dead = [];
        log.Append(
            view =>
            {
                dead = FindDead();
                return ComposeAbandoned(view, dead);
            },
            cancellation);
        ClearAll(dead);
    }

    /// <summary>
    /// Records that runs found dead were abandoned, for commands that only look: what cannot be recorded now, as on a
    /// read-only disk, is left for a later one.
    /// </summary>
    public void TrySettleAbandoned(CancellationToken cancellation)
    {
        try
        {
            SettleAbandoned(cancellation);
        }
        catch (Exception failure) when (failure is AuditException or IOException or UnauthorizedAccessException)
        {
            observer.OnVerbose($"Runs that never finished could not be recorded as abandoned yet: {failure.Message}");
        }
    }

    /// <summary>Puts a run's output and record in place and records that it finished.</summary>
    /// <param name="run">The finished run.</param>
    /// <param name="record">The record's bytes, which are prepared in the run's pending folder.</param>
    /// <param name="output">The output, prepared, or null where the run makes none.</param>
    /// <exception cref="AuditException">The run could not be recorded; it will be found abandoned.</exception>
    public void Finish(AuditJobRun run, byte[] record, PreparedFile? output) =>
        log.Append(
            _ =>
            {
                output?.Commit();
                records.Commit(pending.RecordFolderOf(run.Id), run.Id);
                return [LedgerEntry.RunFinished(
                    run.Id,
                    run.Job,
                    run.FinishedAt!.Value,
                    run.Status,
                    ContentHash.Of(record),
                    run.OutputSha256 is { } hash && ContentHash.TryParse(hash, out ContentHash parsed) ? parsed : null,
                    run.OutputPath is { } path ? Path.GetRelativePath(paths.Root, path) : null)];
            });

    /// <summary>Writes and flushes a run's record beside its place.</summary>
    /// <exception cref="AuditWorkspaceException"><c>WriteFailed</c>.</exception>
    public void Prepare(string runId, byte[] record) => records.Prepare(pending.RecordFolderOf(runId), record);

    /// <summary>Says that this process is done with a run, however it ended.</summary>
    public void Leave(FileLock alive, string runId)
    {
        ClearAll([runId]);
        alive.Dispose();
    }

    private IReadOnlyList<string> FindDead() => [.. pending.FindDead().Take(MostAbandonedAtOnce)];

    private List<LedgerEntry> ComposeAbandoned(LedgerView view, IReadOnlyList<string> dead)
    {
        var unsettled = new HashSet<string>(dead, StringComparer.Ordinal);
        var entries = new List<LedgerEntry>();
        if (dead.Count > 0)
        {
            pending.TrySweep(observer);
        }

        using IEnumerator<RecordedEntry> newestFirst = view.ReadBackwards().GetEnumerator();
        while (unsettled.Count > 0 && newestFirst.MoveNext())
        {
            LedgerEntry entry = newestFirst.Current.Entry;
            if (unsettled.Remove(entry.Run) && entry.Type == LedgerEntryType.RunStarted)
            {
                entries.Add(LedgerEntry.RunAbandoned(entry.Run, entry.Job, clock.GetUtcNow(), HashOfRecord(entry.Run)));
                observer.OnWarning($"The run {entry.Run} of the job '{entry.Job}' was started and never finished; it is recorded as abandoned.");
            }
        }

        entries.Reverse();
        return entries;
    }

    private ContentHash? HashOfRecord(string runId)
    {
        try
        {
            return records.TryRead(runId) is { } record ? ContentHash.Of(record) : null;
        }
        catch (InvalidDataException)
        {
            // What somebody else has put there is no record.
            return null;
        }
    }

    private void ClearAll(IReadOnlyList<string> runIds)
    {
        foreach (string runId in runIds)
        {
            try
            {
                pending.Clear(runId);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                observer.OnVerbose($"What the run {runId} left behind could not be cleared up yet: {failure.Message}");
            }
        }
    }
}
