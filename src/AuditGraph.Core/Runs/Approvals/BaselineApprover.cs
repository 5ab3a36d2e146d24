using AuditGraph.Core.Actions;
using AuditGraph.Core.Baselines;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Ledger;
using AuditGraph.Core.Redaction;
using AuditGraph.Core.Snapshots.Scopes;
using AuditGraph.Core.Snapshots.Stores;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Runs.Approvals;

/// <summary>Approves what a run saw as the baseline of its job.</summary>
/// <param name="workspace">The workspace.</param>
/// <param name="disk">The disk.</param>
/// <param name="clock">The clock.</param>
/// <param name="observer">Who is told of progress and warnings.</param>
/// <param name="catalog">The actions that there are; null for those of the product.</param>
internal sealed class BaselineApprover(
    Workspace workspace, IDisk disk, TimeProvider clock, IAuditObserver observer, ActionCatalog? catalog = null)
{
    private readonly SecretRedactor redactor = new(workspace.Settings.Redaction);

    private readonly ApprovableRuns runs = new(workspace, disk, clock, observer, catalog ?? ActionCatalog.Product);

    /// <summary>
    /// Finds out whether something can be approved, and what that would change. No evidence is written.
    /// </summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="AuditRunException">
    /// One of <see cref="ApprovalErrors"/>; <c>RunNotFound</c>, <c>SnapshotNotFound</c>.
    /// </exception>
    /// <exception cref="AuditException">
    /// The ledger or a snapshot is damaged or cannot be read; the workspace cannot be scanned.
    /// </exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public ApprovalPlan Plan(ApprovalRequest request, CancellationToken cancellation)
    {
        ApprovalRequest asked = request.Checked(redactor);
        var store = new SnapshotStore(workspace.Paths, disk);
        (string job, SnapshotHeader snapshot) = runs.Require(asked.Run, store);
        var approvals = new ApprovedBaselines(LedgerView.TryOpen(workspace.Paths.Ledger), store);
        ApprovedBaseline? previous = approvals.Find(job);
        var merge = new ApprovalMerge(store, snapshot, previous?.Header, new PathSelection(asked.Paths), cancellation);
        merge.RequireApprovable();
        new MovedOn(workspace, disk, clock, observer).Refuse(asked.Run, snapshot, store, merge.Selection, cancellation);
        return new ApprovalPlan(asked, job, snapshot, previous, merge.CountChanges());
    }

    /// <summary>Approves what was planned: stores the snapshot, then appends the entry that says so.</summary>
    /// <param name="plan">What was planned.</param>
    /// <param name="cancellation">Stops the work before anything is appended.</param>
    /// <returns>The approval.</returns>
    /// <exception cref="AuditRunException">
    /// <c>ApprovalOvertaken</c>, <c>ApprovalInvalid</c>: nothing was approved.
    /// </exception>
    /// <exception cref="AuditException">The snapshot or the ledger could not be written, or is damaged.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public AuditBaseline Approve(ApprovalPlan plan, CancellationToken cancellation)
    {
        ApprovedBaseline? approved = null;
        new LedgerLog(workspace.Paths, disk, clock, observer).Append(
            view =>
            {
                approved = Store(plan, view, cancellation);
                return [approved.Entry];
            },
            cancellation);
        return ApprovalHistory.Describe(approved!.Entry, approved.Header, isCurrent: true, workspace.Root);
    }

    // Under the profile's lock: nobody else approves or removes snapshots meanwhile. Both may have been done since the
    // plan was made, so the ledger and the store are looked at anew.
    private ApprovedBaseline Store(ApprovalPlan plan, LedgerView view, CancellationToken cancellation)
    {
        var store = new SnapshotStore(workspace.Paths, disk);
        ApprovedBaseline? previous = new ApprovedBaselines(view, store).Find(plan.Job);
        if (previous?.Id != plan.Previous?.Id)
        {
            throw new AuditRunException(
                ApprovalErrors.ApprovalOvertaken,
                $"A baseline of the job '{plan.Job}' was approved meanwhile, by {previous?.By}: {previous?.Id}.")
            {
                Target = plan.Request.Run,
            };
        }

        SnapshotHeader snapshot = runs.Require(plan.Request.Run, store).Snapshot;
        var selection = new PathSelection(plan.Request.Paths);
        var merge = new ApprovalMerge(store, snapshot, previous?.Header, selection, cancellation);
        DateTimeOffset now = clock.GetUtcNow();
        string id = Guid.CreateVersion7(now).ToString();
        SnapshotHeader header = merge.Describe(id, now);
        LedgerEntry entry = LedgerEntry.BaselineApproved(id, plan.Job, now, new BaselineApproval
        {
            By = RecordText.Of($"{Environment.UserName}@{Environment.MachineName}", redactor),
            Reason = plan.Request.Reason,
            Approved = plan.Request.Run,
            Snapshot = header.Digest,
            Paths = plan.Request.Paths,
            Previous = previous?.Id,
        });
        if (entry.ToBytes().Length > EntryBundle.LongestEntry)
        {
            throw new AuditRunException(
                ApprovalErrors.ApprovalInvalid,
                $"The reason and the patterns are longer than the {EntryBundle.LongestEntry} bytes of an entry.");
        }

        store.Add(header, merge.Tree, merge.Facts, cancellation);
        return new ApprovedBaseline(entry, header);
    }
}
