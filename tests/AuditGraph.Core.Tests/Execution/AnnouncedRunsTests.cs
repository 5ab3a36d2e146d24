using AuditGraph.Core.Actions;
using AuditGraph.Core.Actions.ChangedSince;
using AuditGraph.Core.Configuration;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Ledger;
using AuditGraph.Core.Runs;
using AuditGraph.Core.Snapshots.Stores;
using AuditGraph.Core.Workspaces;
using AuditGraph.CrashHarness;

namespace AuditGraph.Core.Tests.Execution;

/// <summary>What is held while runs are under way, what is left where their process ends, and what a second attempt finds.</summary>
public sealed class AnnouncedRunsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private readonly QuietObserver observer = new();

    public AnnouncedRunsTests()
    {
        folder.Write("config/jobs.yaml", "jobs: {a: {action: {type: report.changed_since, args: {since: last-run}}}, other: {action: {type: report.changed_since}}}");
        folder.Write("a.txt", "first");
    }

    private Workspace Workspace => WorkspaceOpener.Locate(folder.Root, folder.Root);

    private RunLedger Ledger => new(Workspace.Paths, new Disk(), TimeProvider.System, observer);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void However_many_runs_are_announced_one_lock_is_held()
    {
        AnnouncedRun[] runs = Runs(600);

        using RunAnnouncement announced = Ledger.Begin(runs, CancellationToken.None);

        string held = Assert.Single(Directory.GetFiles(Workspace.Paths.PendingRuns, "*.lock"));
        Assert.Equal(1, new DirectoryInfo("/proc/self/fd").EnumerateFileSystemInfos().Count(file => file.LinkTarget == held));
        var pending = new PendingRuns(Workspace.Paths, new Disk());
        Assert.All(runs, run => Assert.True(pending.IsAlive(run.Id)));
        Assert.Empty(pending.FindDead());
        Assert.All(History(), run => Assert.Equal(AuditRunStatus.Pending, run.Status));
        Assert.Empty(new LedgerVerifier(Workspace.Paths).Verify(new LedgerVerificationOptions(), CancellationToken.None).Problems);
    }

    [Fact]
    public void Runs_whose_lock_nobody_holds_are_settled_however_many_they_are_and_the_lock_goes()
    {
        AnnouncedRun[] runs = Runs(600);
        Ledger.Begin(runs, CancellationToken.None).Dispose();
        Assert.Equal(600, new PendingRuns(Workspace.Paths, new Disk()).FindDead().Count);

        Ledger.SettleAbandoned(CancellationToken.None);

        Assert.Equal(600, History().Count(run => run.Status == AuditRunStatus.Abandoned));
        Assert.Empty(Directory.GetFileSystemEntries(Workspace.Paths.PendingRuns));
    }

    [Fact]
    public void A_lock_that_nobody_holds_and_that_names_a_run_under_way_ends_nothing()
    {
        AnnouncedRun[] runs = Runs(2);
        using RunAnnouncement announced = Ledger.Begin(runs, CancellationToken.None);
        string forged = Workspace.Paths.LockOfRun(Guid.CreateVersion7().ToString());
        File.WriteAllText(forged, $"{runs[0].Id}\n{runs[1].Id}\nnothing\n");

        Ledger.SettleAbandoned(CancellationToken.None);

        Assert.All(History(), run => Assert.Equal(AuditRunStatus.Pending, run.Status));
    }

    [Fact]
    public void A_lock_of_an_earlier_version_is_one_of_the_run_that_it_is_named_after()
    {
        AnnouncedRun[] runs = Runs(2);
        Ledger.Begin(runs, CancellationToken.None).Dispose();
        File.WriteAllText(Workspace.Paths.LockOfRun(runs[0].Id), "");
        File.WriteAllText(Workspace.Paths.LockOfRun(runs[1].Id), "");

        using (FileLock.Acquire(new Disk(), Workspace.Paths.LockOfRun(runs[1].Id), TimeSpan.FromSeconds(30), observer, TestContext.Current.CancellationToken))
        {
            Ledger.SettleAbandoned(CancellationToken.None);
            Assert.Equal([AuditRunStatus.Pending, AuditRunStatus.Abandoned], History().Select(run => run.Status));
        }
    }

    [Fact]
    public void A_second_attempt_stores_its_own_snapshot_and_leaves_what_others_build_upon()
    {
        Workspace workspace = Workspace;
        int attempts = 0;
        string? other = null;
        var runner = new JobRunner(workspace, new Disk(), TimeProvider.System, new ActionCatalog(ChangedSinceAction.Definition with
        {
            Bind = arguments => new Interrupting(
            ChangedSinceAction.Definition.Bind(arguments),
            () =>
            {
                if (++attempts == 1)
                {
                    // Another run builds upon what the first attempt stored, and then the workspace changes.
                    other = new JobRunner(workspace, new Disk(), TimeProvider.System).Run(
                        Job("other"), null, observer, CancellationToken.None).Run.Id;
                    folder.Write("a.txt", "second");
                    throw new AuditRunException(RunErrors.GitFailed, "no git");
                }
            }),
        }));

        AuditJobRun run = runner.Run(
            Job("a") with { Retries = 1, RetryDelay = TimeSpan.FromMilliseconds(1) }, null, observer, CancellationToken.None).Run;

        Assert.Equal(2, attempts);
        Assert.Equal(["1: GitFailed", "2: Ok"], run.Attempts.Select(attempt => attempt.ToString()));
        var store = new SnapshotStore(workspace.Paths, new Disk());
        Assert.Equal(run.SnapshotRoot, store.Find(run.Id)!.Root.ToString());
        Assert.NotEqual(store.Find(run.Id)!.Root, store.Find(other!)!.Root);
        foreach (SnapshotHeader header in store.List())
        {
            Assert.NotEmpty(store.Open(header).Nodes.Read(header.Root).ToArray());
        }

        Assert.Empty(store.Damaged);
    }

    private AuditJob Job(string name) => JobSelection.Find(JobConfig.Load(folder.Root).RequireValid(), name);

    private static AnnouncedRun[] Runs(int count) =>
        [.. Enumerable.Range(0, count).Select(index => new AnnouncedRun(Guid.CreateVersion7().ToString(), $"j{index}")).OrderBy(run => run.Id, StringComparer.Ordinal)];

    private List<AuditJobRun> History() =>
        [.. new RunHistory(Workspace.Paths, new Disk(), TimeProvider.System, observer).ReadNewestFirst(new RunFilter())];

    /// <summary>Does something after an action has done its work.</summary>
    private sealed class Interrupting(IAuditAction action, Action after) : IAuditAction
    {
        public ActionPreview Preview(ActionContext context, CancellationToken cancellation) => action.Preview(context, cancellation);

        public async Task<ActionResult> RunAsync(ActionContext context, CancellationToken cancellation)
        {
            ActionResult result = await action.RunAsync(context, cancellation);
            after();
            return result;
        }
    }
}
