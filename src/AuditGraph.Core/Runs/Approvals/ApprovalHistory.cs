using AuditGraph.Core.Canonical;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Ledger;
using AuditGraph.Core.Snapshots.Stores;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Runs.Approvals;

/// <summary>Reads what was approved, when, by whom and why. Nothing is written.</summary>
/// <param name="workspace">The workspace.</param>
/// <param name="disk">The disk.</param>
internal sealed class ApprovalHistory(Workspace workspace, IDisk disk)
{
    /// <summary>The approvals, the newest first.</summary>
    /// <param name="job">Chooses by the job's name; null for all.</param>
    /// <param name="onlyCurrent">Whether only the last of each job is asked for.</param>
    /// <exception cref="AuditEvidenceException"><c>LedgerTampered</c>.</exception>
    /// <exception cref="AuditWorkspaceException"><c>ReadFailed</c>.</exception>
    public IEnumerable<AuditBaseline> ReadNewestFirst(Func<string, bool>? job = null, bool onlyCurrent = false)
    {
        if (LedgerView.TryOpen(workspace.Paths.Ledger) is not { } view)
        {
            yield break;
        }

        Dictionary<string, SnapshotHeader>? headers = null;
        var jobs = new HashSet<string>(StringComparer.Ordinal);
        foreach (RecordedEntry recorded in view.ReadBackwards(LedgerEntryType.BaselineApproved))
        {
            LedgerEntry entry = recorded.Entry;
            bool isCurrent = jobs.Add(entry.Job);
            if ((isCurrent || !onlyCurrent) && job?.Invoke(entry.Job) != false)
            {
                headers ??= new SnapshotStore(workspace.Paths, disk).List()
                    .ToDictionary(header => header.RunId, StringComparer.Ordinal);
                yield return Describe(entry, headers.GetValueOrDefault(entry.Run), isCurrent, workspace.Root);
            }
        }
    }

    /// <summary>The approval with an id, in letters of either case.</summary>
    /// <exception cref="AuditRunException"><c>ApprovalNotFound</c>.</exception>
    /// <exception cref="AuditEvidenceException"><c>LedgerTampered</c>.</exception>
    /// <exception cref="AuditWorkspaceException"><c>ReadFailed</c>.</exception>
    public AuditBaseline Require(string id) =>
        ReadNewestFirst().FirstOrDefault(approval => string.Equals(approval.Id, id, StringComparison.OrdinalIgnoreCase))
        ?? throw new AuditRunException(ApprovalErrors.ApprovalNotFound, $"No approval has the id '{DisplayText.Escape(id)}'.") { Target = id };

    /// <summary>An approval as people see it.</summary>
    /// <param name="entry">Its entry.</param>
    /// <param name="stored">Its snapshot, or null where that was removed.</param>
    /// <param name="isCurrent">Whether it is the last of its job.</param>
    /// <param name="root">The workspace's root.</param>
    public static AuditBaseline Describe(LedgerEntry entry, SnapshotHeader? stored, bool isCurrent, string root)
    {
        BaselineApproval approval = entry.Approval!;

        // Of a snapshot that is not the one that was approved nothing is told.
        SnapshotHeader? header = stored?.Digest == approval.Snapshot ? stored : null;
        return new AuditBaseline
        {
            Id = entry.Run,
            Job = entry.Job,
            Time = entry.Time,
            By = approval.By,
            Reason = approval.Reason,
            Run = approval.Approved,
            Paths = approval.Paths,
            Previous = approval.Previous,
            IsCurrent = isCurrent,
            Files = header?.Files,
            Bytes = header?.Bytes,
            SnapshotRoot = header?.Root.ToString(),
            SnapshotSha256 = approval.Snapshot.ToString(),
            Root = root,
        };
    }
}
