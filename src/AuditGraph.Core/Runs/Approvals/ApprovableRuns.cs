using AuditGraph.Core.Actions;
using AuditGraph.Core.Baselines;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Snapshots.Stores;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Runs.Approvals;

/// <summary>Says of runs whether what they saw can be approved.</summary>
/// <param name="workspace">The workspace.</param>
/// <param name="disk">The disk.</param>
/// <param name="clock">The clock.</param>
/// <param name="observer">Who is told of damaged records.</param>
/// <param name="catalog">The actions that there are.</param>
internal sealed class ApprovableRuns(
    Workspace workspace, IDisk disk, TimeProvider clock, IAuditObserver observer, ActionCatalog catalog)
{
    private readonly RunHistory history = new(workspace.Paths, disk, clock, observer);

    /// <summary>
    /// The job of a run, and the snapshot of what it saw: its own, or that of the run whose report it took. The ledger
    /// vouches for the record, and the record for the snapshot.
    /// </summary>
    /// <param name="runId">The run.</param>
    /// <param name="store">The snapshots.</param>
    /// <exception cref="AuditRunException">
    /// <c>RunNotFound</c>, <c>RunNotApprovable</c>, <c>SnapshotNotFound</c>.
    /// </exception>
    /// <exception cref="AuditEvidenceException">
    /// <c>SnapshotNotRecorded</c>: the snapshot is not what the run saw.
    /// </exception>
    public (string Job, SnapshotHeader Snapshot) Require(string runId, SnapshotStore store)
    {
        AuditJobRun run = history.Require(runId);
        if (run.Status != AuditRunStatus.Ok)
        {
            string status = RunRecord.StatusName(run.Status);
            throw Refused(run, $"The run {run.Id} did not end well (it is '{status}'), so what it saw is in no report.");
        }

        if (run.ActionType is not { } type || catalog.Find(type) is not { ComparesWithApproved: true })
        {
            throw Refused(run, run.ActionType is null
                ? $"The record of the run {run.Id} cannot be read, so nothing vouches for what it saw."
                : $"The run {run.Id} is of the action '{run.ActionType}', which compares with nothing that was approved.");
        }

        string source = run.ReusedRunId ?? run.Id;
        SnapshotHeader snapshot = store.Find(source)
            ?? throw new AuditRunException(SnapshotErrors.SnapshotNotFound, store.DescribeAbsence(source)) { Target = source };
        return new SnapshotVoucher(workspace.Paths, SettledRuns.Open(workspace.Paths)).FindDoubt(snapshot) is { } doubt
            ? throw Refused(run, doubt)
            : (run.Job, snapshot);
    }

    private static AuditRunException Refused(AuditJobRun run, string message) =>
        new(ApprovalErrors.RunNotApprovable, message) { Target = run.Id };
}
