using AuditGraph.Core.Runs;
using AuditGraph.Core.Snapshots.Stores;
using AuditGraph.Core.Tests.Snapshots;
using AuditGraph.Core.Workspaces;
using AuditGraph.CrashHarness;

namespace AuditGraph.Core.Tests.Runs.Retention;

public sealed class RetentionAfterRunTests : IDisposable
{
    private readonly RetentionWorkspace workspace = new("jobs:\n" + RetentionWorkspace.Job("daily", "last-run"));

    public void Dispose() => workspace.Dispose();

    [Fact]
    public void A_run_that_ends_well_removes_what_is_older_than_the_settings_say()
    {
        workspace.Write("config/pkg.yaml", "snapshots: {keep: 3d}");

        IReadOnlyList<string> runs = workspace.RunDaily("daily", 10);

        // The last run was on the tenth day; what was taken three days before it is just kept, and one before that.
        Assert.Equal(runs.Skip(5), workspace.Stored());
        Assert.Contains(workspace.Observer.Details, told => told.StartsWith($"Removed the snapshot of the run {runs[4]} of the job 'daily'", StringComparison.Ordinal));
        Assert.Empty(workspace.Observer.Warnings);
    }

    [Fact]
    public void Of_many_snapshots_they_go_in_batches_of_one_in_a_hundred()
    {
        workspace.Write("config/pkg.yaml", "snapshots: {keep: 10w}");
        workspace.RunDaily("daily", 71);
        SnapshotStore store = new(workspace.Workspace.Paths, new Disk());
        SnapshotHeader newest = store.List()[^1];
        for (int copy = 0; copy < 150; copy++)
        {
            SnapshotStoreTests.Add(store, store.Open(newest), workspace.GetUtcNow(), job: "other", run: Guid.CreateVersion7(workspace.GetUtcNow()).ToString());
        }

        int[] counts = [.. Enumerable.Range(0, 6).Select(_ =>
        {
            workspace.RunDaily("daily", 1);
            return Directory.GetFiles(workspace.Workspace.Paths.Snapshots, "*.snapshot").Length;
        })];

        // Of 221 and one more each day, three are the least; the first old one stays, as the beginning of the kept period.
        Assert.Equal([222, 223, 224, 222, 223, 224], counts);
    }

    [Fact]
    public void Without_a_setting_nothing_is_ever_removed() =>
        Assert.Equal(workspace.RunDaily("daily", 10), workspace.Stored());

    [Fact]
    public void A_run_that_fails_removes_nothing()
    {
        IReadOnlyList<string> runs = workspace.RunDaily("daily", 5);
        workspace.Write("config/pkg.yaml", "snapshots: {keep: 1d}");
        workspace.Write("config/jobs.yaml", "jobs:\n" + RetentionWorkspace.Job("daily", $"run:{Guid.CreateVersion7()}"));

        Assert.NotNull(workspace.Run("daily").Error);

        Assert.Equal(runs, workspace.Stored());
    }

    [Fact]
    public void While_another_run_is_under_way_it_is_left_to_a_later_one()
    {
        IReadOnlyList<string> runs = workspace.RunDaily("daily", 3);
        workspace.Write("config/pkg.yaml", "snapshots: {keep: 1h}");
        var ledger = new RunLedger(workspace.Workspace.Paths, new Disk(), workspace, workspace.Observer);
        string other = Guid.CreateVersion7().ToString();
        RunAnnouncement alive = ledger.Begin(other, "daily", CancellationToken.None);

        string fourth = workspace.Run("daily").Run.Id;

        Assert.Equal([.. runs, fourth], workspace.Stored());
        Assert.Contains(workspace.Observer.Details, told => told.StartsWith("Old snapshots are left to a later run", StringComparison.Ordinal));
        alive.Leave(other);
        workspace.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal([runs[2], fourth, workspace.Run("daily").Run.Id], workspace.Stored());
    }

    [Fact]
    public void What_goes_wrong_is_a_warning_and_the_run_is_well_all_the_same()
    {
        workspace.RunDaily("daily", 3);
        workspace.Write("config/pkg.yaml", "snapshots: {keep: 1h}");
        for (int point = 1; ; point++)
        {
            workspace.Observer.Warnings.Clear();
            workspace.Advance(TimeSpan.FromDays(1));
            var disk = new FaultyDisk(new Disk(), point, FaultKind.Before, () => throw new IOException("No space left on device"));
            JobRunResult? result = workspace.TryRun("daily", disk);
            if (!disk.HasFailed)
            {
                break;
            }

            // A run may also tell what became of the one before, which ended at an earlier fault.
            bool isWarned = workspace.Observer.Warnings.Any(warning => warning.StartsWith("Old snapshots could not be removed: ", StringComparison.Ordinal));
            if (result is { Run.Status: AuditRunStatus.Ok } && isWarned)
            {
                Assert.Null(result.Error);
                Assert.NotEmpty(workspace.Stored());
                return;
            }
        }

        Assert.Fail("No fault fell into the removal.");
    }
}
