using System.Diagnostics;

namespace AuditGraph.Core.Tests.Runs;

public sealed class ConcurrencyTests
{
    private const int Processes = 8;

    private const int RunsOfEach = 50;

    [Fact]
    public void Eight_processes_with_fifty_runs_each_make_four_hundred_finished_runs_and_one_consistent_tree()
    {
        using var workspace = new CrashWorkspace();
        List<Process> children = [.. Enumerable.Range(0, Processes).Select(_ => workspace.Start(RunsOfEach))];
        string[] outputs = [.. children.Select(child => child.StandardOutput.ReadToEnd())];
        foreach (Process child in children)
        {
            child.WaitForExit();
            Assert.True(child.ExitCode == 0, child.StandardError.ReadToEnd());
            child.Dispose();
        }

        IReadOnlyList<AuditJobRun> history = workspace.History();
        Assert.Equal(Processes * RunsOfEach, history.Count);
        Assert.All(history, run => Assert.Equal(AuditRunStatus.Ok, run.Status));
        Assert.Equal(
            outputs.SelectMany(output => output.Split('\n', StringSplitOptions.RemoveEmptyEntries)).Select(line => line.Split(' ')[0]).Order(StringComparer.Ordinal),
            history.Select(run => run.Id).Order(StringComparer.Ordinal));
        workspace.AssertSound("after all");
        Assert.Empty(workspace.Problems());
        Assert.Empty(workspace.Leftovers());
    }
}
