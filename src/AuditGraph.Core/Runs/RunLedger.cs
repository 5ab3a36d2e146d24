using AuditGraph.Core.Canonical;
using AuditGraph.Core.Ledger;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Runs;

/// <summary>
/// Puts runs into the ledger, and settles those whose process ended before they had. All that decides about a run's
/// place in history happens while the ledger's lock is held, so that the order of the entries is the order of the files.
/// </summary>
/// <remarks><c>docs/format/record.md</c> says what is on the disk at each moment.</remarks>
internal sealed class RunLedger
{
    // Long enough for whoever removes thousands of snapshots: the work of a whole run waits here.
    private static readonly TimeSpan PatienceToFinish = TimeSpan.FromMinutes(10);

    // Commands that only look do not wait for those that work.
    private static readonly TimeSpan PatienceToLook = TimeSpan.Zero;

    private readonly ProfilePaths paths;

    private readonly IDisk disk;

    private readonly TimeProvider clock;

    private readonly IAuditObserver observer;

    private readonly LedgerLog log;

    private readonly PendingRuns pending;

    private readonly RunRecordStore records;

    private readonly RunSettlement settlement;

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
        settlement = new RunSettlement(paths, disk, clock, observer);
    }

    /// <summary>Records that a run begins, and settles those found dead.</summary>
    /// <returns>The lock that shows that the run is alive.</returns>
    /// <exception cref="AuditException">The ledger cannot be appended to; the run has not begun.</exception>
    public FileLock Begin(string runId, string job, CancellationToken cancellation)
    {
        FileLock? alive = null;
        DeadRuns settled = DeadRuns.None;
        try
        {
            log.Append(
                view =>
                {
                    settled = settlement.Settle(view);
                    alive = pending.Begin(runId, observer);

                    // The lock's name must outlive a power cut that the entry outlives.
                    disk.FlushFolder(paths.PendingRuns);
                    return [.. settled.Entries, LedgerEntry.RunStarted(runId, job, clock.GetUtcNow())];
                },
                cancellation);
        }
        catch
        {
            // The entry may be in the log all the same, where only the last flush failed. The lock's file stays, so that
            // whoever comes next finds out.
            alive?.Dispose();
            throw;
        }

        settlement.Clear(settled);
        return alive!;
    }

    /// <summary>Settles runs found dead. Appends nothing where there are none.</summary>
    /// <exception cref="AuditException">The ledger cannot be appended to.</exception>
    public void SettleAbandoned(CancellationToken cancellation) => SettleAbandoned(log, cancellation);

    /// <summary>
    /// Settles runs found dead, for commands that only look: what cannot be recorded now, as on a read-only disk or
    /// while another command works, is left for a later one.
    /// </summary>
    public void TrySettleAbandoned(CancellationToken cancellation)
    {
        try
        {
            SettleAbandoned(new LedgerLog(paths, disk, clock, observer) { LockTimeout = PatienceToLook }, cancellation);
        }
        catch (Exception failure) when (failure is AuditException or IOException or UnauthorizedAccessException)
        {
            observer.OnVerbose($"Runs that never finished could not be settled yet: {failure.Message}");
        }
    }

    /// <summary>
    /// Writes and flushes a run's record beside its place. It names the output, so it is there before anything of the
    /// output is.
    /// </summary>
    /// <exception cref="AuditWorkspaceException"><c>WriteFailed</c>.</exception>
    public void Prepare(string runId, byte[] record) => records.Prepare(pending.RecordFolderOf(runId), record);

    /// <summary>
    /// Records that a run finished, by putting its record in place and appending the entry, and then puts its output in
    /// place. Where the entry cannot be appended, the output is not touched.
    /// </summary>
    /// <param name="run">The finished run.</param>
    /// <param name="record">The record's bytes, which are prepared in the run's pending folder.</param>
    /// <param name="output">The output, prepared, or null where the run makes none.</param>
    /// <returns>Why the output could not be put in place; null where it is, or there is none.</returns>
    /// <exception cref="AuditException">The run could not be recorded; whoever comes next settles it.</exception>
    public AuditWorkspaceException? Finish(AuditJobRun run, byte[] record, PreparedFile? output)
    {
        AuditWorkspaceException? misplaced = null;

        // From here on it is for the ledger to say what becomes of the output.
        output?.Leave();
        new LedgerLog(paths, disk, clock, observer) { LockTimeout = PatienceToFinish }.Append(
            _ =>
            {
                records.Commit(pending.RecordFolderOf(run.Id), run.Id);
                return [LedgerEntry.RunFinished(
                    run.Id,
                    run.Job,
                    run.FinishedAt!.Value,
                    run.Status,
                    ContentHash.Of(record),
                    run.OutputSha256 is { } hash && ContentHash.TryParse(hash, out ContentHash parsed) ? parsed : null,
                    run.OutputPath is { } path ? Path.GetRelativePath(paths.Root, path) : null)];
            },
            appended: () =>
            {
                try
                {
                    output?.Commit();
                }
                catch (AuditWorkspaceException failure)
                {
                    misplaced = failure;
                }
            });
        return misplaced;
    }

    /// <summary>Says that this process is done with a run that is recorded, with its output in place.</summary>
    public void Leave(FileLock alive, string runId)
    {
        settlement.Clear(runId);
        alive.Dispose();
    }

    private void SettleAbandoned(LedgerLog waiting, CancellationToken cancellation)
    {
        if (pending.FindDead().Count == 0)
        {
            return;
        }

        DeadRuns settled = DeadRuns.None;
        waiting.Append(
            view =>
            {
                settled = settlement.Settle(view);
                return settled.Entries;
            },
            cancellation);
        settlement.Clear(settled);
    }
}
