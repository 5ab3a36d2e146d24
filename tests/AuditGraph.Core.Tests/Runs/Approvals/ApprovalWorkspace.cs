using System.Text;
using AuditGraph.Core.Actions;
using AuditGraph.Core.Baselines;
using AuditGraph.Core.Configuration;
using AuditGraph.Core.Ledger;
using AuditGraph.Core.Reports;
using AuditGraph.Core.Runs;
using AuditGraph.Core.Runs.Approvals;
using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Scopes;
using AuditGraph.Core.Snapshots.Stores;
using AuditGraph.Core.Snapshots.Trees;
using AuditGraph.Core.Tests.Ledger;
using AuditGraph.Core.Tests.Snapshots;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Tests.Runs.Approvals;

/// <summary>A workspace with an action that compares with what was approved, and the clock of the test.</summary>
internal sealed class ApprovalWorkspace : TimeProvider, IDisposable
{
    private readonly TemporaryFolder folder = new();

    private DateTimeOffset now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public ApprovalWorkspace()
    {
        var watched = new ActionDescriptor { Type = "test.watched", Summary = "Watches.", ReportVersion = 1, Formats = ["json"], Parameters = [] };
        Catalog = new ActionCatalog(
            new ActionDefinition(watched with { Type = "test.other" }, _ => new WatchedAction(this)),
            new ActionDefinition(watched, _ => new WatchedAction(this)) { ComparesWithApproved = true });
        Write("config/jobs.yaml", """
            jobs:
              watched: {action: {type: test.watched}}
              second: {action: {type: test.watched}}
              other: {action: {type: test.other}}
            """);
        Write("a.txt", "a");
        Write("src/b.txt", "b");
        Write("src/c.log", "c");
    }

    public ActionCatalog Catalog { get; }

    public Workspace Workspace => WorkspaceOpener.Locate(folder.Root, folder.Root);

    public ListeningObserver Observer { get; } = new();

    /// <summary>What jobs look at from now on.</summary>
    public SnapshotScope Scope { get; set; } = new() { Exclude = ["config/"] };

    /// <summary>Whether runs fail from now on.</summary>
    public bool Fails { get; set; }

    /// <summary>What each run found approved, by its id; null for nothing.</summary>
    public Dictionary<string, ApprovedBaseline?> Found { get; } = [];

    public override DateTimeOffset GetUtcNow() => now = now.AddSeconds(1);

    public void Advance(TimeSpan time) => now += time;

    public string this[string relative] => folder[relative];

    public void Write(string path, string content) => folder.Write(path, content);

    public void Delete(string path) => File.Delete(folder[path]);

    public void Dispose() => folder.Dispose();

    /// <summary>Runs a job; gives the run's id.</summary>
    public string Run(string job = "watched")
    {
        AuditJob found = JobSelection.Find(JobConfig.Load(folder.Root, actions: Catalog.Descriptors).RequireValid(), job);
        return new JobRunner(Workspace, new Disk(), this, Catalog).Run(found, null, Observer, TestContext.Current.CancellationToken, this).Run.Id;
    }

    public BaselineApprover Approver(IDisk? disk = null) => new(Workspace, disk ?? new Disk(), this, Observer, Catalog);

    public ApprovalPlan Plan(string run, params string[] paths) =>
        Approver().Plan(new ApprovalRequest(run, [.. paths], "as deployed"), TestContext.Current.CancellationToken);

    public AuditBaseline Approve(string run, params string[] paths) =>
        Approver().Approve(Plan(run, paths), TestContext.Current.CancellationToken);

    /// <summary>Runs a job and approves all that it saw.</summary>
    public AuditBaseline ApproveAll(string job = "watched") => Approve(Run(job));

    public AuditException Refusal(string run, params string[] paths) => Assert.ThrowsAny<AuditException>(() => Plan(run, paths));

    public ApprovedBaseline? Current(string job = "watched")
    {
        LedgerView? view = LedgerView.TryOpen(Workspace.Paths.Ledger);
        return new ApprovedBaselines(view, new SnapshotStore(Workspace.Paths, new Disk())).Find(job);
    }

    /// <summary>The tree that is approved.</summary>
    public string[] Approved(string job = "watched") =>
        TreeText.Show(new SnapshotStore(Workspace.Paths, new Disk()).Open(Current(job)!.Header));

    /// <summary>The facts that are approved, by their paths.</summary>
    public Dictionary<string, string> Facts()
    {
        var store = new SnapshotStore(Workspace.Paths, new Disk());
        SnapshotTree facts = store.OpenFacts(Current()!.Header)!;
        return PathTexts.Read(facts.Root, facts.Nodes).ToDictionary(entry => entry.Key.ToString(), entry => Encoding.UTF8.GetString(entry.Value));
    }

    public AuditLedgerVerification Verify() => new LedgerVerifier(Workspace.Paths).Verify(new LedgerVerificationOptions(), CancellationToken.None);

    public IReadOnlyList<AuditBaseline> History() => [.. new ApprovalHistory(Workspace, new Disk()).ReadNewestFirst()];

    private sealed class WatchedAction(ApprovalWorkspace workspace) : IAuditAction
    {
        public ActionPreview Preview(ActionContext context, CancellationToken cancellation) => new();

        public Task<ActionResult> RunAsync(ActionContext context, CancellationToken cancellation)
        {
            ApprovedBaseline? approved = workspace.Found[context.RunId] = context.FindApproved(cancellation);
            SharedScan scan = context.Scan(new ScanRequest(workspace.Scope, Rehash.Changed, AllowsFallback: true), cancellation);
            SnapshotHeader snapshot = context.Keep(scan, cancellation, ScannedFacts.Of(scan.Result.Found, cancellation)).Snapshot;
            return workspace.Fails ? throw new InvalidOperationException("It fails.") : Task.FromResult(new ActionResult
            {
                Report = new ReportDocument("Watched", [], "none"),
                Baseline = approved?.Name,
                SnapshotRoot = snapshot.Root.ToString(),
                SnapshotSha256 = snapshot.Digest.ToString(),
            });
        }
    }
}
