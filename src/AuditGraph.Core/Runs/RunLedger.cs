using AuditGraph.Core.Actions;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Ledger;
using AuditGraph.Core.Reports;
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

    private readonly LaterOutputs laterOutputs;

    private readonly List<RunEnding> waiting = [];

    private readonly Lock turn = new();

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
        laterOutputs = new LaterOutputs(paths.Root);
    }

    /// <summary>Records that runs begin, and settles those found dead.</summary>
    /// <param name="runs">The runs, in the order in which they are recorded.</param>
    /// <param name="cancellation">Ends waiting for others.</param>
    /// <returns>What shows that the runs are alive.</returns>
    /// <exception cref="AuditException">The ledger cannot be appended to; no run has begun.</exception>
    public RunAnnouncement Begin(IReadOnlyList<AnnouncedRun> runs, CancellationToken cancellation)
    {
        RunAnnouncement? announced = null;
        try
        {
            for (int begun = 0; begun < runs.Count;)
            {
                begun += BeginSome(runs, begun, ref announced, cancellation);
            }

            return announced!;
        }
        catch
        {
            // The entries may be in the log all the same, where only the last flush failed. The lock's file stays, so that
            // whoever comes next finds out.
            announced?.Dispose();
            throw;
        }
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
    /// Writes and flushes a run's record, its report as data, and its outputs beside their places. The record names the outputs,
    /// so it is there before anything of them is.
    /// </summary>
    /// <param name="runId">The run.</param>
    /// <param name="record">The record's bytes.</param>
    /// <param name="report">The report as data, or null where the run makes none.</param>
    /// <param name="outputs">The places and bytes of what the run puts in place.</param>
    /// <param name="evidence">The evidence that is kept with the record.</param>
    /// <returns>The outputs, in the same order.</returns>
    /// <exception cref="AuditWorkspaceException"><c>WriteFailed</c>.</exception>
    public IReadOnlyList<PreparedFile> Prepare(
        string runId,
        byte[] record,
        PackedReport? report,
        IReadOnlyList<NewFile> outputs,
        IReadOnlyList<PackedEvidence> evidence)
    {
        string folder = pending.RecordFolderOf(runId);
        records.Prepare(folder, record, report, evidence);
        if (outputs.Count > 0)
        {
            return new AtomicFile(disk).Prepare(outputs, runId, folder);
        }

        records.Secure(folder);
        return [];
    }

    /// <summary>How many entries the ledger has.</summary>
    /// <exception cref="AuditException">The ledger cannot be read.</exception>
    public long CountEntries() => log.TryOpen()?.Size ?? 0;

    /// <summary>
    /// Records that runs finished, by putting their records in place and appending their entries, and then puts their
    /// outputs in place. Where an entry cannot be appended, the output is not touched. What several threads finish
    /// while one of them appends is appended together, in the order in which they came.
    /// </summary>
    /// <param name="runs">The runs; their records and outputs are on the disk beside their places.</param>
    /// <returns>For each what became of it.</returns>
    /// <exception cref="AuditException">A run could not be recorded; whoever comes next settles it.</exception>
    public IReadOnlyList<RunEnding> Finish(IReadOnlyList<PreparedRun> runs)
    {
        RunEnding[] endings = [.. runs.Select(run => new RunEnding(run))];
        foreach (RunEnding ending in endings)
        {
            // From here on it is for the ledger to say what becomes of the output.
            foreach (PreparedFile output in ending.Prepared.Outputs)
            {
                output.Leave();
            }
        }

        lock (waiting)
        {
            waiting.AddRange(endings);
        }

        // Whoever has the turn appends for all who wait.
        foreach (RunEnding ending in endings)
        {
            while (!ending.IsOver)
            {
                lock (turn)
                {
                    if (!ending.IsOver)
                    {
                        Append(TakeWaiting());
                    }
                }
            }
        }

        return endings.FirstOrDefault(ending => ending.Failure is not null)?.Failure is { } failure
            ? throw failure
            : endings;
    }

    private int BeginSome(
        IReadOnlyList<AnnouncedRun> runs, int begun, ref RunAnnouncement? announced, CancellationToken cancellation)
    {
        DeadRuns settled = DeadRuns.None;
        RunAnnouncement? announcement = announced;
        int added = 0;
        try
        {
            log.Append(
                view =>
                {
                    settled = settlement.Settle(view);
                    announcement ??= new RunAnnouncement(pending.Begin([.. runs.Select(run => run.Id)], observer), pending, observer, runs.Count);
                    var entries = new List<LedgerEntry>(settled.Entries);
                    DateTimeOffset now = clock.GetUtcNow();
                    for (; entries.Count < LedgerLog.MostEntries && begun + added < runs.Count; added++)
                    {
                        (string id, string job) = runs[begun + added];
                        entries.Add(LedgerEntry.RunStarted(id, job, now));
                    }

                    return entries;
                },
                cancellation);
        }
        finally
        {
            announced = announcement;
        }

        settlement.Clear(settled);
        return added;
    }

    private List<RunEnding> TakeWaiting()
    {
        lock (waiting)
        {
            List<RunEnding> taken = waiting.GetRange(0, Math.Min(waiting.Count, LedgerLog.MostEntries));
            waiting.RemoveRange(0, taken.Count);
            return taken;
        }
    }

    private void Append(List<RunEnding> endings)
    {
        try
        {
            new LedgerLog(paths, disk, clock, observer) { LockTimeout = PatienceToFinish }.Append(
                view => Compose(view, endings),
                appended: () =>
                {
                    foreach (RunEnding ending in endings.Where(ending => ending is { Failure: null, IsOutdated: false }))
                    {
                        TryPlaceOutputs(ending);
                    }
                },
                named: [paths.Runs]);
        }
        catch (Exception failure)
        {
            endings.ForEach(ending => ending.Failure ??= failure);
        }
        finally
        {
            endings.ForEach(ending => ending.IsOver = true);
        }
    }

    private List<LedgerEntry> Compose(LedgerView view, List<RunEnding> endings)
    {
        var entries = new List<LedgerEntry>();
        foreach (RunEnding ending in endings)
        {
            ending.IsOutdated = ending.Prepared.DecidedAt is { } size && !laterOutputs.IsUntouched(view, size, ending.Prepared.Run);
            if (!ending.IsOutdated && TryCommitRecord(ending))
            {
                entries.Add(EntryOf(ending));
            }
        }

        return entries;
    }

    private bool TryCommitRecord(RunEnding ending)
    {
        try
        {
            string run = ending.Prepared.Run.Id;
            records.Commit(pending.RecordFolderOf(run), run);
            return true;
        }
        catch (AuditException failure)
        {
            // The others are none the worse for it.
            ending.Failure = failure;
            return false;
        }
    }

    private LedgerEntry EntryOf(RunEnding ending)
    {
        AuditJobRun run = ending.Prepared.Run;
        LedgerEntry entry = LedgerEntry.RunFinished(
            run.Id,
            run.Job,
            run.FinishedAt!.Value,
            run.Status,
            ContentHash.Of(ending.Prepared.Record),
            run.Outputs.Select(output => new RecordedOutput(Path.GetRelativePath(paths.Root, output.Path), ContentHash.Parse(output.Sha256))).ToValueList());
        return run.ReusedRunId is { } reused && ContentHash.TryParse(run.SnapshotRoot, out ContentHash inputs) ? entry.Reusing(reused, inputs) : entry;
    }

    private static void TryPlaceOutputs(RunEnding ending)
    {
        foreach (PreparedFile output in ending.Prepared.Outputs)
        {
            try
            {
                output.Commit();
            }
            catch (AuditWorkspaceException failure)
            {
                // The others are in place all the same; the first failure is the one to tell.
                ending.Misplaced ??= failure;
            }
        }
    }

    private void SettleAbandoned(LedgerLog waiting, CancellationToken cancellation)
    {
        // One append takes so many of them; those that have to wait are no reason to try for ever.
        int before = int.MaxValue;
        for (int dead = pending.FindDead().Count; dead > 0 && dead < before; dead = pending.FindDead().Count)
        {
            before = dead;
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
}
