using AuditGraph.Core.Canonical;
using AuditGraph.Core.Ledger;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Runs;

/// <summary>
/// Decides, by what the ledger says, what becomes of a run whose process ended before it had cleared up. One that the
/// ledger says has finished gets its output into place; one that has only started was abandoned, and what it was
/// making goes.
/// </summary>
/// <remarks>Only what the ledger names by its hash is ever put in place, so whoever can write here cannot add to history.</remarks>
internal sealed class RunSettlement(ProfilePaths paths, IDisk disk, TimeProvider clock, IAuditObserver observer)
{
    // Room is left for the entry of the run at hand.
    private const int MostAtOnce = LedgerLog.MostEntries - 1;

    private readonly PendingRuns pending = new(paths, disk);

    private readonly RunRecordStore records = new(paths, disk);

    /// <summary>Settles runs found dead. Only for the holder of the ledger's lock.</summary>
    public DeadRuns Settle(LedgerView view)
    {
        string[] dead = [.. pending.FindDead().Take(MostAtOnce)];
        if (dead.Length == 0)
        {
            return DeadRuns.None;
        }

        pending.TrySweep(observer);
        var unsettled = new HashSet<string>(dead, StringComparer.Ordinal);
        var later = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new HashSet<string>(StringComparer.Ordinal);
        var entries = new List<LedgerEntry>();
        using IEnumerator<RecordedEntry> newestFirst = view.ReadBackwards().GetEnumerator();
        while (unsettled.Count > 0 && newestFirst.MoveNext())
        {
            LedgerEntry entry = newestFirst.Current.Entry;
            if (unsettled.Remove(entry.Run) && !TrySettle(entry, entries, later))
            {
                waiting.Add(entry.Run);
            }

            later.UnionWith(entry.Outputs.Select(output => output.Path));
        }

        entries.Reverse();
        return new DeadRuns(entries, [.. dead.Where(run => !waiting.Contains(run))]);
    }

    /// <summary>Clears up after runs that are settled.</summary>
    public void Clear(DeadRuns settled)
    {
        if (settled.RunIds.Count == 0)
        {
            return;
        }

        HashSet<string> cleared = [.. settled.RunIds.Where(TryClear)];
        try
        {
            pending.Forget(cleared);
        }
        catch (Exception failure) when (failure is AuditWorkspaceException or IOException or UnauthorizedAccessException)
        {
            observer.OnVerbose($"The locks of runs that are cleared up could not be deleted yet: {failure.Message}");
        }
    }

    private bool TryClear(string runId)
    {
        try
        {
            DeleteUnfinishedOutput(runId);
            pending.Clear(runId);
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            observer.OnVerbose($"What the run {runId} left behind could not be cleared up yet: {failure.Message}");
            return false;
        }
    }

    /// <summary>Settles a run of which this is the newest entry; false where that has to wait.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="entries">Gets what is to be appended.</param>
    /// <param name="later">Where later runs have put their outputs.</param>
    private bool TrySettle(LedgerEntry entry, List<LedgerEntry> entries, HashSet<string> later)
    {
        if (entry.Type != LedgerEntryType.RunStarted)
        {
            // Each is tried, whatever becomes of the others.
            return entry.Outputs.Count(output => TryPlace(entry, output, isReplaced: later.Contains(output.Path))) == entry.Outputs.Count;
        }

        try
        {
            entries.Add(LedgerEntry.RunAbandoned(entry.Run, entry.Job, clock.GetUtcNow(), HashOfRecord(entry.Run)));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            observer.OnVerbose($"The run {entry.Run} never finished, and cannot be recorded as abandoned yet: {failure.Message}");
            return false;
        }

        observer.OnWarning($"The run {entry.Run} of the job '{entry.Job}' was started and never finished; it is recorded as abandoned.");
        return true;
    }

    /// <summary>Puts an output of a run that the ledger says has finished in place; false where that has to wait.</summary>
    private bool TryPlace(LedgerEntry finished, RecordedOutput output, bool isReplaced)
    {
        string place = Path.Join(paths.Root, output.Path);
        string prepared = AtomicFile.TemporaryPathOf(place, finished.Run);
        try
        {
            if (isReplaced || RegularFile.TryHash(prepared) is not { } hash)
            {
                // It is in place already, or a later run's is.
                return true;
            }

            if (hash != output.Hash)
            {
                observer.OnWarning($"The output of the run {finished.Run} was not put in place: '{prepared}' is not what the ledger names.");
                return true;
            }

            OutputPathPolicy.Resolve(paths.Root, output.Path);
            new PreparedFile(disk, prepared, place).Commit();
            observer.OnWarning($"The run {finished.Run} of the job '{finished.Job}' had finished, and its process ended then; its output is in place now: '{place}'.");
            return true;
        }
        catch (Exception failure) when (failure is AuditWorkspaceException or IOException or UnauthorizedAccessException or InvalidDataException)
        {
            observer.OnWarning($"The output of the run {finished.Run} is in '{prepared}', because it cannot be put in place yet: {failure.Message}");
            return false;
        }
    }

    private ContentHash? HashOfRecord(string runId)
    {
        try
        {
            return records.TryRead(runId) is { } record ? ContentHash.Of(record) : null;
        }
        catch (InvalidDataException)
        {
            // What is no regular file, or has more than any record, is not what the run wrote.
            return null;
        }
    }

    private void DeleteUnfinishedOutput(string runId)
    {
        foreach (string path in FindUnfinishedOutput(runId))
        {
            disk.DeleteFile(path);
        }
    }

    /// <summary>What a run left of its output: its record says where; without one it is looked for.</summary>
    private IEnumerable<string> FindUnfinishedOutput(string runId)
    {
        string[] outputs = OutputsOf(runId);
        return outputs.Length == 0
            ? PendingRuns.FindTemporaryFiles(paths.Exports, runId)
            : outputs.Select(output => AtomicFile.TemporaryPathOf(output, runId)).Where(RegularFile.Exists);
    }

    private string[] OutputsOf(string runId)
    {
        foreach (string path in new[] { pending.RecordOf(runId), records.PathOf(runId) })
        {
            try
            {
                if (RunRecordStore.TryReadFile(path) is { } record && RunRecordReader.Read(record, paths.Root, path).Outputs is { Count: > 0 } outputs)
                {
                    return [.. outputs.Select(output => OutputPathPolicy.Resolve(paths.Root, Path.GetRelativePath(paths.Root, output.Path)))];
                }
            }
            catch (Exception failure) when (failure is IOException or InvalidDataException or FormatException or AuditWorkspaceException)
            {
                // A record that was never written to its end, or is none of ours, names no output.
            }
        }

        return [];
    }
}
