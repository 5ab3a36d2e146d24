using AuditGraph.Core.Canonical;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Native;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Ledger;

/// <summary>Compares the latest output at each path with what the entries state, while others may be at work.</summary>
/// <param name="paths">The profile.</param>
/// <param name="problems">Where it puts what it finds.</param>
internal sealed class OutputVerification(ProfilePaths paths, ProblemList problems)
{
    // Others who put outputs in place all the time do not keep a verification from its end.
    private const int Attempts = 20;

    private readonly SortedDictionary<string, (LedgerEntry End, ContentHash Hash)> latest = new(StringComparer.Ordinal);

    /// <summary>Takes an entry, in the order of the log.</summary>
    public void Take(LedgerEntry entry)
    {
        foreach (RecordedOutput output in entry.Outputs)
        {
            latest[output.Path] = (entry, output.Hash);
        }
    }

    /// <summary>Compares the outputs with what the entries state.</summary>
    /// <param name="readLater">Gives the entries that were appended since it was asked last.</param>
    /// <param name="cancellation">Ends the work.</param>
    public void Compare(Func<IReadOnlyList<LedgerEntry>> readLater, CancellationToken cancellation)
    {
        foreach (string path in latest.Keys.ToArray())
        {
            Compare(path, readLater, cancellation);
        }
    }

    private void Compare(string outputPath, Func<IReadOnlyList<LedgerEntry>> readLater, CancellationToken cancellation)
    {
        string path = Path.Join(paths.Root, outputPath);
        LedgerEntry? judged = null;
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            cancellation.ThrowIfCancellationRequested();
            (LedgerEntry end, ContentHash expected) = latest[outputPath];
            (bool exists, ContentHash? actual) = Look(path, cancellation);
            if (actual == expected)
            {
                return;
            }

            foreach (LedgerEntry later in readLater())
            {
                Take(later);
            }

            if (latest[outputPath].End != end)
            {
                continue;
            }

            if (new RunLocks(paths).IsHeld(end.Run))
            {
                // The entry comes before the output: its process is about to put that in place.
                return;
            }

            if (judged == end)
            {
                Tell(path, end, expected, actual, exists, cancellation);
                return;
            }

            // Its process may have put it in place just now, so it is looked at once more.
            judged = end;
        }
    }

    private void Tell(string path, LedgerEntry end, ContentHash expected, ContentHash? actual, bool exists, CancellationToken cancellation)
    {
        if (Look(AtomicFile.TemporaryPathOf(path, end.Run), cancellation).Hash == expected)
        {
            problems.Warning(
                VerificationErrors.OutputNotInPlace,
                $"The latest output of '{end.Job}' is not in place yet: the process that recorded it ended before.", path, end.Run);
        }
        else if (!exists)
        {
            problems.Error(EvidenceErrors.OutputMissing, $"The latest output of '{end.Job}' is missing.", path, end.Run, expected.ToString());
        }
        else
        {
            problems.Error(
                EvidenceErrors.OutputChanged, $"The latest output of '{end.Job}' was changed after it was recorded.",
                path, end.Run, expected.ToString(), actual?.ToString());
        }
    }

    private static (bool Exists, ContentHash? Hash) Look(string path, CancellationToken cancellation)
    {
        try
        {
            ContentHash? hash = RegularFile.TryHash(path, cancellation);
            return (hash is not null, hash);
        }
        catch (Exception misplaced) when (misplaced is InvalidDataException or LinkRefusedException)
        {
            // What is no regular file is not the output either.
            return (true, null);
        }
    }
}
