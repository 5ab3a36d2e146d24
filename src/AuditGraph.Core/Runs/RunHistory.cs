using AuditGraph.Core.Actions;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Ledger;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Runs;

/// <summary>
/// What ran, read from the ledger's newest entry backwards; a record is read only for a run that is asked for, and
/// only shown if its hash is the one the ledger names.
/// </summary>
/// <remarks>One instance finds any number of runs in one reading of the ledger. Not for use by several threads at once.</remarks>
internal sealed class RunHistory : IRecordedRuns
{
    private readonly ProfilePaths paths;

    private readonly IAuditObserver observer;

    private readonly LedgerLog log;

    private readonly LedgerRuns runs;

    private readonly PendingRuns pending;

    private readonly RunRecordStore records;

    /// <summary>Opens the history of a profile.</summary>
    public RunHistory(ProfilePaths paths, IDisk disk, TimeProvider clock, IAuditObserver observer)
    {
        this.paths = paths;
        this.observer = observer;
        log = new LedgerLog(paths, disk, clock, observer);
        runs = new LedgerRuns(log);
        pending = new PendingRuns(paths, disk);
        records = new RunRecordStore(paths, disk);
    }

    /// <summary>The runs that are asked for, the one that ended last first. Nothing is written.</summary>
    /// <param name="filter">Which runs are asked for.</param>
    /// <exception cref="AuditEvidenceException">The ledger has been tampered with.</exception>
    /// <exception cref="AuditWorkspaceException">The ledger cannot be read.</exception>
    public IEnumerable<AuditJobRun> ReadNewestFirst(RunFilter filter)
    {
        if (log.TryOpen() is not { } view)
        {
            yield break;
        }

        IReadOnlySet<string>? alive = null;
        var ended = new HashSet<string>(StringComparer.Ordinal);
        var abandoned = new Dictionary<string, LedgerEntry>(StringComparer.Ordinal);
        foreach (RecordedEntry recorded in view.ReadBackwards())
        {
            LedgerEntry entry = recorded.Entry;
            switch (entry.Type)
            {
                case LedgerEntryType.RunFinished:
                    ended.Add(entry.Run);
                    if (filter.Matches(entry.Job, entry.Status!.Value))
                    {
                        yield return FromRecord(entry);
                    }

                    break;
                case LedgerEntryType.RunAbandoned:
                    abandoned[entry.Run] = entry;
                    break;
                case LedgerEntryType.RunStarted when !ended.Remove(entry.Run):
                    abandoned.Remove(entry.Run, out LedgerEntry? end);
                    AuditJobRun run = FromStart(entry, end, id => (alive ??= FindAllAlive())?.Contains(id) != false);
                    if (filter.Matches(run.Job, run.Status))
                    {
                        yield return run;
                    }

                    break;
            }
        }
    }

    /// <inheritdoc/>
    public IEnumerable<AuditJobRun> NewestFirst(Func<string, bool> job) => ReadNewestFirst(new RunFilter(job));

    /// <summary>The last good run of each job, sorted by the jobs' names. Nothing is written.</summary>
    /// <param name="job">Chooses by the job's name; null for all.</param>
    /// <exception cref="AuditEvidenceException">The ledger has been tampered with.</exception>
    /// <exception cref="AuditWorkspaceException">The ledger cannot be read.</exception>
    public IReadOnlyCollection<AuditJobRun> ReadLastGood(Func<string, bool>? job = null)
    {
        var last = new SortedDictionary<string, AuditJobRun>(StringComparer.Ordinal);

        // The filter is asked before a record is read: of a long history only one of each job is.
        foreach (AuditJobRun run in ReadNewestFirst(
            new RunFilter(name => !last.ContainsKey(name) && job?.Invoke(name) != false, AuditRunStatus.Ok)))
        {
            last.Add(run.Job, run);
        }

        return last.Values;
    }

    /// <summary>The run with an id, in letters of either case.</summary>
    /// <exception cref="AuditRunException"><c>RunNotFound</c>.</exception>
    /// <exception cref="AuditEvidenceException">The ledger has been tampered with.</exception>
    /// <exception cref="AuditWorkspaceException">The ledger cannot be read.</exception>
    public AuditJobRun Require(string runId) => Find(runId.ToLowerInvariant())
        ?? throw new AuditRunException(RunErrors.RunNotFound, $"No run has the id '{DisplayText.Escape(runId)}'.") { Target = runId };

    /// <summary>The run with an id, or null.</summary>
    /// <exception cref="AuditEvidenceException">The ledger has been tampered with.</exception>
    /// <exception cref="AuditWorkspaceException">The ledger cannot be read.</exception>
    public AuditJobRun? Find(string runId) => runs.Find(runId)?.Entry.Entry switch
    {
        null => null,
        { Type: LedgerEntryType.RunFinished } finished => FromRecord(finished),
        { Type: LedgerEntryType.RunAbandoned } abandoned => FromEntries(runs.FindStart(runId) ?? abandoned, abandoned, AuditRunStatus.Abandoned),
        var started => FromStart(started, end: null, pending.IsAlive),
    };

    /// <summary>A run that has not finished as far as is known.</summary>
    private AuditJobRun FromStart(LedgerEntry started, LedgerEntry? end, Func<string, bool> isAlive)
    {
        if (end is null && isAlive(started.Run))
        {
            return FromEntries(started, null, AuditRunStatus.Pending);
        }

        // The process that is no longer at work may have brought the run to its end since the ledger was opened.
        end ??= runs.Find(started.Run)?.Entry.Entry is { Type: not LedgerEntryType.RunStarted } later ? later : null;
        return end?.Type == LedgerEntryType.RunFinished ? FromRecord(end) : FromEntries(started, end, AuditRunStatus.Abandoned);
    }

    /// <summary>The runs whose process is at work; null where that cannot be told.</summary>
    private IReadOnlySet<string>? FindAllAlive()
    {
        try
        {
            return pending.FindAllAlive();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private AuditJobRun FromRecord(LedgerEntry finished)
    {
        string path = records.PathOf(finished.Run);
        string fault;
        try
        {
            if (records.TryRead(finished.Run) is not { } record)
            {
                fault = "is missing";
            }
            else if (ContentHash.Of(record) != finished.Record)
            {
                fault = "is not the one that the ledger names";
            }
            else
            {
                return RunRecordReader.Read(record, paths.Root, path);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidDataException or FormatException)
        {
            fault = $"cannot be read: {failure.Message}";
        }

        observer.OnWarning($"The record '{path}' {fault}; the run is shown as the ledger alone tells it.");
        return FromEntries(runs.FindStart(finished.Run) ?? finished, finished, finished.Status!.Value);
    }

    private AuditJobRun FromEntries(LedgerEntry first, LedgerEntry? last, AuditRunStatus status) => new()
    {
        Id = first.Run,
        Job = first.Job,
        Status = status,
        StartedAt = first.Time,
        FinishedAt = last?.Time,
        Outputs = (last?.Outputs ?? []).Select(output => new AuditRunOutput(Path.Join(paths.Root, output.Path), output.Hash.ToString(), null)).ToValueList(),
        Root = paths.Root,
    };
}
