using AuditGraph.Core.Runs;
using AuditGraph.Core.Runs.Retention;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Tests.Runs.Retention;

public sealed class SnapshotRetentionTests
{
    private static readonly string LastRun = "jobs:\n" + RetentionWorkspace.Job("daily", "last-run");

    [Fact]
    public void Old_snapshots_go_and_what_the_kept_runs_reported_can_still_be_had()
    {
        using var workspace = new RetentionWorkspace(LastRun);
        IReadOnlyList<string> runs = workspace.RunDaily("daily", 10);

        RetentionPlan done = workspace.Remove(workspace.Keeping(days: 3.5));

        Assert.Equal(runs.Take(6), done.Removed.Select(decision => decision.Snapshot.RunId));
        Assert.Equal(runs.Skip(6), workspace.Stored());
        Assert.Null(done.DescribeStillNamed());
        var history = new RunHistory(workspace.Workspace.Paths, new Disk(), workspace, workspace.Observer);
        foreach (string kept in runs.Skip(7))
        {
            AuditChange change = Assert.Single(new RunReport(workspace.Workspace.Paths, new Disk()).ReadChanges(history.Find(kept)!, CancellationToken.None));
            Assert.Equal("a.txt", change.Path);
        }
    }

    [Fact]
    public void Baselines_of_kept_runs_stay_and_it_is_told_how_many_and_the_first_of_them()
    {
        using var workspace = new RetentionWorkspace("jobs:\n" + RetentionWorkspace.Job("daily", "6d"));
        IReadOnlyList<string> runs = workspace.RunDaily("daily", 20);
        workspace.Write("config/jobs.yaml", LastRun);

        RetentionPlan done = workspace.Remove(workspace.Keeping(days: 5.5));

        Assert.Equal([.. runs.Skip(9).Take(5), .. runs.Skip(14)], workspace.Stored());
        Assert.Equal(
            $"5 old snapshots are kept because they are still needed: {runs[9]} (the run {runs[15]} was compared with it); "
            + $"{runs[10]} (the run {runs[16]} was compared with it); {runs[11]} (the run {runs[17]} was compared with it) and 2 more.",
            done.DescribeStillNamed());
    }

    [Theory]
    [InlineData("altered")]
    [InlineData("deleted")]
    [InlineData("a folder")]
    public void What_a_kept_run_may_have_been_compared_with_stays_where_its_record_does_not_tell(string record)
    {
        using var workspace = new RetentionWorkspace("jobs:\n" + RetentionWorkspace.Job("daily", "6d"));
        IReadOnlyList<string> runs = workspace.RunDaily("daily", 20);
        workspace.Write("config/jobs.yaml", LastRun);
        string path = new RunRecordStore(workspace.Workspace.Paths, new Disk()).PathOf(runs[19]);
        string content = File.ReadAllText(path);
        File.Delete(path);
        if (record == "altered")
        {
            File.WriteAllText(path, content.Replace($"run:{runs[13]}", "none", StringComparison.Ordinal));
        }
        else if (record == "a folder")
        {
            Directory.CreateDirectory(path);
        }

        RetentionPlan done = workspace.Remove(workspace.Keeping(days: 5.5));

        Assert.Empty(done.Removed);
        Assert.Equal(runs, workspace.Stored());
        Assert.Contains(
            done.Decisions, decision => decision.Why == $"the record of the run {runs[19]} cannot be read, and that run may have been compared with it");
    }

    [Fact]
    public void What_is_freed_is_what_was_told()
    {
        using var workspace = new RetentionWorkspace(LastRun);
        workspace.RunDaily("daily", 10);
        long Size() => Directory.GetFiles(workspace.Workspace.Paths.Snapshots).Sum(path => new FileInfo(path).Length);
        long before = Size();

        RetentionPlan plan = workspace.Plan(workspace.Keeping(days: 3.5));
        Assert.Equal(before, Size());
        workspace.Remove(workspace.Keeping(days: 3.5));

        Assert.True(plan.Removal.FreedBytes > 0);
        Assert.Equal(before - plan.Removal.FreedBytes, Size());
    }

    [Fact]
    public void A_snapshot_that_a_job_names_stays_and_so_does_the_one_of_a_moment_that_a_job_names()
    {
        using var workspace = new RetentionWorkspace(LastRun);
        IReadOnlyList<string> runs = workspace.RunDaily("daily", 10);
        workspace.Write(
            "config/jobs.yaml",
            LastRun + RetentionWorkspace.Job("golden", $"run:{runs[1]}") + RetentionWorkspace.Job("new-year", "2026-01-04T00:00:00Z"));

        RetentionPlan done = workspace.Remove(workspace.Keeping(days: 0));

        Assert.Equal(
            [(runs[1], RetentionReason.Pinned, "golden"), (runs[2], RetentionReason.Pinned, "new-year"), (runs[9], RetentionReason.PeriodStart, null)],
            done.Decisions.Where(decision => !decision.IsRemoved).Select(decision => (decision.Snapshot.RunId, decision.Reason, decision.NeededBy)));
        Assert.Equal([runs[1], runs[2], runs[9]], workspace.Stored());
    }

    [Theory]
    [InlineData("1d", 3)]
    [InlineData("4d", 6)]
    [InlineData("999999w", 14)]
    public void A_job_finds_the_baseline_that_it_would_find_if_nothing_had_gone(string since, int remaining)
    {
        using var workspace = new RetentionWorkspace("jobs:\n" + RetentionWorkspace.Job("daily", since));
        using var untouched = new RetentionWorkspace("jobs:\n" + RetentionWorkspace.Job("daily", since));
        for (int day = 0; day < 14; day++)
        {
            AuditJobRun run = workspace.Run("daily").Run;
            AuditJobRun same = untouched.Run("daily").Run;
            Assert.Equal((same.Evidence, same.BaselineRoot), (run.Evidence, run.BaselineRoot));
            workspace.Advance(TimeSpan.FromDays(1));
            untouched.Advance(TimeSpan.FromDays(1));
            workspace.Remove(workspace.Keeping(days: 2));
        }

        Assert.Equal(14, untouched.Stored().Count);
        Assert.Equal(remaining, workspace.Stored().Count);
    }

    [Fact]
    public void A_job_file_with_errors_stops_it_because_what_jobs_name_cannot_be_told()
    {
        using var workspace = new RetentionWorkspace(LastRun);
        IReadOnlyList<string> runs = workspace.RunDaily("daily", 3);
        workspace.Write("config/jobs.yaml", "jobs: [");

        Assert.ThrowsAny<AuditConfigurationException>(() => workspace.Remove(workspace.Keeping(days: 0)));

        Assert.Equal(runs, workspace.Stored());
        File.Delete(Path.Join(workspace.Workspace.Root, "config/jobs.yaml"));
        workspace.Remove(workspace.Keeping(days: 0));
        Assert.Equal([runs[2]], workspace.Stored());
    }

    [Fact]
    public void A_record_that_cannot_be_read_is_told()
    {
        using var workspace = new RetentionWorkspace(LastRun);
        IReadOnlyList<string> runs = workspace.RunDaily("daily", 3);
        File.WriteAllText(new RunRecordStore(workspace.Workspace.Paths, new Disk()).PathOf(runs[2]), "{}");

        workspace.Plan(workspace.Keeping(days: 1.5));

        Assert.Contains(runs[2], Assert.Single(workspace.Observer.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_removed_while_a_run_is_under_way()
    {
        using var workspace = new RetentionWorkspace(LastRun);
        IReadOnlyList<string> runs = workspace.RunDaily("daily", 3);
        var quiet = new QuietProfile(workspace.Workspace.Paths, new Disk()) { Timeout = TimeSpan.FromMilliseconds(200) };
        var ledger = new RunLedger(workspace.Workspace.Paths, new Disk(), workspace, workspace.Observer);
        string running = Guid.CreateVersion7().ToString();
        RunAnnouncement alive = ledger.Begin(running, "daily", CancellationToken.None);

        AuditWorkspaceException busy = Assert.Throws<AuditWorkspaceException>(() => quiet.Enter(workspace.Observer, CancellationToken.None));
        Assert.Null(quiet.TryEnter());

        Assert.Equal("LockBusy", busy.Descriptor.Name);
        Assert.Contains(running, busy.Message, StringComparison.Ordinal);
        Assert.Contains($"process {Environment.ProcessId}", busy.Message, StringComparison.Ordinal);
        alive.Leave(running);
        quiet.Enter(workspace.Observer, CancellationToken.None).Dispose();
        Assert.Equal(runs, workspace.Stored());
    }

    [Fact]
    public void Where_nothing_was_run_there_is_nothing_to_remove_and_nothing_is_written()
    {
        using var workspace = new RetentionWorkspace(LastRun);
        IReadOnlyList<string> before = workspace.Listing();

        Assert.Empty(workspace.Plan(workspace.Keeping(days: 0)).Decisions);

        Assert.Equal(before, workspace.Listing());
    }
}
