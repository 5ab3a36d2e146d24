using AuditGraph.Core.Configuration;
using AuditGraph.Core.Ledger;
using AuditGraph.Core.Runs;
using AuditGraph.Core.Tests.Ledger;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Tests.Runs;

/// <summary>What is read of runs, also while others are under way.</summary>
public sealed class RunHistoryTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private readonly ListeningObserver observer = new();

    public RunHistoryTests()
    {
        folder.Write("config/jobs.yaml", "jobs: {changed: {action: {type: report.changed_since, args: {since: last-run}}}}");
        folder.Write("a.txt", "a");
    }

    private Workspace Workspace => WorkspaceOpener.Locate(folder.Root, folder.Root);

    private RunHistory History => new(Workspace.Paths, new Disk(), TimeProvider.System, observer);

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_run_whose_record_was_changed_took_as_long_as_the_ledger_says(bool isListed)
    {
        var clock = new SteppingClock();
        AuditJobRun run = Run(clock);
        Run(clock);
        File.AppendAllText(run.RecordPath!, " ");

        AuditJobRun shown = isListed ? History.ReadNewestFirst(new RunFilter()).Last() : History.Find(run.Id)!;

        Assert.Null(shown.RecordPath);
        Assert.True(run.Duration > TimeSpan.Zero);

        // The entry of the start is written a moment before the run begins.
        Assert.InRange(shown.Duration!.Value, run.Duration!.Value, run.Duration!.Value + TimeSpan.FromSeconds(2));
        Assert.Contains("is not the one that the ledger names", Assert.Single(observer.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_ends_while_others_are_listed_is_not_shown_as_abandoned()
    {
        var ledger = new RunLedger(Workspace.Paths, new Disk(), TimeProvider.System, observer);
        string slow = Guid.CreateVersion7().ToString();
        RunAnnouncement alive = ledger.Begin(slow, "changed", CancellationToken.None);
        string quick = Run(TimeProvider.System).Id;
        using IEnumerator<AuditJobRun> listing = History.ReadNewestFirst(new RunFilter()).GetEnumerator();
        Assert.True(listing.MoveNext());
        Assert.Equal(quick, listing.Current.Id);

        ledger.Prepare(slow, "{}"u8.ToArray(), null, [], []);
        ledger.Finish(Finished(slow), "{}"u8.ToArray(), null);
        alive.Leave(slow);

        Assert.True(listing.MoveNext());
        Assert.Equal((slow, AuditRunStatus.Failed), (listing.Current.Id, listing.Current.Status));
    }

    [Fact]
    public void However_many_runs_are_asked_for_the_ledger_is_read_once_and_no_record_but_theirs()
    {
        string[] runs = [.. Enumerable.Range(0, 5).Select(_ => Run(TimeProvider.System).Id)];
        RunHistory history = History;
        Assert.NotNull(history.Find(runs[0]));
        Directory.Move(Workspace.Paths.Ledger, folder["elsewhere"]);
        File.Delete(new RunRecordStore(Workspace.Paths, new Disk()).PathOf(runs[2]));

        Assert.All(runs.Where((_, index) => index != 2), run => Assert.Equal(run, history.Find(run)!.Id));

        Assert.Empty(observer.Warnings);
    }

    [Fact]
    public void A_run_made_since_the_last_one_was_asked_for_is_found_with_its_proof()
    {
        RunHistory history = History;
        var runs = new LedgerRuns(new LedgerLog(Workspace.Paths, new Disk(), TimeProvider.System, observer));
        for (int count = 0; count < 3; count++)
        {
            string run = Run(TimeProvider.System).Id;
            Assert.Equal(AuditRunStatus.Ok, history.Find(run)!.Status);
            Assert.True(RunProofVerifier.Verify(RunProof.For(runs, run).ToBytes(), runs.Find(run)!.Value.View.Checkpoint).IsValid);
        }

        Assert.Null(history.Find(Guid.CreateVersion7().ToString()));
    }

    [Fact]
    public async Task Whoever_looks_while_runs_come_and_go_finds_nothing_wrong()
    {
        const int Runs = 40;
        Run(TimeProvider.System);
        Task running = Task.Run(
            () =>
            {
                for (int count = 0; count < Runs; count++)
                {
                    folder.Write("a.txt", $"{count}");
                    Run(TimeProvider.System);
                }
            },
            TestContext.Current.CancellationToken);
        while (!running.IsCompleted)
        {
            new RunLedger(Workspace.Paths, new Disk(), TimeProvider.System, observer).TrySettleAbandoned(CancellationToken.None);
            Assert.Empty(new LedgerVerifier(Workspace.Paths).Verify(new LedgerVerificationOptions(), TestContext.Current.CancellationToken).Problems);
            Assert.All(History.ReadNewestFirst(new RunFilter()), run => Assert.True(run.Status is AuditRunStatus.Ok or AuditRunStatus.Pending, $"{run.Status}"));
        }

        await running;
        Assert.Empty(observer.Warnings);
        Assert.Equal(Runs + 1, History.ReadNewestFirst(new RunFilter()).Count());
    }

    private AuditJobRun Run(TimeProvider clock)
    {
        JobRunResult result = new JobRunner(Workspace, new Disk(), clock)
            .Run(JobSelection.Find(JobConfig.Load(folder.Root).RequireValid(), "changed"), null, observer, CancellationToken.None);
        Assert.Null(result.Error);
        return result.Run;
    }

    private AuditJobRun Finished(string id) => new()
    {
        Id = id,
        Job = "changed",
        Status = AuditRunStatus.Failed,
        StartedAt = DateTimeOffset.UtcNow,
        FinishedAt = DateTimeOffset.UtcNow,
        Root = folder.Root,
    };

    /// <summary>A clock that goes on by a second whenever somebody looks at it.</summary>
    private sealed class SteppingClock : TimeProvider
    {
        private DateTimeOffset now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => now += TimeSpan.FromSeconds(1);
    }
}
