using System.Globalization;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Ledger;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Runs;

/// <summary>
/// What ran, read from the ledger's newest entry backwards; a record is read only for a run that is asked for, and
/// only shown if its hash is the one the ledger names.
/// </summary>
internal sealed class RunHistory(ProfilePaths paths, IDisk disk, TimeProvider clock, IAuditObserver observer)
{
    private readonly LedgerLog log = new(paths, disk, clock, observer);

    private readonly PendingRuns pending = new(paths, disk);

    private readonly RunRecordStore records = new(paths, disk);

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

        var ended = new Dictionary<string, LedgerEntry>(StringComparer.Ordinal);
        foreach (RecordedEntry recorded in view.ReadBackwards())
        {
            LedgerEntry entry = recorded.Entry;
            switch (entry.Type)
            {
                case LedgerEntryType.RunFinished when filter.Matches(entry.Job, entry.Status!.Value):
                    yield return FromRecord(entry);
                    ended[entry.Run] = entry;
                    break;
                case LedgerEntryType.RunFinished or LedgerEntryType.RunAbandoned:
                    ended[entry.Run] = entry;
                    break;
                case LedgerEntryType.RunStarted:
                    ended.Remove(entry.Run, out LedgerEntry? end);
                    if (end?.Type != LedgerEntryType.RunFinished && StatusOf(entry, end) is var status && filter.Matches(entry.Job, status))
                    {
                        yield return FromEntries(entry, end, status);
                    }

                    break;
            }
        }
    }

    /// <summary>The run with an id, or null.</summary>
    /// <exception cref="AuditEvidenceException">The ledger has been tampered with.</exception>
    /// <exception cref="AuditWorkspaceException">The ledger cannot be read.</exception>
    public AuditJobRun? Find(string runId) => ReadNewestFirst(new RunFilter()).FirstOrDefault(run => run.Id == runId);

    private AuditRunStatus StatusOf(LedgerEntry started, LedgerEntry? end) =>
        end is null && pending.IsAlive(started.Run) ? AuditRunStatus.Pending : AuditRunStatus.Abandoned;

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
                return RunRecord.Read(record, paths.Root, path);
            }
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException or FormatException)
        {
            fault = $"cannot be read: {failure.Message}";
        }

        observer.OnWarning($"The record '{path}' {fault}; the run is shown as the ledger alone tells it.");
        return FromEntries(finished, finished, finished.Status!.Value) with { StartedAt = StartOf(finished) };
    }

    // A version 7 UUID (RFC 9562, section 5.7) begins with the moment it was made, in milliseconds: when the run began.
    private static DateTimeOffset StartOf(LedgerEntry finished) =>
        Guid.TryParse(finished.Run, out Guid id) && id.Version == 7
        && long.TryParse(id.ToString("N").AsSpan(0, 12), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out long milliseconds)
        && milliseconds <= finished.Time.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : finished.Time;

    private AuditJobRun FromEntries(LedgerEntry first, LedgerEntry? last, AuditRunStatus status) => new()
    {
        Id = first.Run,
        Job = first.Job,
        Status = status,
        StartedAt = first.Time,
        FinishedAt = last?.Time,
        OutputPath = last?.OutputPath is { } output ? Path.Join(paths.Root, output) : null,
        OutputSha256 = last?.Output?.ToString(),
        Root = paths.Root,
    };
}
