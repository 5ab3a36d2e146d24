using AuditGraph.Core.Errors;
using AuditGraph.Core.Ledger;
using AuditGraph.Core.Snapshots.Stores;

namespace AuditGraph.Core.Baselines;

/// <summary>
/// Finds what was approved. The ledger is read from its newest entry backwards, once and no further than it takes,
/// however many jobs are asked about; of all entries but approvals only the last bytes are looked at. For several
/// threads at once.
/// </summary>
/// <param name="view">The ledger; null where there is none.</param>
/// <param name="store">The snapshots, listed no earlier than the ledger was opened.</param>
internal sealed class ApprovedBaselines(LedgerView? view, SnapshotStore store)
{
    private readonly Lock turn = new();

    private readonly Dictionary<string, LedgerEntry> found = new(StringComparer.Ordinal);

    private readonly IEnumerator<RecordedEntry> newestFirst =
        (view?.ReadBackwards(LedgerEntryType.BaselineApproved) ?? []).GetEnumerator();

    /// <summary>What is approved as the baseline of a job; null where nothing was.</summary>
    /// <param name="job">The job's name.</param>
    /// <exception cref="AuditEvidenceException">
    /// <c>ApprovedSnapshotMissing</c>, <c>ApprovedSnapshotChanged</c>: what was approved is not there any more.
    /// <c>LedgerTampered</c>.
    /// </exception>
    /// <exception cref="AuditException">The ledger or the snapshot cannot be read.</exception>
    public ApprovedBaseline? Find(string job) =>
        FindEntry(job) is { } entry ? new ApprovedBaseline(entry, Require(entry)) : null;

    /// <summary>The last approval of a job, whether its snapshot is there or not; null where there is none.</summary>
    /// <param name="job">The job's name.</param>
    /// <exception cref="AuditException">The ledger cannot be read.</exception>
    public LedgerEntry? FindEntry(string job)
    {
        lock (turn)
        {
            LedgerEntry? entry;
            while (!found.TryGetValue(job, out entry) && newestFirst.MoveNext())
            {
                found.TryAdd(newestFirst.Current.Entry.Job, newestFirst.Current.Entry);
            }

            return entry;
        }
    }

    private SnapshotHeader Require(LedgerEntry entry)
    {
        if (store.Find(entry.Run) is not { } header)
        {
            throw new AuditEvidenceException(
                VerificationErrors.ApprovedSnapshotMissing,
                $"The snapshot that was approved as the baseline of '{entry.Job}' is missing.")
            {
                Target = store.PathOf(entry.Run),
            };
        }

        return header.Digest == entry.Approval!.Snapshot ? header : throw new AuditEvidenceException(
            VerificationErrors.ApprovedSnapshotChanged,
            $"The snapshot that the approval {entry.Run} of '{entry.Job}' states is another one.")
        {
            Target = store.PathOf(entry.Run),
        };
    }
}
