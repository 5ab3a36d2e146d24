using AuditGraph.Core.Execution;
using AuditGraph.Core.Runs;

namespace AuditGraph.Core.Tests.Execution;

/// <summary>What the runs of one invocation look at once, for all of them.</summary>
public sealed class SharedSightTests : IDisposable
{
    private readonly ReuseWorkspace workspace = new();

    public void Dispose() => workspace.Dispose();

    [Fact]
    public void Each_job_of_an_invocation_is_held_against_the_report_that_it_replaces()
    {
        workspace.WriteJobs(Enumerable.Range(0, 5).Select(index => workspace.Job($"j{index}")));
        InvocationResult made = workspace.RunAll();
        File.AppendAllText(workspace.Output("j0"), "edited");
        File.AppendAllText(workspace.Output("j3"), "edited");

        InvocationResult again = workspace.RunAll(options: new InvocationOptions { Force = true, MostAtOnce = 2 });

        Assert.Equal(["j0", "j3"], again.Results.Where(IsTold).Select(result => result.Run.Job));

        bool IsTold(JobRunResult result)
        {
            string former = made.Results.Single(one => one.Run.Job == result.Run.Job).Run.Id;
            return result.Run.Warnings.Any(warning => warning.Contains($"not what the run {former} wrote", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Of_many_jobs_the_same_is_foretold_as_of_each_alone_and_then_happens()
    {
        workspace.WriteJobs(Enumerable.Range(0, 60).Select(index => workspace.Job(
            $"j{index:00}", index % 10 == 0 ? "" : $", needs: [j{index / 10 * 10:00}]", index % 3 == 0 ? "" : ", include: ['sub/']")));
        workspace.RunAll();
        workspace.RunAll();
        workspace.File("a.txt", "changed");
        File.AppendAllText(workspace.Output("j11"), "edited");
        File.Delete(workspace.Output("j22"));
        int before = workspace.Scans;

        IReadOnlyList<JobForecast> many = workspace.Foresee(workspace.Plan());

        Assert.Equal(2, workspace.Scans - before);
        Assert.Equal(
            many.Select(Tell),
            many.Select(forecast => Tell(workspace.Foresee(workspace.Plan(forecast.Planned.Job.Name))[^1])));
        InvocationResult made = workspace.RunAll();
        Assert.Equal(
            many.Select(forecast => (forecast.Planned.Job.Name, forecast.Decision!.Origin, forecast.Decision.Reasons)),
            made.Results.Select(result => (result.Run.Job, result.Run.Origin, result.Run.Reasons)));
        Assert.Equal([AuditRunOrigin.Fresh, AuditRunOrigin.Reused, AuditRunOrigin.Restored], made.Results.Select(result => result.Run.Origin).Distinct().Order());

        static string Tell(JobForecast forecast) => $"{forecast.Planned.Job.Name} {forecast.Words} {forecast.Decision!.Origin} {forecast.Decision.Reasons}";
    }

    [Fact]
    public void Jobs_of_one_invocation_over_one_scope_share_one_scan()
    {
        workspace.WriteJobs(Enumerable.Range(0, 12).Select(index => workspace.Job(
            $"j{index}", index > 8 ? ", needs: [j0]" : "", index % 2 == 0 ? "" : ", include: ['sub/']")));
        int before = workspace.Scans;

        InvocationResult made = workspace.RunAll();
        Assert.Equal(2, workspace.Scans - before);

        InvocationResult reused = workspace.RunAll();
        Assert.Equal(4, workspace.Scans - before);

        workspace.Foresee(workspace.Plan());
        Assert.Equal(6, workspace.Scans - before);
        Assert.All(made.Results, result => Assert.Equal("Fresh first_run", $"{result.Run.Origin} {string.Join(", ", result.Run.Reasons)}"));
        Assert.All(reused.Results, result => Assert.Equal("Reused matched", $"{result.Run.Origin} {string.Join(", ", result.Run.Reasons)}"));
        workspace.AssertVerifies();
    }
}
