using AuditGraph.Core.Snapshots.Stores;
using AuditGraph.Core.Workspaces;
using FsCheck.Fluent;

namespace AuditGraph.Core.Tests.Snapshots;

public sealed class SnapshotRemovalTests
{
    private static readonly DateTimeOffset Day = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Leaves_what_is_kept_whole_and_drops_what_nobody_needs() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            using var folder = new ScratchFolder();
            var random = new Random(seed);
            RandomTree tree = RandomTree.Create(random, 40);
            for (int day = 0; day < 30; day++)
            {
                SnapshotStoreTests.Add(new SnapshotStore(folder.Profile, new Disk()), tree.Build(), Day.AddDays(day));
                tree = tree.Edited(random.Next(4));
                if (random.Next(5) == 0)
                {
                    Remove(folder, _ => random.Next(3) == 0);
                }
            }

            SnapshotStoreTests.Add(new SnapshotStore(folder.Profile, new Disk()), tree.Build(), Day.AddDays(30));
            SnapshotStoreTests.ReadAll(folder);
            Remove(folder, Day.AddDays(30));
            SnapshotStoreTests.ReadAll(folder);
            Assert.Single(new SnapshotStore(folder.Profile, new Disk()).List());
        }).Holds(15);

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
        RemovalPlan plan = Plan(folder, header => header.TakenAt < Day.AddDays(5));
        Assert.Equal(before, SnapshotStoreTests.SizeOf(folder));
        new SnapshotRemoval(folder.Profile, new Disk()).Apply(plan);
        Assert.Equal(before - plan.FreedBytes, SnapshotStoreTests.SizeOf(folder));
        Assert.Equal(4, new SnapshotStore(folder.Profile, new Disk()).List().Count);
        SnapshotStoreTests.ReadAll(folder);
        Assert.Empty(Plan(folder, header => header.TakenAt < Day.AddDays(5)).Files);
    }

    [Fact]
    public void Whoever_looked_before_still_reads_what_stays()
    {
        using var folder = new ScratchFolder();
        for (int day = 0; day < 6; day++)
        {
            SnapshotStoreTests.Add(new SnapshotStore(folder.Profile, new Disk()), SnapshotStoreTests.Flat(300, "x", day), Day.AddDays(day));
        }

        var reader = new SnapshotStore(folder.Profile, new Disk());
        IReadOnlyList<SnapshotHeader> seen = reader.List();
        Remove(folder, Day.AddDays(4));

        Assert.Equal(300, ScopeTests.Paths(reader.Open(seen[4])).Count());
        Assert.Empty(reader.Damaged);
        Assert.Equal("NodeMissing", Assert.Throws<AuditEvidenceException>(() => reader.Open(seen[0]).Nodes.Read(seen[0].Root)).Descriptor.Name);
    }

    [Fact]
    public void Removes_nothing_while_a_snapshot_that_is_to_stay_is_not_whole()
    {
        using var folder = new ScratchFolder();
        for (int day = 0; day < 4; day++)
        {
            SnapshotStoreTests.Add(new SnapshotStore(folder.Profile, new Disk()), SnapshotStoreTests.Flat(2000, "x", day), Day.AddDays(day));
        }

        string damaged = Directory.GetFiles(folder.Profile.Snapshots).Order(StringComparer.Ordinal).ElementAt(1);
        File.WriteAllText(damaged, "");

        AuditEvidenceException refusal = Assert.Throws<AuditEvidenceException>(() => Remove(folder, Day.AddDays(1)));

        Assert.Contains(damaged, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(4, Directory.GetFiles(folder.Profile.Snapshots).Length);
        Remove(folder, Day.AddDays(4));
        Assert.Equal([damaged], Directory.GetFiles(folder.Profile.Snapshots));
    }

    [Fact]
    public void Loses_nothing_wherever_it_is_interrupted()
    {
        for (int calls = 0; calls < 12; calls++)
        {
            using var folder = new ScratchFolder();
            for (int day = 0; day < 6; day++)
            {
                // Every second one builds upon the one before, which nothing after them needs.
                SnapshotStoreTests.Add(new SnapshotStore(folder.Profile, new Disk()), SnapshotStoreTests.Flat(300, $"x{day / 2}", day), Day.AddDays(day));
                Remove(folder, Day.AddDays(day == 2 ? 1 : 0));
            }

            var removal = new SnapshotRemoval(folder.Profile, SnapshotStoreTests.FailingAfter(calls));
            Record.Exception(() => removal.Apply(Plan(folder, header => header.TakenAt < Day.AddDays(4))));

            // Those that were to go are whole too as long as they are there: the next run may be compared with one.
            SnapshotStoreTests.ReadAll(folder);
            Remove(folder, Day.AddDays(4));
            SnapshotStoreTests.ReadAll(folder);
            Assert.Equal(2, new SnapshotStore(folder.Profile, new Disk()).List().Count);
        }
    }

    private static void Remove(ScratchFolder folder, DateTimeOffset before) => Remove(folder, header => header.TakenAt < before);

    private static void Remove(ScratchFolder folder, Func<SnapshotHeader, bool> chosen) =>
        new SnapshotRemoval(folder.Profile, new Disk()).Apply(Plan(folder, chosen));

    private static RemovalPlan Plan(ScratchFolder folder, Func<SnapshotHeader, bool> chosen)
    {
        SnapshotFiles files = SnapshotFiles.Read(folder.Profile.Snapshots);
        HashSet<string> runs = [.. files.Headers.Where(chosen).Select(header => header.RunId)];
        return SnapshotRemoval.Plan(files, runs, TestContext.Current.CancellationToken);
    }
}
