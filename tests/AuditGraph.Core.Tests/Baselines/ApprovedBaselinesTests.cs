using AuditGraph.Core.Baselines;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Ledger;
using AuditGraph.Core.Runs.Retention;
using AuditGraph.Core.Snapshots.Stores;
using AuditGraph.Core.Tests.Runs.Approvals;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Tests.Baselines;

public sealed class ApprovedBaselinesTests : IDisposable
{
    private readonly ApprovalWorkspace workspace = new();

    private readonly AuditBaseline first;

    public ApprovedBaselinesTests() => first = workspace.ApproveAll();

    public void Dispose() => workspace.Dispose();

    [Fact]
    public void What_was_approved_last_is_found_for_each_job()
    {
        AuditBaseline second = workspace.ApproveAll("second");
        AuditBaseline third = workspace.ApproveAll();
        ApprovedBaselines approved = Open();

        Assert.Equal(third.Id, approved.Find("watched")!.Id);
        Assert.Equal(second.Id, approved.Find("second")!.Id);
        Assert.Null(approved.Find("other"));
        Assert.Equal([(third.Id, true), (second.Id, true), (first.Id, false)], workspace.History().Select(approval => (approval.Id, approval.IsCurrent)));
    }

    [Fact]
    public void A_ledger_that_does_not_exist_approves_nothing() =>
        Assert.Null(new ApprovedBaselines(null, new SnapshotStore(workspace.Workspace.Paths, new Disk())).Find("watched"));

    [Fact]
    public void A_snapshot_that_is_gone_or_another_is_not_taken_for_what_was_approved()
    {
        string path = Path.Join(workspace.Workspace.Paths.Snapshots, first.Id + ".snapshot");
        var store = new SnapshotStore(workspace.Workspace.Paths, new Disk());
        SnapshotHeader forged = store.Find(first.Id)! with { Excluded = 7 };
        File.Delete(path);
        Assert.Equal(VerificationErrors.ApprovedSnapshotMissing, Assert.Throws<AuditEvidenceException>(() => Open().Find("watched")).Descriptor);

        store = new SnapshotStore(workspace.Workspace.Paths, new Disk());
        store.Add(forged, store.Open(forged), store.OpenFacts(forged), TestContext.Current.CancellationToken);
        Assert.Equal(VerificationErrors.ApprovedSnapshotChanged, Assert.Throws<AuditEvidenceException>(() => Open().Find("watched")).Descriptor);
        Assert.Null(Assert.Single(workspace.History()).Files);
    }

    [Fact]
    public void An_approval_s_snapshot_is_never_taken_for_a_run_s()
    {
        string run = workspace.Run();
        AuditBaseline approval = workspace.Approve(run);
        SettledRuns runs = SettledRuns.Open(workspace.Workspace.Paths);
        var choice = new SnapshotChoice(new SnapshotStore(workspace.Workspace.Paths, new Disk()).List(), runs);

        Assert.Equal(run, choice.LastOf("watched", out string? missing)!.RunId);
        Assert.Null(missing);
        Assert.Equal([run, first.Run], choice.History("watched").Select(header => header.RunId));
        Assert.Equal(run, choice.AtOrBefore(workspace.GetUtcNow(), workspace.GetUtcNow(), "watched", workspace.Scope)!.Header.RunId);
        Assert.Null(runs.StatusOf(approval.Id));
        Assert.True(runs.HasMet(approval.Id));
    }

    [Fact]
    public void Retention_keeps_what_is_approved_and_what_kept_runs_compared_with_and_removes_what_was_never_recorded()
    {
        workspace.Advance(TimeSpan.FromDays(10));
        AuditBaseline second = workspace.ApproveAll();
        workspace.Advance(TimeSpan.FromDays(10));
        AuditBaseline third = workspace.ApproveAll();
        AuditBaseline other = workspace.ApproveAll("second");
        var store = new SnapshotStore(workspace.Workspace.Paths, new Disk());
        SnapshotHeader leftover = store.Find(first.Id)! with { RunId = Guid.CreateVersion7(first.Time).ToString() };
        store.Add(leftover, store.Open(leftover), store.OpenFacts(leftover), TestContext.Current.CancellationToken);
        workspace.Advance(TimeSpan.FromDays(1));
        var retention = new SnapshotRetention(workspace.Workspace, new Disk(), workspace, workspace.Observer, workspace.Catalog);

        RetentionPlan kept = retention.Plan(new RetentionRequest { Before = third.Time.AddMinutes(-1) }, TestContext.Current.CancellationToken);
        RetentionPlan forced = retention.Plan(
            new RetentionRequest { Before = workspace.GetUtcNow(), Force = true }, TestContext.Current.CancellationToken);

        Dictionary<string, RetentionReason> reasons = kept.Decisions.ToDictionary(decision => decision.Snapshot.RunId, decision => decision.Reason);
        Assert.Equal(RetentionReason.Unneeded, reasons[first.Id]);
        Assert.Equal(RetentionReason.Unneeded, reasons[leftover.RunId]);
        Assert.Equal(RetentionReason.Baseline, reasons[second.Id]);
        Assert.Equal(RetentionReason.Recent, reasons[third.Id]);
        Assert.Equal([third.Id, other.Id], forced.Decisions.Where(decision => !decision.IsRemoved).Select(decision => decision.Snapshot.RunId));
    }

    private ApprovedBaselines Open() => new(LedgerView.TryOpen(workspace.Workspace.Paths.Ledger), new SnapshotStore(workspace.Workspace.Paths, new Disk()));
}
