using AuditGraph.Core.Snapshots.Scopes;
using AuditGraph.Core.Snapshots.Stores;
using AuditGraph.Core.Snapshots.Trees;
using AuditGraph.Core.Workspaces;
using FsCheck;
using FsCheck.Fluent;

namespace AuditGraph.Core.Tests.Snapshots;

public sealed class SnapshotRetentionTests
{
    private static readonly DateTimeOffset Day = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly HashSet<string> None = [];

    [Fact]
    public void Leaves_what_is_kept_whole_and_drops_what_nobody_needs() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            using var folder = new ScratchFolder();
            var random = new Random(seed);
            RandomTree tree = RandomTree.Create(random, 40);
            for (int day = 0; day < 30; day++)
            {
                SnapshotStoreTests.Add(new SnapshotStore(folder.Profile, new Disk()), tree.Build(), Day.AddDays(day), job: random.Next(4) == 0 ? "rare" : "job");
                tree = tree.Edited(random.Next(4));
                if (random.Next(5) == 0)
                {
                    Apply(folder, Day.AddDays(day - random.Next(10)));
                }
            }

            Apply(folder, Day.AddDays(29));
            SnapshotStoreTests.ReadAll(folder);
            Assert.True(new SnapshotStore(folder.Profile, new Disk()).List().Count <= 2);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(15));

    [Fact]
    public void Keeps_the_newest_of_every_job_and_scope_whatever_its_age()
    {
        using var folder = new ScratchFolder();
        var store = new SnapshotStore(folder.Profile, new Disk());
        SnapshotTree tree = SnapshotStoreTests.Flat(3, "x");
        SnapshotStoreTests.Add(store, tree, Day);
        SnapshotHeader newest = SnapshotStoreTests.Add(store, tree, Day.AddDays(1));
        SnapshotHeader other = SnapshotStoreTests.Add(store, tree, Day, job: "other");
        SnapshotHeader narrow = SnapshotStoreTests.Add(store, tree, Day, new SnapshotScope { Include = ["x"] });
        Apply(folder, Day.AddDays(100));
        Assert.Equal(
            new[] { newest, other, narrow }.Select(header => header.RunId).Order(),
            new SnapshotStore(folder.Profile, new Disk()).List().Select(header => header.RunId).Order());
    }

    [Fact]
    public void Keeps_baselines_that_records_name_unless_told_otherwise_and_says_so()
    {
        using var folder = new ScratchFolder();
        var store = new SnapshotStore(folder.Profile, new Disk());
        SnapshotHeader named = SnapshotStoreTests.Add(store, SnapshotStoreTests.Flat(3, "x"), Day);
        SnapshotHeader free = SnapshotStoreTests.Add(store, SnapshotStoreTests.Flat(3, "y"), Day.AddDays(1));
        SnapshotStoreTests.Add(store, SnapshotStoreTests.Flat(3, "z"), Day.AddDays(2));
        var retention = new SnapshotRetention(folder.Profile, new Disk());
        RetentionPlan plan = retention.Plan(Day.AddDays(9), new HashSet<string> { named.RunId }, alsoNamed: false, TestContext.Current.CancellationToken);
        Assert.Equal([free], plan.Removed);
        Assert.Equal([named], plan.StillNamed);
        RetentionPlan insistent = retention.Plan(Day.AddDays(9), new HashSet<string> { named.RunId }, alsoNamed: true, TestContext.Current.CancellationToken);
        Assert.Equal([named, free], insistent.Removed);
        Assert.Equal([named], insistent.StillNamed);
    }

    [Fact]
    public void A_plan_changes_nothing_and_tells_what_is_freed()
    {
        using var folder = new ScratchFolder();
        var store = new SnapshotStore(folder.Profile, new Disk());
        for (int day = 0; day < 9; day++)
        {
            SnapshotStoreTests.Add(store, SnapshotStoreTests.Flat(2000, "x", day), Day.AddDays(day));
        }

        long before = SnapshotStoreTests.SizeOf(folder);
        var retention = new SnapshotRetention(folder.Profile, new Disk());
        RetentionPlan plan = retention.Plan(Day.AddDays(5), None, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(before, SnapshotStoreTests.SizeOf(folder));
        retention.Apply(plan);
        Assert.Equal(before - plan.FreedBytes, SnapshotStoreTests.SizeOf(folder));
        Assert.Equal(4, new SnapshotStore(folder.Profile, new Disk()).List().Count);
        SnapshotStoreTests.ReadAll(folder);
        Assert.Empty(retention.Plan(Day.AddDays(5), None, cancellation: TestContext.Current.CancellationToken).Files);
    }

    [Fact]
    public void Loses_nothing_wherever_it_is_interrupted()
    {
        for (int calls = 0; calls < 12; calls++)
        {
            using var folder = new ScratchFolder();
            var store = new SnapshotStore(folder.Profile, new Disk());
            for (int day = 0; day < 6; day++)
            {
                SnapshotStoreTests.Add(store, SnapshotStoreTests.Flat(300, "x", day), Day.AddDays(day));
            }

            var retention = new SnapshotRetention(folder.Profile, SnapshotStoreTests.FailingAfter(calls));
            Record.Exception(() => retention.Apply(retention.Plan(Day.AddDays(4), None, cancellation: TestContext.Current.CancellationToken)));
            SnapshotStoreTests.ReadAll(folder);
            Apply(folder, Day.AddDays(4));
            SnapshotStoreTests.ReadAll(folder);
            Assert.Equal(2, new SnapshotStore(folder.Profile, new Disk()).List().Count);
        }
    }

    private static RetentionPlan Apply(ScratchFolder folder, DateTimeOffset before)
    {
        var retention = new SnapshotRetention(folder.Profile, new Disk());
        RetentionPlan plan = retention.Plan(before, None);
        retention.Apply(plan);
        return plan;
    }
}
