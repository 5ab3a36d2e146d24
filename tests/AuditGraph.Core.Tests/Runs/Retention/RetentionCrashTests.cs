using System.Diagnostics;
using AuditGraph.CrashHarness;

namespace AuditGraph.Core.Tests.Runs.Retention;

/// <summary>Kills processes while they remove snapshots, and lets others run jobs meanwhile.</summary>
public sealed class RetentionCrashTests(ITestOutputHelper log)
{
    private const int KilledBySignal = 128 + 9;

    private const int Snapshots = 6;

    [Theory]
    [InlineData(nameof(FaultKind.Before))]
    [InlineData(nameof(FaultKind.Torn))]
    public void A_kill_at_any_write_point_leaves_every_snapshot_that_is_still_there_whole(string kind)
    {
        using var workspace = new CrashWorkspace();
        int killed = 0;
        for (int point = 1; ; point++)
        {
            for (int run = 0; run < Snapshots; run++)
            {
                workspace.Edit((point * Snapshots) + run);
                workspace.RunHere();
            }

            string newest = workspace.StoredSnapshots()[^1];
            using Process child = workspace.StartRemoval(times: 1, point, Enum.Parse<FaultKind>(kind));
            child.WaitForExit();
            Assert.Equal(newest, workspace.StoredSnapshots()[^1]);
            workspace.AssertSound($"write point {point} {kind}");
            if (child.ExitCode == 0)
            {
                Assert.Equal([newest], workspace.StoredSnapshots());
                break;
            }

            Assert.True(child.ExitCode == KilledBySignal, $"Point {point}: {child.ExitCode} {child.StandardError.ReadToEnd()}");
            killed++;
        }

        Assert.Empty(workspace.Leftovers());
        Assert.True(killed > Snapshots, $"A removal has more write points than {killed}.");
        log.WriteLine($"{killed} kills at as many write points.");
    }

    [Fact]
    public void Runs_and_removals_at_once_do_each_other_no_harm()
    {
        const int RunsOfEach = 25;
        using var workspace = new CrashWorkspace();
        workspace.RunHere();
        List<Process> runs = [.. Enumerable.Range(0, 3).Select(_ => workspace.Start(RunsOfEach))];
        List<Process> removals = [.. Enumerable.Range(0, 2).Select(_ => workspace.StartRemoval(times: 10))];
        int edits = 0;
        while (!runs.TrueForAll(run => run.HasExited))
        {
            workspace.Edit(++edits);
            Thread.Sleep(5);
        }

        int removed = 0;
        foreach (Process child in (IEnumerable<Process>)[.. runs, .. removals])
        {
            string[] lines = child.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
            child.WaitForExit();
            Assert.True(child.ExitCode == 0, child.StandardError.ReadToEnd());
            removed += removals.Contains(child) ? lines.Sum(int.Parse) : 0;
            child.Dispose();
        }

        Assert.All(workspace.History(), run => Assert.Equal(AuditRunStatus.Ok, run.Status));
        Assert.Equal((3 * RunsOfEach) + 1, workspace.History().Count);
        Assert.Equal((3 * RunsOfEach) + 1 - removed, workspace.StoredSnapshots().Count);
        Assert.True(removed > 0, "Nothing was removed.");
        workspace.AssertSound("after all");
        Assert.Empty(workspace.Leftovers());
        log.WriteLine($"{removed} snapshots were removed beside {3 * RunsOfEach} runs and {edits} edits.");
    }
}
