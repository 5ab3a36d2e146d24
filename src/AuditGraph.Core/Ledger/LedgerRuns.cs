namespace AuditGraph.Core.Ledger;

/// <summary>
/// Finds the entries of single runs. The log is read backwards, once and no further than it takes, however many runs
/// are asked for; what was appended since is found too.
/// </summary>
/// <param name="log">The log.</param>
/// <remarks>Not for use by several threads at once.</remarks>
internal sealed class LedgerRuns(LedgerLog log)
{
    private readonly Dictionary<string, Places> runs = new(StringComparer.Ordinal);

    private LedgerView? view;

    private IEnumerator<RecordedEntry>? newestFirst;

    /// <summary>A run's end, or its start while it has no end; null where the log has neither.</summary>
    /// <param name="run">The run's id.</param>
    /// <returns>The entry, and the log that holds it.</returns>
    /// <exception cref="AuditEvidenceException">The ledger has been tampered with.</exception>
    /// <exception cref="AuditWorkspaceException">The ledger cannot be read.</exception>
    public (LedgerView View, RecordedEntry Entry)? Find(string run)
    {
        Places? places = Look(run, untilStart: false);
        if (places?.End is null && Reopen())
        {
            places = Look(run, untilStart: false);
        }

        return (places?.End ?? places?.Start) is { } index ? (view!, view!.ReadEntry(index)) : null;
    }

    /// <summary>A run's start, or null where the log has none.</summary>
    /// <inheritdoc cref="Find" path="/exception"/>
    public LedgerEntry? FindStart(string run)
    {
        if (view is null)
        {
            Reopen();
        }

        return Look(run, untilStart: true)?.Start is { } index ? view!.ReadEntry(index).Entry : null;
    }

    /// <summary>Takes the log as it is now; false where it is as it was.</summary>
    private bool Reopen()
    {
        LedgerView? now = log.TryOpen();
        if (now is null || now.Checkpoint == view?.Checkpoint)
        {
            return false;
        }

        newestFirst?.Dispose();
        newestFirst = now.ReadBackwards().GetEnumerator();
        view = now;
        runs.Clear();
        return true;
    }

    private Places? Look(string run, bool untilStart)
    {
        while (true)
        {
            if (runs.TryGetValue(run, out Places? places) && (places.Start ?? (untilStart ? null : places.End)) is not null)
            {
                return places;
            }

            if (newestFirst is null || !newestFirst.MoveNext())
            {
                return places;
            }

            Note(newestFirst.Current);
        }
    }

    private void Note(RecordedEntry recorded)
    {
        if (!recorded.Entry.IsOfRun)
        {
            return;
        }

        bool isStart = recorded.Entry.Type == LedgerEntryType.RunStarted;
        runs.TryGetValue(recorded.Entry.Run, out Places? known);
        runs[recorded.Entry.Run] = new Places(
            Start: isStart ? recorded.Index : known?.Start,
            End: isStart ? known?.End : known?.End ?? recorded.Index);
    }

    /// <summary>Where the entries of a run are.</summary>
    private sealed record Places(long? Start, long? End);
}
