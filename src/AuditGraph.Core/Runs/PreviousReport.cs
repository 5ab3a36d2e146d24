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
    /// <param name="path">The report's absolute path.</param>
    /// <param name="cancellation">Ends waiting for the ledger's lock.</param>
    /// <exception cref="AuditException">The ledger cannot be read.</exception>
    public IReadOnlyList<string> FindChanges(string path, CancellationToken cancellation)
    {
        if (log.TryOpen() is not { } view || FindChanges(view, path).Count == 0)
        {
            return [];
        }

        // Another run of the job may have been about to put its report in place. Under the ledger's lock none is.
        IReadOnlyList<string> found = [];
        log.Append(
            current =>
            {
                found = FindChanges(current, path);
                return [];
            },
            cancellation);
        return found;
    }

    private List<string> FindChanges(LedgerView view, string path)
    {
        string relative = Path.GetRelativePath(root, path);
        LedgerEntry? last = writers.Find(view, relative);
        var found = new List<string>();
        if (last is null)
        {
            return found;
        }

        // A report that was deleted is not replaced; whoever verifies the ledger is told of it.
        if (Describe(() => RegularFile.KindOf(path) == FileType.Unknown ? last.Output : RegularFile.TryHash(path), last.Output!.Value) is { } report)
        {
            found.Add($"The report '{relative}' is not what the run {last.Run} wrote: {report}. This run replaces it.");
        }

        if (last.Record is { } expected && Describe(() => RegularFile.TryHash(records.PathOf(last.Run)), expected) is { } record)
        {
            found.Add($"The record of the run {last.Run} is not what the ledger names: {record}.");
        }

        return found;
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
