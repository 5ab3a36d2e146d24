using AuditGraph.Core.Canonical;
using AuditGraph.Core.Ledger;
using AuditGraph.Core.Native;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Runs;

/// <summary>
/// Looks, before a run replaces a report, whether that and the record of the run that wrote it are still what the ledger
/// says: once they are replaced nobody could find out any more, so what is found belongs into the new run's record.
/// </summary>
/// <param name="log">The ledger.</param>
/// <param name="writers">Which runs wrote the reports.</param>
/// <param name="records">The records.</param>
/// <param name="root">The workspace's root.</param>
internal sealed class PreviousReport(LedgerLog log, LastWriters writers, RunRecordStore records, string root)
{
    /// <summary>What is not as it was recorded, in sentences.</summary>
    /// <param name="outputs">Where the report goes, relative to the root.</param>
    /// <param name="cancellation">Ends waiting for the ledger's lock.</param>
    /// <exception cref="AuditException">The ledger cannot be read.</exception>
    public IReadOnlyList<string> FindChanges(IReadOnlyList<AuditJobOutput> outputs, CancellationToken cancellation)
    {
        if (log.TryOpen() is not { } view || FindChanges(view, outputs).Count == 0)
        {
            return [];
        }

        // Another run of the job may have been about to put its report in place. Under the ledger's lock none is.
        IReadOnlyList<string> found = [];
        log.Append(
            current =>
            {
                found = FindChanges(current, outputs);
                return [];
            },
            cancellation);
        return found;
    }

    private List<string> FindChanges(LedgerView view, IReadOnlyList<AuditJobOutput> outputs)
    {
        var found = new List<string>();
        var lasts = new HashSet<LedgerEntry>();
        foreach (AuditJobOutput output in outputs)
        {
            if (writers.Find(view, output.RelativePath) is { } last)
            {
                FindChange(last, output.RelativePath, found);
                lasts.Add(last);
            }
        }

        foreach (LedgerEntry last in lasts)
        {
            if (last.Record is { } expected && Describe(() => RegularFile.TryHash(records.PathOf(last.Run)), expected) is { } record)
            {
                found.Add($"The record of the run {last.Run} is not what the ledger names: {record}.");
            }
        }

        return found;
    }

    private void FindChange(LedgerEntry last, string output, List<string> found)
    {
        string path = Path.Join(root, output);
        ContentHash written = last.Outputs.Single(one => one.Path == output).Hash;

        // A report that was deleted is not replaced; whoever verifies the ledger is told of it.
        if (Describe(() => RegularFile.KindOf(path) == FileType.Unknown ? written : RegularFile.TryHash(path), written) is { } report)
        {
            found.Add($"The report '{output}' is not what the run {last.Run} wrote: {report}. This run replaces it.");
        }
    }

    private static string? Describe(Func<ContentHash?> read, ContentHash expected)
    {
        try
        {
            return read() is not { } hash ? "it is gone"
                : hash == expected ? null
                : $"its SHA-256 is {hash} instead of {expected}";
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return $"it cannot be read ({failure.Message})";
        }
    }
}
