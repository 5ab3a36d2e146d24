using AuditGraph.Core.Actions;
using AuditGraph.Core.Execution;
using AuditGraph.Core.Runs;
using FsCheck;
using FsCheck.Fluent;

namespace AuditGraph.Core.Tests.Execution;

/// <summary>What is told beforehand is what then happens, whatever the jobs need and whatever has become of the workspace.</summary>
public sealed class ForecastPropertyTests
{
    private const int Jobs = 6;

    private static readonly string[] Scopes = ["", ", include: [/a.txt]", ", include: [sub/]"];

    private static readonly string[] Conditions = ["ok", "done", "always"];

    [Fact]
    public void The_plan_is_what_happens_over_random_graphs_changes_and_failures() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed => Check(new Random(seed))).Check(Config.QuickThrowOnFailure.WithMaxTest(25));

    private static void Check(Random random)
    {
        using var workspace = new ReuseWorkspace();
        string[] jobs = [.. Enumerable.Range(0, Jobs).Select(index => RandomJob(workspace, random, index))];
        workspace.WriteJobs(jobs);
        for (int round = 0; round < 4; round++)
        {
            JobPlan plan = workspace.Plan();
            bool force = random.Next(8) == 0;
            IReadOnlyList<JobForecast> foreseen = workspace.Foresee(plan, force);

            InvocationResult result = workspace.RunAll(plan, new InvocationOptions { MostAtOnce = random.Next(1, 4), Force = force });

            foreach ((JobForecast forecast, JobRunResult end) in foreseen.Zip(result.Results))
            {
                Compare(forecast, end);
            }

            Change(workspace, random, jobs);
            workspace.WriteJobs(jobs);
        }
    }

    private static void Compare(JobForecast forecast, JobRunResult end)
    {
        string told = $"{forecast.Planned.Job.Name}: told '{forecast.Words}', and it was {end.Run.Status} {end.Run.Origin} {string.Join(", ", end.Run.Reasons)} {end.Run.ErrorMessage}";
        if (forecast.Decision is { Reasons: [{ Code: ReasonCode.Deferred }] })
        {
            // What is left open depends on what a run of its need finds.
            Assert.Contains(forecast.Planned.Needs, need => need.Need.When == AuditNeedCondition.Ok);
        }
        else if (forecast.Error is { } error)
        {
            Assert.True(error.Descriptor.Name == end.Run.ErrorName, told);
            Assert.True(forecast.IsStarted == (end.Run.Status == AuditRunStatus.Failed), told);
        }
        else
        {
            Assert.True(end.Run.Status == AuditRunStatus.Ok, told);
            Assert.True(forecast.Decision!.Origin == end.Run.Origin, told);
            Assert.True(forecast.Decision.Source?.Id == end.Run.ReusedRunId, told);
            Assert.True(forecast.Decision.Reasons.Select(reason => reason.ToString()).SequenceEqual(end.Run.Reasons.Select(reason => reason.ToString())), told);
        }
    }

    private static string RandomJob(ReuseWorkspace workspace, Random random, int index)
    {
        string[] needs =
        [
            .. Enumerable.Range(0, index).Where(_ => random.Next(3) == 0)
                .Select(need => $"{{job: j{need}, when: {Conditions[random.Next(3)]}{(random.Next(3) == 0 ? ", accept: fail" : "")}}}"),
        ];
        string more = $", needs: [{string.Join(", ", needs)}]"
            + (random.Next(4) == 0 ? ", fail_on: [modified]" : "")
            + (random.Next(6) == 0 ? ", reuse: false" : "");
        return random.Next(6) == 0
            ? ReuseWorkspace.Job($"j{index}", more, "", $"run:{Guid.CreateVersion7()}")
            : workspace.Job($"j{index}", more, Scopes[random.Next(Scopes.Length)]);
    }

    private static void Change(ReuseWorkspace workspace, Random random, string[] jobs)
    {
        switch (random.Next(7))
        {
            case 0:
                workspace.File("a.txt", $"{random.Next(3)}");
                break;
            case 1:
                workspace.File($"sub/{random.Next(3)}.txt", "more");
                break;
            case 2:
                File.Delete(workspace[$"sub/{random.Next(3)}.txt"]);
                break;
            case 3:
                File.Delete(workspace.Output($"j{random.Next(Jobs)}"));
                break;
            case 4:
                Directory.CreateDirectory(Path.GetDirectoryName(workspace.Output())!);
                File.WriteAllText(workspace.Output($"j{random.Next(Jobs)}"), "forged");
                break;
            case 5:
                int index = random.Next(Jobs);
                jobs[index] = RandomJob(workspace, random, index);
                break;
        }
    }
}
