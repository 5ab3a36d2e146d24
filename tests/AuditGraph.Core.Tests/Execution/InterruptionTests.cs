using AuditGraph.Core.Execution;

namespace AuditGraph.Core.Tests.Execution;

/// <summary>Cancels the work in each of its states.</summary>
public sealed class InterruptionTests : IDisposable
{
    private readonly CancellationTokenSource stop = new();

    private readonly CancellationTokenSource kill = new();

    public void Dispose()
    {
        stop.Dispose();
        kill.Dispose();
    }

    [Fact]
    public void Before_anything_started_only_what_runs_always_runs()
    {
        stop.Cancel();

        Assert.Equal(
            ["a Cancelled", "b Cancelled", "clean Ok", "x Cancelled"],
            Run((job, _) => FakeExecutor.Ok(job), 1, [Jobs.Job("a"), Jobs.Job("b", "a"), Jobs.Job("clean", "b!"), Jobs.Job("x")]));
    }

    [Fact]
    public void What_runs_is_cancelled_what_waits_never_starts_and_what_runs_always_has_its_own_time()
    {
        string[] ends = Run(
            (job, cancellation) =>
            {
                if (job.Job.Name == "b")
                {
                    stop.Cancel();
                    return cancellation.WaitHandle.WaitOne(TimeSpan.FromMinutes(1)) ? FakeExecutor.Failed(job, "Cancelled") : FakeExecutor.Ok(job);
                }

                return cancellation.IsCancellationRequested ? FakeExecutor.Failed(job, "Cancelled") : FakeExecutor.Ok(job);
            },
            1,
            [Jobs.Job("a"), Jobs.Job("b", "a"), Jobs.Job("c", "b"), Jobs.Job("clean", "b!", "a"), Jobs.Job("late", "c!", "clean"), Jobs.Job("x", "a")]);

        Assert.Equal(["a Ok", "b Cancelled", "c Cancelled", "clean Ok", "late Ok", "x Cancelled"], ends);
    }

    [Fact]
    public void What_runs_always_already_goes_on_after_the_first_signal_and_ends_at_the_second()
    {
        foreach (bool isKilled in new[] { false, true })
        {
            using var first = new CancellationTokenSource();
            using var second = new CancellationTokenSource();
            string[] ends = Run(
                (job, cancellation) =>
                {
                    if (job.Job.Name == "clean")
                    {
                        first.Cancel();
                        if (isKilled)
                        {
                            second.Cancel();
                        }

                        return cancellation.IsCancellationRequested ? FakeExecutor.Failed(job, "Cancelled") : FakeExecutor.Ok(job);
                    }

                    return FakeExecutor.Ok(job);
                },
                1,
                [Jobs.Job("a"), Jobs.Job("clean", "a!"), Jobs.Job("more", "clean!")],
                new InterruptionTokens(first.Token, second.Token));

            Assert.Equal(isKilled ? ["a Ok", "clean Cancelled", "more Cancelled"] : ["a Ok", "clean Ok", "more Ok"], ends);
        }
    }

    [Fact]
    public void A_need_that_was_cancelled_is_no_end_for_who_waits_for_it_to_be_done()
    {
        // The need alone was cancelled, as by a command that it runs: the invocation goes on.
        Assert.Equal(
            ["a Cancelled", "b NeedNotMet", "c Ok"],
            Run(
                (job, _) => job.Job.Name == "a" ? FakeExecutor.Failed(job, "Cancelled") : FakeExecutor.Ok(job),
                1,
                [Jobs.Job("a"), Jobs.Job("b", "a?"), Jobs.Job("c", "a!")]));
    }

    [Fact]
    public void When_all_is_done_it_changes_nothing()
    {
        string[] ends = Run((job, _) => FakeExecutor.Ok(job), 2, [Jobs.Job("a"), Jobs.Job("b")]);
        stop.Cancel();
        kill.Cancel();

        Assert.Equal(["a Ok", "b Ok"], ends);
    }

    [Fact]
    public void At_any_moment_every_job_has_one_end()
    {
        var random = new Random(1);
        for (int round = 0; round < 200; round++)
        {
            using var first = new CancellationTokenSource();
            using var second = new CancellationTokenSource();
            (AuditJob[] jobs, _) = SchedulerTests.RandomGraph(random);
            int stopAt = random.Next(jobs.Length + 1);
            int killAt = random.Next(2 * jobs.Length);
            int started = 0;
            var executor = new FakeExecutor
            {
                Run = (job, cancellation) =>
                {
                    int count = Interlocked.Increment(ref started);
                    if (count >= stopAt)
                    {
                        first.Cancel();
                    }

                    if (count >= Math.Max(stopAt, killAt))
                    {
                        second.Cancel();
                    }

                    return cancellation.IsCancellationRequested ? FakeExecutor.Failed(job, "Cancelled") : FakeExecutor.Ok(job);
                },
            };

            IReadOnlyList<AuditJobRun> runs = SchedulerTests.Results(
                executor, jobs, new InvocationOptions { MostAtOnce = 1 + (round % 4) }, new InterruptionTokens(first.Token, second.Token));

            Assert.Equal(jobs.Length, runs.Count);
            Assert.Equal(jobs.Length, executor.Started.Count + executor.Recorded.Count);
            Assert.Equal(jobs.Length, executor.Started.Concat(executor.Recorded).Distinct().Count());
        }
    }

    private string[] Run(
        Func<PlannedJob, CancellationToken, AuditJobRun> run, int most, AuditJob[] jobs, InterruptionTokens? tokens = null) =>
        [.. SchedulerTests.Results(
            new FakeExecutor { Run = run }, jobs, new InvocationOptions { MostAtOnce = most }, tokens ?? new InterruptionTokens(stop.Token, kill.Token))
            .Select(result => $"{result.Job} {result.ErrorName ?? result.Status.ToString()}")];
}
