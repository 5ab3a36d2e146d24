using AuditGraph.Core.Runs;
using AuditGraph.Core.Snapshots.Stores;
using AuditGraph.Core.Tests.Runs.Retention;

namespace AuditGraph.Core.Tests.Runs;

/// <summary>What a damaged file among the snapshots does to runs: those that do not need it go on, and say so.</summary>
public sealed class DamagedSnapshotTests : IDisposable
{
    private readonly RetentionWorkspace workspace = new("jobs:\n" + RetentionWorkspace.Job("daily", "last-run"));

    public void Dispose() => workspace.Dispose();

    [Fact]
    public void A_run_that_does_not_need_it_goes_on_and_its_record_names_the_file()
    {
        IReadOnlyList<string> runs = workspace.RunDaily("daily", 4);
        string path = Damage(runs[1]);

        AuditJobRun run = workspace.Run("daily").Run;

        Assert.Equal((AuditRunStatus.Ok, $"run:{runs[3]}"), (run.Status, run.Baseline));
        Assert.Contains(path, Assert.Single(run.Warnings), StringComparison.Ordinal);
        Assert.Contains(path, Assert.Single(workspace.Observer.Warnings), StringComparison.Ordinal);
        Assert.Contains(path, File.ReadAllText(run.RecordPath!), StringComparison.Ordinal);
    }

    [Fact]
    public void The_newest_that_is_not_damaged_is_the_last_run_s_and_the_warning_tells()
    {
        IReadOnlyList<string> runs = workspace.RunDaily("daily", 4);
        Damage(runs[3]);

        AuditJobRun run = workspace.Run("daily").Run;

        Assert.Equal((AuditRunStatus.Ok, $"run:{runs[2]}"), (run.Status, run.Baseline));
        Assert.Contains(runs[3], Assert.Single(run.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_whose_job_names_it_fails_and_says_which_file_it_is()
    {
        IReadOnlyList<string> runs = workspace.RunDaily("daily", 2);
        workspace.Write("config/jobs.yaml", "jobs:\n" + RetentionWorkspace.Job("daily", $"run:{runs[0]}"));
        string path = Damage(runs[0]);

        JobRunResult result = workspace.Run("daily");

        Assert.Equal("SnapshotCorrupt", result.Run.ErrorName);
        Assert.Contains(path, result.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_runs_after_it_are_whole_again()
    {
        IReadOnlyList<string> runs = workspace.RunDaily("daily", 3);
        string path = Damage(runs[0]);
        workspace.RunDaily("daily", 2);

        File.Delete(path);

        Assert.Equal(AuditRunStatus.Ok, workspace.Run("daily").Run.Status);
        Assert.Empty(workspace.Observer.Warnings.Skip(2));
        Assert.True(new SnapshotStore(workspace.Workspace.Paths, new Core.Workspaces.Disk()).List().Count >= 3);
    }

    private string Damage(string run)
    {
        string path = Path.Join(workspace.Workspace.Paths.Snapshots, $"{run}.snapshot");
        byte[] bytes = File.ReadAllBytes(path);
        bytes[40] ^= 0x10;
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
