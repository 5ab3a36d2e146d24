using AuditGraph.Core.Runs;
using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Stores;
using AuditGraph.Core.Snapshots.Trees;
using AuditGraph.Core.Tests.Runs.Retention;
using AuditGraph.Core.Tests.Snapshots;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Tests.Baselines;

/// <summary>Who can write to the tree store cannot hide a change by putting another snapshot in the place of a run's.</summary>
public sealed class SnapshotVoucherTests : IDisposable
{
    private readonly RetentionWorkspace workspace = new("jobs:\n"
        + RetentionWorkspace.Job("daily", "last-run", ", exclude: [config/]")
        + RetentionWorkspace.Job("hourly", "1h", ", exclude: [config/]"));

    public void Dispose() => workspace.Dispose();

    [Fact]
    public void A_snapshot_with_another_root_than_its_run_recorded_is_not_compared_with()
    {
        string last = workspace.Run("daily").Run.Id;
        workspace.Write("evil.txt", "evil");
        Forge(new SnapshotStore(workspace.Workspace.Paths, new Disk()), last, Forged(), workspace.GetUtcNow());

        RequireRefusal(last);
    }

    [Fact]
    public void A_snapshot_of_another_scope_than_its_run_recorded_is_not_compared_with()
    {
        string last = workspace.Run("daily").Run.Id;
        var store = new SnapshotStore(workspace.Workspace.Paths, new Disk());
        SnapshotHeader header = store.Find(last)!;
        Forge(last, SnapshotStoreTests.ScanOf(store.Open(header), header.Scope with { Exclude = ["config/", "evil.txt"] }), null);

        RequireRefusal(last);
    }

    [Fact]
    public void A_snapshot_that_claims_to_know_more_than_its_run_recorded_is_not_compared_with()
    {
        string last = workspace.Run("daily").Run.Id;
        var store = new SnapshotStore(workspace.Workspace.Paths, new Disk());
        SnapshotHeader header = store.Find(last)!;
        Forge(last, SnapshotStoreTests.ScanOf(store.Open(header), header.Scope), new CarriedTrees(Forged(), null));

        RequireRefusal(last);
    }

    [Fact]
    public void A_record_that_cannot_vouch_is_told_of()
    {
        AuditJobRun last = workspace.Run("daily").Run;
        File.AppendAllText(last.RecordPath!, " ");

        AuditJobRun next = workspace.RunAsIs("daily").Run;

        Assert.Contains(
            $"The record of the run {last.Id}, whose snapshot is compared with, is not what the ledger names: nothing vouches for the snapshot.", next.Warnings);
    }

    [Fact]
    public void A_snapshot_that_was_dated_back_is_not_the_one_of_the_moment()
    {
        string first = workspace.Run("hourly").Run.Id;
        workspace.Advance(TimeSpan.FromHours(2));
        string second = workspace.Run("hourly").Run.Id;
        var store = new SnapshotStore(workspace.Workspace.Paths, new Disk());
        Forge(store, second, store.Open(store.Find(second)!), workspace.GetUtcNow().AddHours(-1.5));
        workspace.Advance(TimeSpan.FromMinutes(1));

        AuditJobRun next = workspace.RunAsIs("hourly").Run;

        Assert.Equal($"run:{first}", next.Baseline);
        Assert.Contains(second, Assert.Single(next.Warnings), StringComparison.Ordinal);
    }

    private void RequireRefusal(string run)
    {
        JobRunResult next = workspace.RunAsIs("daily");

        Assert.Equal("SnapshotNotRecorded", next.Error?.Descriptor.Name);
        Assert.Contains(run, next.Error!.Message, StringComparison.Ordinal);
    }

    private static SnapshotTree Forged()
    {
        var builder = new TreeBuilder();
        builder.AddFile("a.txt"u8, executable: false, 1, default);
        return builder.Build();
    }

    private void Forge(SnapshotStore store, string run, SnapshotTree tree, DateTimeOffset takenAt) =>
        Forge(run, SnapshotStoreTests.ScanOf(tree, store.Find(run)!.Scope), null, takenAt);

    private void Forge(string run, ScanResult scan, CarriedTrees? carried, DateTimeOffset? takenAt = null)
    {
        ProfilePaths paths = workspace.Workspace.Paths;
        SnapshotHeader header = new SnapshotStore(paths, new Disk()).Find(run)!;
        var nodes = new MemoryNodes(scan.Tree.Nodes);
        nodes.Add(scan.Tree.Nodes.Read(scan.Tree.Root).Span);
        File.Delete(Path.Join(paths.Snapshots, run + SnapshotFiles.SnapshotExtension));
        new SnapshotStore(paths, new Disk()).Add(
            scan with { Tree = scan.Tree with { Nodes = nodes } }, new SnapshotExtras(carried), run, header.Job, takenAt ?? header.TakenAt, CancellationToken.None);
    }
}
