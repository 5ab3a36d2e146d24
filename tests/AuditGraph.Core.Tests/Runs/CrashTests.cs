using System.Diagnostics;
using AuditGraph.CrashHarness;

namespace AuditGraph.Core.Tests.Runs;

/// <summary>
/// Kills processes while they run jobs. AUDITGRAPH_KILLS in the environment sets how many are killed at random moments.
/// </summary>
public sealed class CrashTests(ITestOutputHelper log)
{
    private const int KilledBySignal = 128 + 9;

    private static int RandomKills =>
        int.TryParse(Environment.GetEnvironmentVariable("AUDITGRAPH_KILLS"), out int kills) ? kills : 80;

    [Theory]
    [InlineData(nameof(FaultKind.Before))]
    [InlineData(nameof(FaultKind.Torn))]
    public void A_kill_at_any_write_point_leaves_history_and_outputs_whole(string kind)
    {
        using var workspace = new CrashWorkspace();
        workspace.RunHere();
        int killed = 0;
        for (int point = 1; ; point++)
        {
            workspace.Edit(point);
            using Process child = workspace.Start(times: 1, point, Enum.Parse<FaultKind>(kind));
            child.WaitForExit();
            if (child.ExitCode == 0)
            {
                break;
            }

            Assert.True(child.ExitCode == KilledBySignal, $"Point {point}: {child.ExitCode} {child.StandardError.ReadToEnd()}");
            killed++;
            workspace.AssertSound($"write point {point} {kind}");
        }

        workspace.RunHere();
        Assert.Empty(workspace.Leftovers());
        Assert.True(killed > 20, $"A run has more write points than {killed}.");
        log.WriteLine($"{killed} kills at as many write points.");
    }

    [Fact]
    public void A_run_that_was_killed_is_pending_to_nobody_and_recorded_as_abandoned_by_the_next_look()
    {
        using var workspace = new CrashWorkspace();
        AuditJobRun finished = workspace.RunHere();
        using Process child = workspace.Start(times: 1, deathPoint: 25);
        child.WaitForExit();
        Assert.Equal(KilledBySignal, child.ExitCode);
        Assert.Equal([AuditRunStatus.Abandoned, AuditRunStatus.Ok], workspace.History().Select(run => run.Status));

        Assert.Equal(1, workspace.SettleAndCountAbandoned());
        Assert.Equal(1, workspace.SettleAndCountAbandoned());

        Assert.Equal([AuditRunStatus.Abandoned, AuditRunStatus.Ok], workspace.History().Select(run => run.Status));
        Assert.Equal(finished, workspace.History()[1]);
        Assert.Empty(workspace.Leftovers());
    }

    [Fact]
    public void What_a_killed_run_saw_is_not_compared_with()
    {
        using var workspace = new CrashWorkspace();
        string last = workspace.RunHere().Id;
        int abandoned = 0;
        for (int point = 10; point <= 40; point += 5)
        {
            workspace.Edit(point);
            using Process child = workspace.Start(times: 1, point);
            child.WaitForExit();
            workspace.SettleAndCountAbandoned();
            AuditJobRun newest = workspace.History()[0];
            abandoned += newest.Status == AuditRunStatus.Abandoned ? 1 : 0;
            bool hasReported = newest.Status == AuditRunStatus.Ok && newest.Id != last;

            AuditJobRun next = workspace.RunHere();

            last = next.Id;
            Assert.Equal(hasReported ? 0 : 1, next.Counts["modified"]);
        }

        Assert.True(abandoned > 2, $"Only {abandoned} runs were abandoned.");
    }

    [Fact]
    public void A_kill_at_any_moment_leaves_history_and_outputs_whole()
    {
        int seed = Environment.TickCount;
        log.WriteLine($"Seed {seed}.");
        var random = new Random(seed);
        using var workspace = new CrashWorkspace();
        workspace.RunHere();
        int killed = 0;
        for (int kill = 0; kill < RandomKills; kill++)
        {
            workspace.Edit(kill);
            using Process child = workspace.Start(times: 1000);

            // The first line shows that the process is at work; what follows takes a few milliseconds a run.
            child.StandardOutput.ReadLine();
            Thread.Sleep(random.Next(0, 25));
            child.Kill();
            child.WaitForExit();
            killed += child.ExitCode == KilledBySignal ? 1 : 0;
            if (kill % 10 == 9)
            {
                workspace.AssertSound($"seed {seed}, kill {kill}");
            }
        }

        Assert.Equal(RandomKills, killed);
        workspace.RunHere();
        workspace.AssertSound($"seed {seed}, end");
        Assert.Empty(workspace.Leftovers());
    }
}
