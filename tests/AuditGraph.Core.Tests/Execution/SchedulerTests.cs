using AuditGraph.Core.Execution;
using FsCheck;
using FsCheck.Fluent;

namespace AuditGraph.Core.Tests.Execution;

public sealed class SchedulerTests
{
    [Fact]
    public void A_diamond_runs_its_foot_first_and_its_top_last_once_each()
    {
        var order = new System.Collections.Concurrent.ConcurrentQueue<string>();
        var executor = new FakeExecutor
        {
            Run = (job, _) =>
            {
                order.Enqueue(job.Job.Name);
                return FakeExecutor.Ok(job);
            },
        };

        Assert.Equal(["a Ok", "b Ok", "c Ok", "d Ok"], Run(executor, [Jobs.Job("d", "b", "c"), Jobs.Job("b", "a"), Jobs.Job("c", "a"), Jobs.Job("a")]));
        Assert.Equal(4, order.Count);
        Assert.Equal(("a", "d"), (order.First(), order.Last()));
    }

    [Fact]
    public void A_failed_need_blocks_and_others_go_on()
    {
        var executor = new FakeExecutor { Run = (job, _) => job.Job.Name == "a" ? FakeExecutor.Failed(job) : FakeExecutor.Ok(job) };

        Assert.Equal(
            ["a Failed", "b Blocked", "c Blocked", "x Ok", "y Ok"],
            Run(executor, [Jobs.Job("a"), Jobs.Job("b", "a"), Jobs.Job("c", "b"), Jobs.Job("x"), Jobs.Job("y", "x", "a?")]));
        Assert.Equal(["b", "c"], executor.Recorded);
    }

    [Fact]
    public void What_blocks_a_job_is_named()
    {
        var executor = new FakeExecutor { Run = (job, _) => job.Job.Name == "a" ? FakeExecutor.Failed(job) : FakeExecutor.Ok(job) };

        IReadOnlyList<AuditJobRun> runs = Results(executor, [Jobs.Job("a"), Jobs.Job("b", "a"), Jobs.Job("c", "b")]);

        Assert.Equal("The job 'b' was not started: it needs 'a', which failed (GitFailed).", runs[1].ErrorMessage);
        Assert.Equal("The job 'c' was not started: it needs 'b', which was blocked.", runs[2].ErrorMessage);
        Assert.Equal([new AuditRunNeed("a", AuditNeedCondition.Ok, "0", AuditRunStatus.Failed, AuditVerdict.None, false)], runs[1].Needs);
    }

    [Theory]
    [InlineData(AuditVerdict.None, AuditRunStatus.Ok, AuditRunStatus.Ok)]
    [InlineData(AuditVerdict.Pass, AuditRunStatus.Ok, AuditRunStatus.Ok)]
    [InlineData(AuditVerdict.Warn, AuditRunStatus.Ok, AuditRunStatus.Ok)]
    [InlineData(AuditVerdict.Fail, AuditRunStatus.Blocked, AuditRunStatus.Ok)]
    public void A_need_that_found_a_failure_blocks_unless_that_is_accepted(AuditVerdict verdict, AuditRunStatus usual, AuditRunStatus accepting)
    {
        var executor = new FakeExecutor { Run = (job, _) => FakeExecutor.Ok(job, job.Job.Name == "a" ? verdict : AuditVerdict.None) };

        IReadOnlyList<AuditJobRun> runs = Results(executor, [Jobs.Job("a"), Jobs.Job("b", "a"), Jobs.Job("c", "a~"), Jobs.Job("d", "a?")]);

        Assert.Equal([AuditRunStatus.Ok, usual, accepting, AuditRunStatus.Ok], runs.Select(run => run.Status));
    }

    [Fact]
    public void After_a_failure_nothing_more_starts_where_that_is_asked_for_but_what_runs_always()
    {
        var executor = new FakeExecutor { Run = (job, _) => job.Job.Name == "b" ? FakeExecutor.Failed(job) : FakeExecutor.Ok(job) };

        IReadOnlyList<AuditJobRun> runs = Results(
            executor,
            [Jobs.Job("a"), Jobs.Job("b", "a"), Jobs.Job("c", "b"), Jobs.Job("x", "a"), Jobs.Job("y", "x"), Jobs.Job("z", "x!")],
            new InvocationOptions { MostAtOnce = 1, FailFast = true });

        Assert.Equal(["a Ok", "b Failed", "c Blocked", "x Skipped", "y Skipped", "z Ok"], Words(runs));
        Assert.Equal(["NeedNotMet", "SkippedAfterFailure", "NeedSkipped"], new[] { runs[2], runs[3], runs[4] }.Select(run => run.ErrorName));
        Assert.Contains("'b' had failed", runs[3].ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failure_that_is_allowed_blocks_what_needs_it_and_stops_nothing()
    {
        var executor = new FakeExecutor { Run = (job, _) => job.Job.Name == "a" ? FakeExecutor.Failed(job) : FakeExecutor.Ok(job) };

        Assert.Equal(
            ["a Failed", "b Blocked", "x Ok"],
            Run(
                executor,
                [Jobs.Job("a") with { AllowFailure = true }, Jobs.Job("b", "a") with { AllowFailure = true }, Jobs.Job("x")],
                new InvocationOptions { MostAtOnce = 1, FailFast = true }));
    }

    [Fact]
    public void A_need_that_was_skipped_skips_and_one_that_was_not_met_outweighs_it()
    {
        // Skips come of a failure after which nothing is started.
        var executor = new FakeExecutor { Run = (job, _) => job.Job.Name == "a" ? FakeExecutor.Failed(job) : FakeExecutor.Ok(job) };

        IReadOnlyList<AuditJobRun> runs = Results(
            executor,
            [Jobs.Job("a"), Jobs.Job("b"), Jobs.Job("c", "b"), Jobs.Job("d", "a", "b"), Jobs.Job("e", "b", "a", "c!"), Jobs.Job("f", "b", "c!")],
            new InvocationOptions { MostAtOnce = 1, FailFast = true });

        Assert.Equal(["a Failed", "b Skipped", "c Skipped", "d Blocked", "e Blocked", "f Skipped"], Words(runs));
        Assert.Contains("needs 'a', which failed", runs[3].ErrorMessage, StringComparison.Ordinal);
        Assert.Contains("needs 'b', which was skipped", runs[5].ErrorMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(64)]
    public void No_more_run_at_once_than_are_allowed_and_results_come_in_the_order_of_the_plan(int most)
    {
        var executor = new FakeExecutor
        {
            Run = (job, _) =>
            {
                Thread.Sleep(Random.Shared.Next(0, 2));
                return FakeExecutor.Ok(job);
            },
        };
        AuditJob[] jobs = [Jobs.Job("root"), .. Enumerable.Range(0, 1000).Select(index => Jobs.Job($"leaf{index:000}", "root"))];
        var told = new List<string>();

        IReadOnlyList<AuditJobRun> runs = Results(executor, jobs, new InvocationOptions { MostAtOnce = most }, told: told);

        Assert.Equal(jobs.Skip(1).Select(job => job.Name).Prepend("root").Order(StringComparer.Ordinal).OrderBy(name => name != "root"), told);
        Assert.Equal(told, runs.Select(run => run.Job));
        Assert.All(runs, run => Assert.Equal(AuditRunStatus.Ok, run.Status));
        Assert.InRange(executor.MostRunning, 1, most);
    }

    [Fact]
    public void Jobs_that_need_nothing_of_each_other_run_at_the_same_time()
    {
        // Each waits for the other; one after the other would never end.
        using var both = new Barrier(2);
        var executor = new FakeExecutor
        {
            Run = (job, cancellation) => both.SignalAndWait(TimeSpan.FromMinutes(1), cancellation) ? FakeExecutor.Ok(job) : FakeExecutor.Failed(job),
        };

        Assert.Equal(["a Ok", "b Ok"], Run(executor, [Jobs.Job("a"), Jobs.Job("b")], new InvocationOptions { MostAtOnce = 2 }));
    }

    [Fact]
    public void A_chain_of_ten_thousand_runs_without_a_deep_stack_and_is_refused_without_one()
    {
        AuditJob[] jobs = [.. Enumerable.Range(0, 10_000).Select(index => Jobs.Job($"j{index:0000}", index == 0 ? [] : [$"j{index - 1:0000}"]))];
        foreach (bool fails in new[] { false, true })
        {
            IReadOnlyList<AuditJobRun>? runs = null;
            var executor = new FakeExecutor { Run = (job, _) => fails ? FakeExecutor.Failed(job) : FakeExecutor.Ok(job) };
            var thread = new Thread(() => runs = Results(executor, jobs), maxStackSize: 256 * 1024);
            thread.Start();
            thread.Join();
            Assert.Equal(fails ? AuditRunStatus.Blocked : AuditRunStatus.Ok, runs![^1].Status);
        }
    }

    [Fact]
    public void What_cannot_be_run_or_recorded_ends_the_whole_after_what_runs_has_ended()
    {
        int ended = 0;
        var executor = new FakeExecutor
        {
            Run = (job, _) =>
            {
                if (job.Job.Name == "a")
                {
                    throw new InvalidOperationException("no ledger");
                }

                Thread.Sleep(50);
                Interlocked.Increment(ref ended);
                return FakeExecutor.Ok(job);
            },
        };

        Assert.Equal("no ledger", Assert.Throws<InvalidOperationException>(
            () => Run(executor, [Jobs.Job("a"), Jobs.Job("b"), Jobs.Job("c"), Jobs.Job("d", "b")], new InvocationOptions { MostAtOnce = 2 })).Message);
        Assert.Equal(executor.Started.Count - 1, ended);
        Assert.DoesNotContain("d", executor.Started);
    }

    [Fact]
    public void Every_job_of_any_graph_ends_once_as_its_needs_say_at_any_number_of_threads()
    {
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            (AuditJob[] jobs, Dictionary<string, (AuditRunStatus, AuditVerdict)> outcomes) = RandomGraph(new Random(seed));
            string[] expected = Expect(jobs, outcomes);
            foreach (int most in new[] { 1, 3, 16 })
            {
                var executor = new FakeExecutor
                {
                    Run = (job, _) => outcomes[job.Job.Name] is (AuditRunStatus.Ok, var verdict) ? FakeExecutor.Ok(job, verdict) : FakeExecutor.Failed(job),
                };
                string[] actual = Run(executor, jobs, new InvocationOptions { MostAtOnce = most });
                Assert.Equal(expected, actual.Order(StringComparer.Ordinal));
                Assert.Equal(jobs.Length, executor.Started.Count + executor.Recorded.Count);
                Assert.Equal(executor.Started.Count, executor.Started.Distinct().Count());
            }
        }).QuickCheckThrowOnFailure();
    }

    internal static (AuditJob[] Jobs, Dictionary<string, (AuditRunStatus Status, AuditVerdict Verdict)> Outcomes) RandomGraph(Random random)
    {
        int count = random.Next(1, 30);
        var jobs = new AuditJob[count];
        var outcomes = new Dictionary<string, (AuditRunStatus, AuditVerdict)>(StringComparer.Ordinal);
        string[] names = [.. Enumerable.Range(0, count).Select(index => $"j{index}").OrderBy(_ => random.Next())];
        for (int index = 0; index < count; index++)
        {
            IEnumerable<string> needs = names[..index].Where(_ => random.Next(index) < 2)
                .Select(need => need + random.GetItems(["", "", "?", "!", "~"], 1)[0]);
            jobs[index] = Jobs.Job(names[index], [.. needs]) with { AllowFailure = random.Next(5) == 0 };
            outcomes[names[index]] = random.Next(4) == 0
                ? (AuditRunStatus.Failed, AuditVerdict.None)
                : (AuditRunStatus.Ok, random.GetItems([AuditVerdict.None, AuditVerdict.Pass, AuditVerdict.Fail], 1)[0]);
        }

        return (jobs, outcomes);
    }

    // The page's own words, written down a second time: jobs come after their needs in the array.
    private static string[] Expect(AuditJob[] jobs, Dictionary<string, (AuditRunStatus Status, AuditVerdict Verdict)> outcomes)
    {
        var ends = new Dictionary<string, AuditRunStatus>(StringComparer.Ordinal);
        foreach (AuditJob job in jobs)
        {
            bool isMet = job.Needs.All(need => need.When != AuditNeedCondition.Ok
                || (ends[need.Job] == AuditRunStatus.Ok && (need.AcceptsFail || outcomes[need.Job].Verdict != AuditVerdict.Fail)));
            ends[job.Name] = isMet ? outcomes[job.Name].Status : AuditRunStatus.Blocked;
        }

        return [.. ends.Select(end => $"{end.Key} {end.Value}").Order(StringComparer.Ordinal)];
    }

    private static string[] Run(FakeExecutor executor, AuditJob[] jobs, InvocationOptions? options = null) =>
        Words(Results(executor, jobs, options));

    private static string[] Words(IReadOnlyList<AuditJobRun> runs) => [.. runs.Select(run => $"{run.Job} {run.Status}")];

    internal static IReadOnlyList<AuditJobRun> Results(
        FakeExecutor executor, AuditJob[] jobs, InvocationOptions? options = null, InterruptionTokens tokens = default, List<string>? told = null) =>
        [.. new Scheduler(JobPlan.Create(jobs, _ => true), executor, options ?? new InvocationOptions { MostAtOnce = 4 }, tokens)
            .Run((_, result) => told?.Add(result.Run.Job)).Select(result => result.Run)];
}
