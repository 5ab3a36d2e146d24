using System.Globalization;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Native;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Ledger;

/// <summary>
/// Checks what the entries say: each start has its end, each record, each latest output and each approved snapshot is the
/// one stated.
/// </summary>
/// <param name="paths">The profile.</param>
/// <param name="problems">Where it puts what it finds.</param>
internal sealed class RunVerification(ProfilePaths paths, ProblemList problems)
{
    /// <summary>The most bytes a record can have.</summary>
    public const int LongestRecord = 64 * 1024 * 1024;

    private readonly Dictionary<string, LedgerEntry> starts = new(StringComparer.Ordinal);

    private readonly Dictionary<string, LedgerEntry> ends = new(StringComparer.Ordinal);

    private readonly OutputVerification outputs = new(paths, problems);

    private readonly KeptFileVerification kept = new(paths, problems);

    private readonly ApprovalVerification approvals = new(paths, problems);

    /// <summary>The key that the log has been given, or null.</summary>
    public LedgerPublicKey? Key { get; private set; }

    /// <summary>The number of runs that have an end.</summary>
    public int EndedRuns => ends.Count;

    /// <summary>The folders of records as they are now. To be called before the checkpoint is read: any of them has its start in it.</summary>
    public string[] ListRecords()
    {
        return
        [
            .. PlainFolder.List(paths.Runs)
                .Select(entry => entry.Name)
                .Where(name => name != Path.GetFileName(paths.PendingRuns))
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>Takes an entry, in the order of the log.</summary>
    /// <param name="index">Its position.</param>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="origin">The checkpoint's origin, which the first entry must state.</param>
    /// <param name="isComplete">Whether all entries before it were given.</param>
    public void Take(long index, ReadOnlyMemory<byte> bytes, string origin, bool isComplete)
    {
        if (!LedgerEntry.TryParse(bytes.Span, out LedgerEntry? entry))
        {
            problems.Error(
                EvidenceErrors.EntryMalformed,
                string.Create(CultureInfo.InvariantCulture, $"Entry {index} is none that this version knows."), paths.Ledger);
            return;
        }

        if (entry.Origin != (index == 0 ? origin : null))
        {
            problems.Error(
                EvidenceErrors.OriginMismatch,
                string.Create(CultureInfo.InvariantCulture, $"Entry {index} states another origin than the checkpoint."),
                Path.Join(paths.Ledger, "checkpoint"), null, entry.Origin, origin);
        }

        string? contradiction = entry.Type switch
        {
            LedgerEntryType.KeyAdded => AddKey(entry) ? null : "adds a second key, or none that can be read",
            LedgerEntryType.BaselineApproved =>
                approvals.Take(entry, starts.ContainsKey(entry.Run), ends.GetValueOrDefault(entry.Approval!.Approved), isComplete),
            LedgerEntryType.RunStarted when approvals.Contains(entry.Run) => "starts a run under the id of an approval",
            LedgerEntryType.RunStarted => starts.TryAdd(entry.Run, entry) ? null : "starts a run that had started before",
            _ when !starts.ContainsKey(entry.Run) && isComplete => "ends a run that never started",
            _ when starts.TryGetValue(entry.Run, out LedgerEntry? start) && start.Job != entry.Job => "ends a run of another job",
            _ => ends.TryAdd(entry.Run, entry) ? null : "ends a run that had ended before",
        };
        if (contradiction is not null)
        {
            problems.Error(
                EvidenceErrors.EntryOutOfOrder,
                string.Create(CultureInfo.InvariantCulture, $"Entry {index} {contradiction}."), paths.Ledger, entry.Run);
        }
        else
        {
            outputs.Take(entry);
        }
    }

    /// <summary>Compares records and outputs with what the entries state.</summary>
    /// <param name="records">What <see cref="ListRecords"/> gave.</param>
    /// <param name="isComplete">Whether every entry could be read, so that what no entry says was never said.</param>
    /// <param name="later">What was appended meanwhile.</param>
    /// <param name="cancellation">Ends the work.</param>
    public void Compare(string[] records, bool isComplete, LaterEntries later, CancellationToken cancellation)
    {
        foreach (LedgerEntry end in ends.Values)
        {
            cancellation.ThrowIfCancellationRequested();
            CompareRecord(end);
        }

        if (isComplete)
        {
            TellUnfinished(later);
            foreach (string name in records)
            {
                CompareFolder(name);
            }
        }

        approvals.Compare(() => TakeLater(later), cancellation);
        outputs.Compare(() => TakeLater(later), cancellation);
    }

    /// <summary>Tells of runs that have a start and no end, and no process that could still bring it.</summary>
    private void TellUnfinished(LaterEntries later)
    {
        LedgerEntry[] unfinished = [.. starts.Values.Where(start => !ends.ContainsKey(start.Run))];
        SortedSet<string> alive = unfinished.Length == 0 ? [] : new RunLocks(paths).Read().Alive;
        unfinished = [.. unfinished.Where(start => !alive.Contains(start.Run))];
        HashSet<string> ended = unfinished.Length == 0 ? [] : [.. TakeLater(later).Select(entry => entry.Run)];
        foreach (LedgerEntry start in unfinished.Where(start => !ended.Contains(start.Run)))
        {
            problems.Warning(
                EvidenceErrors.RunUnfinished, $"Run {start.Run} of '{start.Job}' started and did not finish.", null, start.Run);
        }
    }

    private IReadOnlyList<LedgerEntry> TakeLater(LaterEntries later)
    {
        IReadOnlyList<LedgerEntry> entries = later.Read();
        foreach (LedgerEntry entry in entries)
        {
            outputs.Take(entry);
        }

        return entries;
    }

    private bool AddKey(LedgerEntry entry)
    {
        try
        {
            if (Key is not null)
            {
                return false;
            }

            Key = LedgerPublicKey.FromSpki(Convert.FromBase64String(entry.PublicKey!));
            return true;
        }
        catch (Exception malformed) when (malformed is FormatException or AuditEvidenceException)
        {
            return false;
        }
    }

    private void CompareRecord(LedgerEntry end)
    {
        if (end.Record is not ContentHash expected)
        {
            return;
        }

        string path = paths.RecordOf(end.Run);
        ContentHash? actual = null;
        try
        {
            if (RegularFile.TryRead(path, LongestRecord) is not byte[] record)
            {
                problems.Error(
                    EvidenceErrors.RecordMissing, $"The record of run {end.Run} is missing.", path, end.Run, expected.ToString());
                return;
            }

            actual = ContentHash.Of(record);
            if (actual == expected)
            {
                kept.Compare(end.Run, record);
                return;
            }
        }
        catch (InvalidDataException)
        {
            // No regular file, or one of absurd length, is not the record either.
        }

        problems.Error(
            EvidenceErrors.RecordChanged, $"The record of run {end.Run} is not the one that the ledger states.",
            path, end.Run, expected.ToString(), actual?.ToString());
    }

    private void CompareFolder(string name)
    {
        string folder = Path.Join(paths.Runs, name);
        bool referenced = ends.TryGetValue(name, out LedgerEntry? end) ? end.Record is not null : starts.ContainsKey(name);
        if (RegularFile.KindOf(folder) != FileType.Directory)
        {
            problems.Error(EvidenceErrors.UnexpectedFile, "There is a file among the records that belongs to no run.", folder);
        }
        else if (!referenced)
        {
            problems.Error(EvidenceErrors.RecordUnreferenced, "There is a record that no entry of the ledger states.", folder, name);
        }
        else
        {
            foreach (PlainFolder.Entry other in PlainFolder.List(folder).Where(entry => !kept.IsNamed(name, entry.Name)))
            {
                problems.Error(EvidenceErrors.UnexpectedFile, "There is a file beside a record that belongs to no run.", other.Path, name);
            }
        }
    }
}
