using System.Text;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Scopes;
using AuditGraph.Core.Snapshots.Stores;
using AuditGraph.Core.Snapshots.Trees;
using AuditGraph.Core.Workspaces;
using AuditGraph.CrashHarness;
using FsCheck.Fluent;

namespace AuditGraph.Core.Tests.Snapshots;

public sealed class SnapshotStoreTests
{
    private static readonly DateTimeOffset Day = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Reads_back_every_tree_of_a_long_history() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            using var folder = new ScratchFolder();
            var random = new Random(seed);
            var store = new SnapshotStore(folder.Profile, new Disk());
            RandomTree tree = RandomTree.Create(random, 40);
            var history = new List<(SnapshotHeader Header, SnapshotTree Tree)>();
            for (int day = 0; day < 50; day++)
            {
                SnapshotTree built = tree.Build();
                history.Add((Add(store, built, Day.AddDays(day)), built));
                tree = tree.Edited(random.Next(3));
            }

            var reopened = new SnapshotStore(folder.Profile, new Disk());
            Assert.Equal(history.Select(snapshot => snapshot.Header), reopened.List());
            foreach ((SnapshotHeader header, SnapshotTree built) in history)
            {
                Assert.Equal(ScopeTests.Paths(built), ScopeTests.Paths(reopened.Open(header)));
                Assert.Empty(SnapshotDiff.Compare(reopened.Open(header), built).Changes);
            }
        }).Holds(8);

    [Fact]
    public void No_file_is_larger_than_the_limit_and_the_trees_are_the_same()
    {
        const int limit = 1200;
        using var folder = new ScratchFolder();
        var store = new SnapshotStore(folder.Profile, new Disk()) { LargestFile = limit };
        RandomTree tree = RandomTree.Create(new Random(1), 400);
        var history = new List<(SnapshotHeader Header, SnapshotTree Tree)>();
        for (int day = 0; day < 5; day++)
        {
            SnapshotTree built = tree.Build();
            history.Add((Add(store, built, Day.AddDays(day)), built));
            tree = tree.Edited(20);
        }

        string[] files = Directory.GetFiles(folder.Profile.Snapshots);
        Assert.Contains(files, file => file.EndsWith(".nodes", StringComparison.Ordinal));
        Assert.All(files, file => Assert.True(new FileInfo(file).Length <= limit || NodeFile.Open(file).Count == 1, file));
        foreach (SnapshotStore opened in new[] { store, new SnapshotStore(folder.Profile, new Disk()) })
        {
            Assert.Equal(history.Select(snapshot => snapshot.Header), opened.List());
            Assert.All(history, snapshot => Assert.Equal(ScopeTests.Paths(snapshot.Tree), ScopeTests.Paths(opened.Open(snapshot.Header))));
        }

        SnapshotFiles all = SnapshotFiles.Read(folder.Profile.Snapshots);
        var gone = new HashSet<string>(StringComparer.Ordinal) { history[0].Header.RunId, history[2].Header.RunId };
        new SnapshotRemoval(folder.Profile, new Disk()).Apply(SnapshotRemoval.Plan(all, gone, TestContext.Current.CancellationToken));
        var left = new SnapshotStore(folder.Profile, new Disk());
        Assert.All(
            history.Where(snapshot => !gone.Contains(snapshot.Header.RunId)),
            snapshot => Assert.Equal(ScopeTests.Paths(snapshot.Tree), ScopeTests.Paths(left.Open(snapshot.Header))));
    }

    [Fact]
    public void Nodes_larger_than_the_limit_have_a_file_each()
    {
        using var folder = new ScratchFolder();
        var store = new SnapshotStore(folder.Profile, new Disk()) { LargestFile = 100 };
        SnapshotTree tree = Flat(500, "x");

        SnapshotHeader header = Add(store, tree, Day);

        Assert.All(Directory.GetFiles(folder.Profile.Snapshots), file => Assert.Equal(1, NodeFile.Open(file).Count));
        Assert.Equal(ScopeTests.Paths(tree), ScopeTests.Paths(new SnapshotStore(folder.Profile, new Disk()).Open(header)));
    }

    [Fact]
    public void Keeps_equal_folders_once()
    {
        using var folder = new ScratchFolder();
        var store = new SnapshotStore(folder.Profile, new Disk());
        SnapshotTree tree = Flat(500, "x");
        Add(store, tree, Day);
        long first = SizeOf(folder);
        Add(store, tree, Day.AddDays(1));
        Assert.InRange(SizeOf(folder) - first, 1, 1024);

        var nested = new TreeBuilder();
        for (int copy = 0; copy < 5; copy++)
        {
            for (int index = 0; index < 500; index++)
            {
                nested.AddFile(Encoding.ASCII.GetBytes($"copy{copy}/{index}"), false, 1, ContentHash.Of("x"u8));
            }
        }

        first = SizeOf(folder);
        Add(store, nested.Build(), Day.AddDays(2));

        // One copy alone takes four fifths of that.
        Assert.InRange(SizeOf(folder) - first, 1, 25_000);
    }

    [Fact]
    public void Grows_with_what_changed()
    {
        using var folder = new ScratchFolder();
        var store = new SnapshotStore(folder.Profile, new Disk());
        Add(store, Flat(4_990, "x"), Day);
        long before = SizeOf(folder);
        for (int day = 1; day <= 40; day++)
        {
            Add(store, Flat(4_990, "x", changed: day), Day.AddDays(day));
        }

        // Ten of 4,990 files differ each day; every folder that they are in, written whole, would be 60 KB a day.
        Assert.InRange(SizeOf(folder) - before, 1, 40 * 6_000);
    }

    [Fact]
    public void Folders_that_change_on_the_same_days_are_not_all_written_whole_on_one()
    {
        using var folder = new ScratchFolder();
        var store = new SnapshotStore(folder.Profile, new Disk());
        var grown = new List<long>();
        long before = 0;
        for (int day = 0; day <= 100; day++)
        {
            Add(store, Flat(1_000, "x", changed: day, every: 100), Day.AddDays(day));
            grown.Add(SizeOf(folder) - before);
            before += grown[^1];
        }

        // The first day has all ten folders, of which each takes nearly 5 KB, whole.
        Assert.InRange(grown[0], 45_000, 50_000);
        Assert.InRange(grown.Skip(1).Max(), 1, grown[0] / 2);
        ReadAll(folder);
    }

    [Fact]
    public void Finds_the_newest_that_covers_what_is_asked()
    {
        using var folder = new ScratchFolder();
        var store = new SnapshotStore(folder.Profile, new Disk());
        SnapshotTree tree = Flat(3, "x");
        SnapshotScope docs = new() { Include = ["docs/**"] };
        SnapshotHeader first = Add(store, tree, Day, job: "a");
        SnapshotHeader second = Add(store, tree, Day.AddDays(1), docs, "b");
        SnapshotHeader third = Add(store, tree, Day.AddDays(2), new SnapshotScope { RespectGitignore = true }, "a");

        Assert.Equal(first, store.NewestAtOrBefore(Day.AddDays(9), SnapshotScope.Everything));
        Assert.Equal(first, store.NewestAtOrBefore(Day, SnapshotScope.Everything));
        Assert.Null(store.NewestAtOrBefore(Day.AddTicks(-1), SnapshotScope.Everything));
        Assert.Equal(second, store.NewestAtOrBefore(Day.AddDays(9), docs));
        Assert.Equal(first, store.NewestAtOrBefore(Day.AddDays(9), new() { Include = ["other"] }));
        Assert.Equal(second, store.Find(second.RunId));
        Assert.Null(store.Find("nothing"));
    }

    [Fact]
    public void Opens_the_part_that_a_scope_covers_and_no_other()
    {
        using var folder = new ScratchFolder();
        folder.Write("docs/a.md", "a");
        folder.Write("b.md", "b");
        var store = new SnapshotStore(folder.Profile, new Disk());
        SnapshotHeader header = store.Add(folder.Scan(), NewRun(), "job", Day, TestContext.Current.CancellationToken);
        SnapshotScope docs = new() { Include = ["docs/**"] };
        Assert.Equal(folder.Scan(docs).Tree.Root, store.Open(header, docs, TestContext.Current.CancellationToken).Root);
        Assert.Throws<ArgumentException>(() => store.Open(header, new() { RespectGitignore = true }, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Refuses_a_second_snapshot_of_a_run_and_ids_that_are_none()
    {
        using var folder = new ScratchFolder();
        var store = new SnapshotStore(folder.Profile, new Disk());
        string run = NewRun();
        Add(store, Flat(1, "x"), Day, run: run);
        AuditEvidenceException refusal = Assert.Throws<AuditEvidenceException>(() => Add(store, Flat(1, "x"), Day, run: run));
        Assert.Equal(SnapshotErrors.SnapshotExists, refusal.Descriptor);
        Assert.Throws<ArgumentException>(() => Add(store, Flat(1, "x"), Day, run: "../../" + run));
    }

    [Fact]
    public void Notices_every_flipped_bit_and_every_missing_byte()
    {
        using var folder = new ScratchFolder();
        var store = new SnapshotStore(folder.Profile, new Disk());
        Add(store, Flat(20, "x"), Day);
        Add(store, Flat(20, "x", changed: 1), Day.AddDays(1));
        foreach (string path in Directory.GetFiles(folder.Profile.Snapshots))
        {
            byte[] whole = File.ReadAllBytes(path);
            for (int at = 0; at < whole.Length; at += 3)
            {
                byte[] damaged = [.. whole];
                damaged[at] ^= 0x10;
                File.WriteAllBytes(path, damaged);
                AssertNoticed(folder, path);
                File.WriteAllBytes(path, whole[..at]);
                AssertNoticed(folder, path);
            }

            File.WriteAllBytes(path, whole);
        }

        ReadAll(folder);
    }

    [Fact]
    public void Goes_on_without_a_damaged_file_and_says_which_it_is()
    {
        using var folder = new ScratchFolder();
        var store = new SnapshotStore(folder.Profile, new Disk());
        SnapshotHeader first = Add(store, Flat(20, "x"), Day);
        SnapshotHeader second = Add(store, Flat(20, "y"), Day.AddDays(1));
        string path = PathOf(folder, first);
        File.WriteAllText(path, "no snapshot");

        var reopened = new SnapshotStore(folder.Profile, new Disk());

        Assert.Equal([second], reopened.List());
        Assert.Equal(20, ScopeTests.Paths(reopened.Open(second)).Count());
        Assert.Equal(path, Assert.Single(reopened.Damaged).Path);
        AuditEvidenceException failure = Assert.Throws<AuditEvidenceException>(() => reopened.Find(first.RunId));
        Assert.Equal(SnapshotErrors.SnapshotCorrupt, failure.Descriptor);
        Assert.Contains(path, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_the_damaged_file_where_a_node_is_missing()
    {
        using var folder = new ScratchFolder();
        var store = new SnapshotStore(folder.Profile, new Disk());
        SnapshotHeader first = Add(store, Flat(2000, "x"), Day);
        SnapshotHeader second = Add(store, Flat(2000, "x", changed: 1), Day.AddDays(1));
        File.WriteAllText(PathOf(folder, first), "");
        var reopened = new SnapshotStore(folder.Profile, new Disk());

        AuditEvidenceException missing = Assert.Throws<AuditEvidenceException>(() => reopened.Open(second).Nodes.Read(second.Root));

        Assert.Equal(SnapshotErrors.NodeMissing, missing.Descriptor);
        Assert.Contains(PathOf(folder, first), missing.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "header")]
    [InlineData(2, "header")]
    [InlineData(2, "table")]
    [InlineData(2, "end")]
    [InlineData(2, "cut short")]
    public void A_snapshot_that_is_added_beside_a_damaged_file_needs_nothing_of_it(int changed, string damage)
    {
        using var folder = new ScratchFolder();
        var store = new SnapshotStore(folder.Profile, new Disk());
        SnapshotHeader first = Add(store, Flat(2000, "x"), Day);
        Add(store, Flat(2000, "x", changed: 1), Day.AddDays(1));
        byte[] whole = File.ReadAllBytes(PathOf(folder, first));
        File.WriteAllBytes(PathOf(folder, first), damage switch
        {
            "header" => Flip(whole, 40),
            "table" => Flip(whole, whole.Length - 60),
            "end" => Flip(whole, whole.Length - 1),
            _ => whole[..^100],
        });

        SnapshotHeader third = Add(new SnapshotStore(folder.Profile, new Disk()), Flat(2000, "x", changed), Day.AddDays(2));

        File.Delete(PathOf(folder, first));
        Assert.Equal(2000, ScopeTests.Paths(new SnapshotStore(folder.Profile, new Disk()).Open(third)).Count());
    }

    [Fact]
    public void A_corrupt_node_that_a_new_one_would_be_told_from_is_no_hindrance()
    {
        using var folder = new ScratchFolder();
        SnapshotHeader first = Add(new SnapshotStore(folder.Profile, new Disk()), Flat(100, "x"), Day);
        string path = PathOf(folder, first);
        byte[] whole = File.ReadAllBytes(path);
        File.WriteAllBytes(path, Flip(whole, whole.AsSpan().IndexOf("file-000050"u8)));

        SnapshotHeader second = Add(new SnapshotStore(folder.Profile, new Disk()), Flat(100, "x", changed: 1), Day.AddDays(1));

        File.Delete(path);
        Assert.Equal(100, ScopeTests.Paths(new SnapshotStore(folder.Profile, new Disk()).Open(second)).Count());
    }

    [Fact]
    public void A_file_under_another_run_s_name_is_damaged()
    {
        using var folder = new ScratchFolder();
        var store = new SnapshotStore(folder.Profile, new Disk());
        SnapshotHeader header = Add(store, Flat(5, "x"), Day);
        string copy = Path.Join(folder.Profile.Snapshots, $"{NewRun()}.snapshot");
        File.Copy(PathOf(folder, header), copy);

        var reopened = new SnapshotStore(folder.Profile, new Disk());

        Assert.Equal([header], reopened.List());
        Assert.Equal(copy, Assert.Single(reopened.Damaged).Path);
    }

    [Fact]
    public void A_link_to_nowhere_among_the_files_is_damaged()
    {
        using var folder = new ScratchFolder();
        var store = new SnapshotStore(folder.Profile, new Disk());
        SnapshotHeader header = Add(store, Flat(5, "x"), Day);
        File.CreateSymbolicLink(Path.Join(folder.Profile.Snapshots, $"{NewRun()}.snapshot"), "/nowhere");

        var reopened = new SnapshotStore(folder.Profile, new Disk());

        Assert.Equal([header], reopened.List());
        Assert.Single(reopened.Damaged);
    }

    [Fact]
    public void A_pipe_among_the_files_is_damaged_and_not_waited_for()
    {
        using var folder = new ScratchFolder();
        var store = new SnapshotStore(folder.Profile, new Disk());
        SnapshotHeader header = Add(store, Flat(5, "x"), Day);
        folder.Shell($"mkfifo '{Path.Join(folder.Profile.Snapshots, $"{NewRun()}.snapshot")}'");

        var reopened = new SnapshotStore(folder.Profile, new Disk());

        Assert.Equal([header], reopened.List());
        Assert.Single(reopened.Damaged);
    }

    [Fact]
    public void Says_which_node_is_missing()
    {
        using var folder = new ScratchFolder();
        var store = new SnapshotStore(folder.Profile, new Disk());
        SnapshotHeader first = Add(store, Flat(2000, "x"), Day);
        SnapshotHeader second = Add(store, Flat(2000, "x", changed: 1), Day.AddDays(1));
        File.Delete(Path.Join(folder.Profile.Snapshots, first.RunId + ".snapshot"));
        var reopened = new SnapshotStore(folder.Profile, new Disk());
        AuditEvidenceException missing = Assert.Throws<AuditEvidenceException>(() => reopened.Open(second).Nodes.Read(second.Root));
        Assert.Equal(SnapshotErrors.NodeMissing, missing.Descriptor);
        Assert.Contains(first.Root.ToString(), missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Stores_all_or_nothing_whatever_the_disk_does()
    {
        using var folder = new ScratchFolder();
        var store = new SnapshotStore(folder.Profile, new Disk());
        SnapshotHeader first = Add(store, Flat(5, "x"), Day);
        for (int calls = 0; calls < 4; calls++)
        {
            var failing = new SnapshotStore(folder.Profile, FailingAfter(calls));
            Record.Exception(() => Add(failing, Flat(5, "y"), Day.AddDays(1)));
            foreach (SnapshotHeader header in new SnapshotStore(folder.Profile, new Disk()).List())
            {
                ReadAll(folder);
            }

            Assert.Equal(first, new SnapshotStore(folder.Profile, new Disk()).Find(first.RunId));
        }
    }

    [Fact]
    public void Skips_what_an_interrupted_write_left()
    {
        using var folder = new ScratchFolder();
        Add(new SnapshotStore(folder.Profile, new Disk()), Flat(5, "x"), Day);
        File.WriteAllText(Path.Join(folder.Profile.Snapshots, $".{NewRun()}.snapshot.tmp-1"), "half");
        File.WriteAllText(Path.Join(folder.Profile.Snapshots, $".{NewRun()}.snapshot"), "half");
        Assert.Single(new SnapshotStore(folder.Profile, new Disk()).List());
    }

    internal static SnapshotHeader Add(
        SnapshotStore store, SnapshotTree tree, DateTimeOffset at, SnapshotScope? scope = null, string job = "job", string? run = null) =>
        store.Add(ScanOf(tree, scope ?? SnapshotScope.Everything), run ?? NewRun(), job, at);

    internal static ScanResult ScanOf(SnapshotTree tree, SnapshotScope scope) => new()
    {
        Scope = scope,
        Tree = tree,
        Rules = new ScopeRules(scope),
        Found = null!,
        Coverage = new ScanCoverage(2, []),
        Rehash = Rehash.Changed,
        FilesRead = 0,
        BytesRead = 0,
        SilentChanges = [],
        Bound = null,
    };

    private static string PathOf(ScratchFolder folder, SnapshotHeader header) => Path.Join(folder.Profile.Snapshots, header.RunId + ".snapshot");

    private static byte[] Flip(byte[] bytes, int at)
    {
        byte[] flipped = [.. bytes];
        flipped[at] ^= 0x10;
        return flipped;
    }

    /// <summary>Asserts that reading everything either fails, or tells which file it went on without.</summary>
    private static void AssertNoticed(ScratchFolder folder, string path)
    {
        var store = new SnapshotStore(folder.Profile, new Disk());
        if (Record.Exception(() => store.List().ToList().ForEach(header => Assert.Equal(header.Files, ScopeTests.Paths(store.Open(header)).Count()))) is { } failure)
        {
            Assert.IsType<AuditEvidenceException>(failure);
        }
        else
        {
            Assert.Equal(path, Assert.Single(store.Damaged).Path);
        }
    }

    internal static string NewRun() => Guid.CreateVersion7().ToString();

    /// <summary>A folder of folders of a hundred files, of which one in 499, or in so many, for each change differs.</summary>
    internal static SnapshotTree Flat(int files, string content, int changed = 0, int every = 499)
    {
        var builder = new TreeBuilder();
        for (int index = 0; index < files; index++)
        {
            byte[] bytes = Encoding.ASCII.GetBytes(index % every < changed ? $"changed {index}" : $"{content} {index}");
            builder.AddFile(Encoding.ASCII.GetBytes($"d{index / 100:d4}/file-{index:d6}"), false, bytes.Length, ContentHash.Of(bytes));
        }

        return builder.Build();
    }

    internal static long SizeOf(ScratchFolder folder) =>
        Directory.GetFiles(folder.Profile.Snapshots).Sum(path => new FileInfo(path).Length);

    internal static void ReadAll(ScratchFolder folder)
    {
        var store = new SnapshotStore(folder.Profile, new Disk());
        Assert.NotEmpty(store.List());
        foreach (SnapshotHeader header in store.List())
        {
            Assert.Equal(header.Files, ScopeTests.Paths(store.Open(header)).Count());
        }
    }

    /// <summary>A disk that is full after some writes.</summary>
    internal static FaultyDisk FailingAfter(int calls) =>
        new(new Disk(), calls + 1, FaultKind.Torn, () => throw new IOException("The disk is full.")) { StaysBroken = true };
}
