using System.Collections.Concurrent;
using AuditGraph.Core.Actions;
using AuditGraph.Core.Configuration;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Execution;
using AuditGraph.Core.Ledger;
using AuditGraph.Core.Reports;
using AuditGraph.Core.Runs;
using AuditGraph.Core.Workspaces;
using AuditGraph.CrashHarness;

namespace AuditGraph.Core.Tests.Execution;

/// <summary>Runs jobs in a workspace, whose actions do what the test says, and looks at what is recorded.</summary>
public sealed class InvocationTests : IDisposable
{
    private static readonly ActionDescriptor Fake = new() { Type = "test.fake", Summary = "Fakes.", ReportVersion = 1, Formats = ["md"], Parameters = [] };

    private readonly TemporaryFolder folder = new();

    private readonly ManualClock clock = new();

    private readonly ConcurrentDictionary<string, Func<ActionContext, CancellationToken, ActionResult>> work = new(StringComparer.Ordinal);

    private readonly Sink sink = new();

    private CancellationToken interruption;

    public InvocationTests() => folder.Write("config/jobs.yaml", "jobs: {a: {action: {type: report.changed_since}}}");

    private Workspace Workspace => WorkspaceOpener.Locate(folder.Root, folder.Root);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Every_job_has_one_end_in_the_ledger_also_where_it_never_started_and_all_verifies()
    {
        work["a"] = (_, _) => throw new AuditRunException(RunErrors.GitFailed, "no git");

        InvocationResult result = Run([Job("a"), Job("b", "a"), Job("c", "b?"), Job("d", "c")]);

        Assert.Equal(["a Failed", "b Blocked", "c Ok", "d Ok"], result.Results.Select(Words));
        Assert.Equal(result.Results.Select(one => one.Run), sink.Ended.Select(one => one.Run));
        Assert.Equal(result.Results.Select(one => one.Run).Reverse(), History().OrderByDescending(run => run.Id, StringComparer.Ordinal));
        Assert.Equal(result.Results.Select(one => one.Run.Id).Order(StringComparer.Ordinal), result.Results.Select(one => one.Run.Id));
        Assert.Equal(["NeedNotMet", null], new[] { result.Results[1], result.Results[2] }.Select(one => one.Run.ErrorName));
        Assert.Single(result.Results.Select(one => one.Run.InvocationId).Distinct());
        Assert.Equal(7, Guid.Parse(result.Results[0].Run.InvocationId!).Version);
        Assert.Equal("a", result.FirstFailure!.Run.Job);
        Assert.Empty(result.Results[1].Run.Attempts);
        Assert.Equal((AuditRunStatus.Blocked, true), result.Results[2].Run.Needs.Select(need => (need.Status, need.IsMet)).Single());
        AssertVerifies();
    }

    [Fact]
    public void Starts_come_in_the_order_of_the_plan_and_ends_as_they_come()
    {
        using var late = new ManualResetEventSlim();
        work["a"] = (_, cancellation) =>
        {
            late.Wait(TimeSpan.FromMinutes(1), cancellation);
            return Good();
        };
        work["b"] = (_, _) => Good();
        work["c"] = (_, _) =>
        {
            late.Set();
            return Good();
        };

        Run([Job("a"), Job("b"), Job("c", "b")], new InvocationOptions { MostAtOnce = 2 });

        LedgerEntry[] entries = [.. new LedgerLog(Workspace.Paths, new Disk(), clock, sink.Common).TryOpen()!.ReadBackwards().Select(one => one.Entry).Reverse()];
        Assert.Equal(["a", "b", "c"], entries.Where(entry => entry.Type == LedgerEntryType.RunStarted).Select(entry => entry.Job));
        string[] ends = [.. entries.Where(entry => entry.Type == LedgerEntryType.RunFinished).Select(entry => entry.Job)];
        Assert.Equal("b", ends[0]);
        Assert.Equal(["a", "b", "c"], sink.Ended.Select(one => one.Run.Job));
    }

    [Fact]
    public void A_later_attempt_that_goes_well_does_not_hide_the_first()
    {
        int attempts = 0;
        work["a"] = (_, _) => ++attempts < 3 ? throw new AuditRunException(RunErrors.GitFailed, $"no git {attempts}") : Good();
        var waits = new List<double>();
        clock.OnTimer = left =>
        {
            waits.Add(left.TotalSeconds);
            Task.Run(() => clock.Advance(left));
        };

        AuditJobRun run = Run([Job("a") with { Retries = 2 }]).Results[0].Run;

        Assert.Equal(AuditRunStatus.Ok, run.Status);
        Assert.Equal(["1: GitFailed", "2: GitFailed", "3: Ok"], run.Attempts.Select(attempt => attempt.ToString()));
        Assert.Equal("no git 2", run.Attempts[1].ErrorMessage);
        Assert.Equal([1, 2], waits);
        Assert.Equal(run, History().Single());
        Assert.Equal(2, sink.Warnings.Count(warning => warning.StartsWith("Attempt ", StringComparison.Ordinal)));
    }

    [Fact]
    public void Retries_are_attempts_beyond_the_first_and_then_it_has_failed()
    {
        work["a"] = (_, _) => throw new AuditRunException(RunErrors.GitFailed, "no git");
        clock.OnTimer = left => Task.Run(() => clock.Advance(left));

        AuditJobRun run = Run([Job("a") with { Retries = 1 }]).Results[0].Run;

        Assert.Equal((AuditRunStatus.Failed, "GitFailed", 2), (run.Status, run.ErrorName, run.Attempts.Count));
    }

    [Fact]
    public void What_found_a_failure_is_not_tried_again_and_its_verdict_is_recorded()
    {
        int attempts = 0;
        work["a"] = (_, _) =>
        {
            attempts++;
            return Good() with { Verdict = AuditVerdict.Fail };
        };

        InvocationResult result = Run([Job("a") with { Retries = 3 }, Job("b", "a")]);

        Assert.Equal(1, attempts);
        Assert.Equal((AuditRunStatus.Ok, AuditVerdict.Fail), (History().First(run => run.Job == "a").Status, History().First(run => run.Job == "a").Verdict));
        Assert.Equal("b Blocked", Words(result.Results[1]));
        Assert.True(result.HasFindings);
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 3)]
    public void An_attempt_that_takes_too_long_ends_and_is_tried_again_only_where_the_job_says_so(bool isTriedAgain, int expected)
    {
        var timeout = TimeSpan.FromSeconds(20);
        clock.OnTimer = left => _ = left < timeout ? Task.Run(() => clock.Advance(left)) : null;
        work["a"] = (_, cancellation) =>
        {
            clock.Advance(timeout);
            cancellation.WaitHandle.WaitOne(TimeSpan.FromMinutes(1));
            throw new OperationCanceledException(cancellation);
        };

        AuditJobRun run = Run([Job("a") with { Timeout = timeout, Retries = 2, RetryOn = isTriedAgain ? ["timeout"] : [] }]).Results[0].Run;

        Assert.Equal((AuditRunStatus.Failed, "TimedOut", expected), (run.Status, run.ErrorName, run.Attempts.Count));
        Assert.All(run.Attempts, attempt => Assert.Equal(timeout, attempt.Duration));
        Assert.Contains("20 s", run.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cancellation_ends_the_wait_before_the_next_attempt_at_once()
    {
        using var stop = new CancellationTokenSource();
        work["a"] = (_, _) => throw new AuditRunException(RunErrors.GitFailed, "no git");
        clock.OnTimer = _ => stop.Cancel();
        interruption = stop.Token;

        InvocationResult result = Run([Job("a") with { Retries = 5 }]);

        Assert.True(result.IsInterrupted);
        Assert.Equal("Cancelled", result.Results[0].Run.ErrorName);
        Assert.Equal(["1: GitFailed"], result.Results[0].Run.Attempts.Select(attempt => attempt.ToString()));
        Assert.Equal(result.Results[0].Run, History().Single());
    }

    [Fact]
    public void A_clock_that_is_set_back_makes_no_run_end_before_it_began()
    {
        work["a"] = (_, _) =>
        {
            clock.Advance(TimeSpan.FromSeconds(3));
            clock.Offset = TimeSpan.FromHours(-1);
            return Good();
        };

        AuditJobRun run = Run([Job("a")]).Results[0].Run;

        Assert.Equal(TimeSpan.Zero, run.Duration);
        Assert.Equal(TimeSpan.FromSeconds(3), run.Attempts[0].Duration);
    }

    [Fact]
    public void Needs_that_are_left_out_are_told_of_where_they_have_no_good_run()
    {
        Run([Job("good"), Job("bad")], before: () => work["bad"] = (_, _) => throw new AuditRunException(RunErrors.GitFailed, "x"));
        sink.Warnings.Clear();

        InvocationResult result = Run([Job("a", "good", "bad", "never")]);

        Assert.Equal("a Ok", Words(result.Results[0]));
        Assert.Equal(
            ["The job 'a' needs 'bad', which has no good run; 'a' runs all the same.", "The job 'a' needs 'never', which has no good run; 'a' runs all the same."],
            sink.Warnings);
    }

    [Fact]
    public void A_thousand_jobs_have_a_thousand_ends_at_any_number_of_threads_and_the_same_reports()
    {
        AuditJob[] jobs = [.. Enumerable.Range(0, 300).Select(index => Job($"j{index:000}", index % 10 == 0 ? [] : [$"j{index / 10 * 10:000}"]))];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (int most in new[] { 1, 8 })
        {
            InvocationResult result = Run(jobs, new InvocationOptions { MostAtOnce = most });
            Assert.All(result.Results, one => Assert.Equal(AuditRunStatus.Ok, one.Run.Status));
            seen.Add(string.Join('\n', result.Results.Select(one => $"{one.Run.Job} {one.Run.OutputSha256}")));
        }

        Assert.Single(seen);
        Assert.Equal(600, History().Count());
        AssertVerifies();
    }

    [Fact]
    public void A_disk_that_fails_leaves_no_run_without_an_end()
    {
        Run([Job("first")]);
        AuditJob[] jobs = [Job("a"), Job("b"), Job("c", "a"), Job("d", "c", "b")];
        for (int point = 1; ; point += 3)
        {
            var disk = new FaultyDisk(new Disk(), point, FaultKind.Before, () => throw new IOException("No space left on device"));
            try
            {
                Run(jobs, new InvocationOptions { MostAtOnce = 2 }, disk: disk);
            }
            catch (AuditException)
            {
                // It is told, and whoever comes next finds what is left.
            }

            if (!disk.HasFailed)
            {
                break;
            }

            // A program that another test starts holds this process's locks from its fork to its exec.
            Assert.True(SpinWait.SpinUntil(
                () =>
                {
                    new RunLedger(Workspace.Paths, new Disk(), clock, sink.Common).SettleAbandoned(CancellationToken.None);
                    return History().All(run => run.Status != AuditRunStatus.Pending);
                },
                TimeSpan.FromMinutes(1)));
            AssertVerifies();
        }
    }

    private InvocationResult Run(
        AuditJob[] jobs, InvocationOptions? options = null, IDisk? disk = null, Action? before = null)
    {
        before?.Invoke();
        sink.Ended.Clear();
        var runner = new JobRunner(Workspace, disk ?? new Disk(), clock, new ActionCatalog(new ActionDefinition(Fake, _ => new FakeAction(this))));
        return new Invocation(runner, clock).Run(
            JobPlan.Create(jobs, _ => true), options ?? new InvocationOptions(), sink, new InterruptionTokens(interruption, interruption));
    }

    private AuditJob Job(string name, params string[] needs) =>
        Jobs.Job(name, needs) with { Root = folder.Root, ConfigPath = folder["config/jobs.yaml"] };

    private IEnumerable<AuditJobRun> History() =>
        new RunHistory(Workspace.Paths, new Disk(), clock, sink.Common).ReadNewestFirst(new RunFilter());

    private static string Words(JobRunResult result) => $"{result.Run.Job} {result.Run.Status}";

    private static ActionResult Good() => new() { Report = new ReportDocument("Fake", [], "none") };

    private void AssertVerifies()
    {
        AuditLedgerVerification found = new LedgerVerifier(Workspace.Paths).Verify(new LedgerVerificationOptions(), CancellationToken.None);
        Assert.True(found.IsValid, string.Join("; ", found.Problems));
        Tool.Require("python3", "openssl");
        (int exitCode, string output) = Tool.Run(
            folder.Root, "python3", RepositoryFile.PathOf("tests/AuditGraph.Core.Tests/Ledger/check_ledger.py"), "ledger", Workspace.Paths.Folder);
        Assert.True(exitCode == 0, output);
    }

    private sealed class FakeAction(InvocationTests test) : IAuditAction
    {
        public ActionPreview Preview(ActionContext context, CancellationToken cancellation) => new() { Baseline = "nothing" };

        public Task<ActionResult> RunAsync(ActionContext context, CancellationToken cancellation) =>
            Task.FromResult(test.work.TryGetValue(context.Job.Name, out var run) ? run(context, cancellation) : Good());
    }

    private sealed class Sink : IInvocationSink, IAuditObserver
    {
        public List<JobRunResult> Ended { get; } = [];

        public List<string> Warnings { get; } = [];

        public IAuditObserver Common => this;

        public IAuditObserver Observe(AuditJob job) => this;

        public void OnEnded(JobRunResult result) => Ended.Add(result);

        public void OnProgress(AuditProgress progress)
        {
        }

        public void OnVerbose(string message)
        {
        }

        public void OnWarning(string message)
        {
            lock (Warnings)
            {
                Warnings.Add(message);
            }
        }
    }
}
