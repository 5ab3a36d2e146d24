using AuditGraph.Core.Canonical;
using AuditGraph.Core.Ledger;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Baselines;

/// <summary>A run that ended well.</summary>
/// <param name="Id">The run.</param>
/// <param name="Job">Its job.</param>
/// <param name="Record">The hash of its record.</param>
/// <param name="Place">Where its end stands in the ledger, counted from the newest entry.</param>
/// <param name="Reused">The run whose report it took, and whose snapshot therefore is its own; null where it made its own.</param>
internal sealed record SettledRun(string Id, string Job, ContentHash Record, int Place, string? Reused = null);

/// <summary>
/// Which runs ended well, in the order in which the ledger says they ended. That order, and no clock's, is the order
/// of runs: of two that were under way at once the one that ended last is the last, since its report is the one in place.
/// </summary>
/// <remarks>
/// Read from the newest entry backwards, only as far as is asked for, and from one view: runs that end meanwhile do not
/// show. Not for use by several threads at once.
/// </remarks>
internal sealed class SettledRuns
{
    // A file system's own clock and the machine's may be this far apart, and clocks are set by less all the time.
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(1);

    private readonly IEnumerator<RecordedEntry> entries;

    private readonly List<SettledRun> settled = [];

    private readonly Dictionary<string, End> ends = new(StringComparer.Ordinal);

    private readonly Dictionary<string, string?> laterBefore = new(StringComparer.Ordinal);

    private readonly Dictionary<string, LedgerEntry> starts = new(StringComparer.Ordinal);

    private LedgerEntry? newest;

    private LedgerEntry? newer;

    private int place;

    private SettledRuns(LedgerView? view) => entries = (view?.ReadBackwards() ?? []).GetEnumerator();

    /// <summary>Opens the ledger of a profile; where there is none, no run has ended.</summary>
    /// <exception cref="AuditEvidenceException"><c>LedgerTampered</c>.</exception>
    /// <exception cref="AuditWorkspaceException"><c>ReadFailed</c>.</exception>
    public static SettledRuns Open(ProfilePaths paths) => new(LedgerView.TryOpen(paths.Ledger));

    /// <summary>The runs that ended well, the one that ended last first; the ledger is read as they are asked for.</summary>
    /// <param name="isEnough">Asked before more of the ledger is read than was so far: whether that would be of no use.</param>
    /// <exception cref="AuditEvidenceException"><c>LedgerTampered</c>.</exception>
    /// <exception cref="AuditWorkspaceException"><c>ReadFailed</c>.</exception>
    public IEnumerable<SettledRun> NewestFirst(Func<bool>? isEnough = null)
    {
        for (int index = 0; ; index++)
        {
            while (index == settled.Count)
            {
                if (isEnough?.Invoke() is true || ReadOne() is null)
                {
                    yield break;
                }
            }

            yield return settled[index];
        }
    }

    /// <summary>A run that ended well, or null.</summary>
    /// <param name="runId">The run.</param>
    /// <exception cref="AuditEvidenceException"><c>LedgerTampered</c>.</exception>
    /// <exception cref="AuditWorkspaceException"><c>ReadFailed</c>.</exception>
    public SettledRun? Find(string runId) =>
        StatusOf(runId) == AuditRunStatus.Ok ? settled.Find(run => run.Id == runId) : null;

    /// <summary>Whether a run began later than a moment, by more than clocks may differ.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="moment">The moment.</param>
    /// <exception cref="AuditEvidenceException"><c>LedgerTampered</c>.</exception>
    /// <exception cref="AuditWorkspaceException"><c>ReadFailed</c>.</exception>
    public bool BeganAfter(string runId, DateTimeOffset moment)
    {
        LedgerEntry? start;
        while (!starts.TryGetValue(runId, out start))
        {
            if (ReadOne() is null)
            {
                return false;
            }
        }

        return start.Time > moment + Tolerance;
    }

    /// <summary>Whether the newest entry of a run is among those that were read, and no older than a place.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="oldest">The place, counted from the newest entry.</param>
    public bool HasMet(string runId, int oldest = int.MaxValue) =>
        ends.TryGetValue(runId, out End? end) && end.Place <= oldest;

    /// <summary>How a run ended; pending where it only started, null where the ledger knows no such run.</summary>
    /// <exception cref="AuditEvidenceException"><c>LedgerTampered</c>.</exception>
    /// <exception cref="AuditWorkspaceException"><c>ReadFailed</c>.</exception>
    public AuditRunStatus? StatusOf(string runId)
    {
        End? end;
        while (!ends.TryGetValue(runId, out end))
        {
            if (ReadOne() is null)
            {
                return null;
            }
        }

        return end.Status;
    }

    /// <summary>
    /// The run whose entry stands before the start of another and claims a later time than that, which tells that the
    /// clock was set back between them; null where none does.
    /// </summary>
    /// <param name="runId">The other run.</param>
    /// <exception cref="AuditEvidenceException"><c>LedgerTampered</c>.</exception>
    /// <exception cref="AuditWorkspaceException"><c>ReadFailed</c>.</exception>
    public string? FindLaterBefore(string runId)
    {
        string? later;
        while (!laterBefore.TryGetValue(runId, out later))
        {
            if (ReadOne() is null)
            {
                return null;
            }
        }

        return later;
    }

    /// <summary>The run of the newest entry, where that claims a time after a moment; null where it does not.</summary>
    /// <param name="moment">The moment.</param>
    /// <exception cref="AuditEvidenceException"><c>LedgerTampered</c>.</exception>
    /// <exception cref="AuditWorkspaceException"><c>ReadFailed</c>.</exception>
    public string? FindNewestAfter(DateTimeOffset moment) =>
        (newest ?? ReadOne()) is { } entry && entry.Time > moment + Tolerance ? entry.Run : null;

    private LedgerEntry? ReadOne()
    {
        if (!entries.MoveNext())
        {
            return null;
        }

        LedgerEntry entry = entries.Current.Entry;
        newest ??= entry;
        if (newer?.Type == LedgerEntryType.RunStarted)
        {
            laterBefore.TryAdd(newer.Run, entry.Time > newer.Time + Tolerance ? entry.Run : null);
        }

        newer = entry;
        place++;
        if (entry.Type == LedgerEntryType.RunStarted)
        {
            starts.TryAdd(entry.Run, entry);
        }

        AuditRunStatus? status = entry.Type switch
        {
            LedgerEntryType.RunFinished => entry.Status!.Value,
            LedgerEntryType.RunAbandoned => AuditRunStatus.Abandoned,
            LedgerEntryType.RunStarted => AuditRunStatus.Pending,
            _ => null,
        };
        if (entry.Type == LedgerEntryType.BaselineApproved)
        {
            // Nobody has to look further for the run whose snapshot the approval's would be.
            ends.TryAdd(entry.Run, new End(null, place));
        }

        // Backwards, a run's end comes before its start.
        if (status is { } known && ends.TryAdd(entry.Run, new End(known, place)) && known == AuditRunStatus.Ok)
        {
            settled.Add(new SettledRun(entry.Run, entry.Job, entry.Record!.Value, place, entry.Reused));
        }

        return entry;
    }

    private sealed record End(AuditRunStatus? Status, int Place);
}
