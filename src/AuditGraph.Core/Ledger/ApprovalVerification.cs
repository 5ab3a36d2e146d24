using System.Buffers.Binary;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Ledger;

/// <summary>
/// Checks what the entries say of approvals: each is of a good run of its job and builds on the approval before it, and
/// the snapshot that it approves is the one that is stored.
/// </summary>
/// <param name="paths">The profile.</param>
/// <param name="problems">Where it puts what it finds.</param>
internal sealed class ApprovalVerification(ProfilePaths paths, ProblemList problems)
{
    // docs/format/snapshots.md: a line of 22 bytes, the header's length, the header.
    private const int LengthAt = 22;

    private const int HeaderAt = LengthAt + sizeof(uint);

    private const int LongestHeader = 1 << 26;

    private readonly Dictionary<string, LedgerEntry> approvals = new(StringComparer.Ordinal);

    private readonly Dictionary<string, LedgerEntry> current = new(StringComparer.Ordinal);

    /// <summary>Whether an approval has an id.</summary>
    public bool Contains(string id) => approvals.ContainsKey(id);

    /// <summary>Takes an approval, in the order of the log.</summary>
    /// <param name="entry">The approval.</param>
    /// <param name="isRun">Whether a run has the approval's id.</param>
    /// <param name="end">The end of the run that is approved, or null where none is known.</param>
    /// <param name="isComplete">Whether all entries before it were given.</param>
    /// <returns>How it contradicts those before it; null where it does not.</returns>
    public string? Take(LedgerEntry entry, bool isRun, LedgerEntry? end, bool isComplete)
    {
        LedgerEntry? previous = current.GetValueOrDefault(entry.Job);
        current[entry.Job] = entry;
        return isRun || !approvals.TryAdd(entry.Run, entry) ? "approves a baseline under an id that is taken"
            : end is null && !isComplete ? null
            : end?.Status != AuditRunStatus.Ok || end.Job != entry.Job ? "approves no run of the job that had ended well"
            : isComplete && entry.Approval!.Previous != previous?.Run ? "does not build on the approval before it"
            : null;
    }

    /// <summary>Compares the stored snapshots with what the entries state.</summary>
    /// <param name="readLater">Gives the entries that were appended since it was asked last.</param>
    /// <param name="cancellation">Ends the work.</param>
    public void Compare(Func<IReadOnlyList<LedgerEntry>> readLater, CancellationToken cancellation)
    {
        foreach (LedgerEntry approval in approvals.Values)
        {
            cancellation.ThrowIfCancellationRequested();
            Compare(approval, readLater);
        }
    }

    private void Compare(LedgerEntry entry, Func<IReadOnlyList<LedgerEntry>> readLater)
    {
        string path = Path.Join(paths.Snapshots, $"{entry.Run}.snapshot");
        ContentHash expected = entry.Approval!.Snapshot;
        bool isThere = TryHashHeader(path, out ContentHash? actual);
        if (isThere ? actual == expected : current[entry.Job] != entry)
        {
            // Of an approval that others have followed the snapshot may have been removed.
            return;
        }

        if (isThere)
        {
            problems.Error(
                VerificationErrors.ApprovedSnapshotChanged,
                $"The snapshot that the approval {entry.Run} of '{entry.Job}' states is another one.",
                path, entry.Run, expected.ToString(), actual?.ToString());
        }
        else if (!readLater().Any(later => later.Type == LedgerEntryType.BaselineApproved && later.Job == entry.Job))
        {
            problems.Error(
                VerificationErrors.ApprovedSnapshotMissing,
                $"The snapshot that was approved as the baseline of '{entry.Job}' is missing.",
                path, entry.Run, expected.ToString());
        }
    }

    /// <summary>The hash of a snapshot's header; null where the file has none. False where there is no file.</summary>
    private static bool TryHashHeader(string path, out ContentHash? hash)
    {
        hash = null;
        try
        {
            if (RegularFile.TryReadStart(path, HeaderAt) is not byte[] start)
            {
                return false;
            }

            uint length = start.Length < HeaderAt ? 0 : BinaryPrimitives.ReadUInt32BigEndian(start.AsSpan(LengthAt));
            if (length is > 0 and <= LongestHeader && RegularFile.TryReadStart(path, HeaderAt + (int)length) is byte[] head
                && head.Length >= HeaderAt + length)
            {
                hash = ContentHash.Of(head.AsSpan(HeaderAt, (int)length));
            }
        }
        catch (InvalidDataException)
        {
            // What is no regular file is not the snapshot either.
        }

        return true;
    }
}
