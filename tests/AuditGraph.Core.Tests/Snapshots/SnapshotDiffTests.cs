using System.Text;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Snapshots.Scopes;
using AuditGraph.Core.Snapshots.Trees;
using FsCheck.Fluent;

namespace AuditGraph.Core.Tests.Snapshots;

public sealed class SnapshotDiffTests
{
    [Fact]
    public void Agrees_with_a_naive_comparison_of_random_trees() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            RandomTree old = RandomTree.Create(random, random.Next(30));
            RandomTree current = old.Edited(random.Next(12));
            SnapshotComparison comparison = SnapshotDiff.Compare(old.Build(), current.Build());
            Assert.Equal(Naive(old.Files, current.Files), comparison.Changes.Select(Show));
            AssertTotals(comparison, current);
        }).Holds(500);

    [Fact]
    public void Finds_nothing_between_equal_trees_and_opens_no_node()
    {
        SnapshotTree tree = RandomTree.Create(new Random(1), 20).Build();
        var sealedTree = tree with { Nodes = new MemoryNodes() };
        SnapshotComparison comparison = SnapshotDiff.Compare(sealedTree, sealedTree, TestContext.Current.CancellationToken);
        Assert.Empty(comparison.Changes);
        Assert.Equal(new ChangeTotal(tree.Files, tree.Bytes), comparison.Unchanged);
    }

    [Fact]
    public void Pairs_duplicates_by_name_first_and_then_in_the_order_of_paths()
    {
        SnapshotComparison comparison = Compare(
            ["old/1=x", "old/2=x", "old/3=x", "old/4=x"],
            ["new/3=x", "new/9=x", "new/8=x"]);
        Assert.Equal(
            ["Renamed new/3 < old/3", "Renamed new/8 < old/1", "Renamed new/9 < old/2", "Removed old/4"],
            comparison.Changes.Select(Show));
    }

    [Fact]
    public void Never_pairs_empty_files_or_a_file_with_a_link()
    {
        var old = new TreeBuilder();
        old.AddFile("empty"u8, false, 0, ContentHash.Of([]));
        old.AddFile("text"u8, false, 1, ContentHash.Of("x"u8));
        var current = new TreeBuilder();
        current.AddFile("nothing"u8, false, 0, ContentHash.Of([]));
        current.AddLink("link"u8, "x"u8);
        SnapshotComparison comparison = SnapshotDiff.Compare(old.Build(), current.Build(), TestContext.Current.CancellationToken);
        Assert.Equal(
            ["Removed empty", "Added link", "Added nothing", "Removed text"],
            comparison.Changes.Select(Show));
    }

    [Fact]
    public void Claims_nothing_about_what_one_side_has_not_seen()
    {
        var nodes = new MemoryNodes();
        var node = new TreeNodeWriter();
        node.AddFile("file"u8, false, 3, ContentHash.Of("old"u8));
        ContentHash folder = nodes.Add(node.Node);
        node.Clear();
        node.AddFile("a"u8, false, 5, ContentHash.Of("hello"u8));
        node.AddDirectory("b"u8, folder, 1, 3);
        node.AddFile("c"u8, false, 1, ContentHash.Of("c"u8));
        var seen = new SnapshotTree(nodes.Add(node.Node), node.Files, node.Bytes, nodes);
        node.Clear();
        node.AddUnseen("a"u8, directory: false);
        node.AddUnseen("b"u8, directory: true);
        node.AddFile("c"u8, false, 1, ContentHash.Of("c"u8));
        var unseen = new SnapshotTree(nodes.Add(node.Node), node.Files, node.Bytes, nodes);

        foreach ((SnapshotTree old, SnapshotTree current) in new[] { (seen, unseen), (unseen, seen) })
        {
            SnapshotComparison comparison = SnapshotDiff.Compare(old, current, TestContext.Current.CancellationToken);
            Assert.Empty(comparison.Changes);
            Assert.Equal(["a", "b"], comparison.Uncompared.Select(path => path.ToString()));
            Assert.Equal(new ChangeTotal(1, 1), comparison.Unchanged);
        }
    }

    [Fact]
    public void What_was_seen_on_neither_side_is_named_and_counts_for_nothing()
    {
        SnapshotComparison comparison = SnapshotDiff.Compare(
            TreeText.Build("a/u?", "a/x=1", "gone?", "v/?"), TreeText.Build("a/u?", "a/x=2", "new/?", "v/?"), TestContext.Current.CancellationToken);

        Assert.Equal(["Modified a/x"], comparison.Changes.Select(Show));
        Assert.Equal(["a/u", "gone", "new", "v"], comparison.Uncompared.Select(path => path.ToString()));
        Assert.Equal(default, comparison.Unchanged);
    }

    [Theory]
    [InlineData("a=1", "a*1", "Modified a")]
    [InlineData("a>1", "a=1", "Modified a")]
    [InlineData("a@1", "a@2", "Modified a")]
    [InlineData("a=1", "a/b/c=1", "Renamed a/b/c < a")]
    [InlineData("a/b/c=1", "a=1", "Renamed a < a/b/c")]
    [InlineData("a/b/c=1", "a=2", "Added a,Removed a/b/c")]
    [InlineData("a@1", "b@1", "Renamed b < a")]
    [InlineData("a@1", "b=1", "Removed a,Added b")]
    [InlineData("a*1", "b=1", "Renamed b < a")]
    public void Every_change_of_kind_is_a_change(string old, string current, string changes) =>
        Assert.Equal(
            changes.Split(','),
            SnapshotDiff.Compare(TreeText.Build(old), TreeText.Build(current), TestContext.Current.CancellationToken).Changes.Select(Show));

    [Fact]
    public void What_only_one_side_looked_at_has_left_the_scope_or_entered_it()
    {
        SnapshotTree old = TreeText.Build("a/x.log=1", "a/x.txt=1", "only/deep/f=22", "only/u?", "r=1");
        SnapshotTree current = TreeText.Build("a/x.txt=1", "new/n=333", "z.md=4");
        var scopes = new ScopeChange(View("new", "*.md"), View("*.log", "only"));

        SnapshotComparison comparison = SnapshotDiff.Compare(old, current, scopes, TestContext.Current.CancellationToken);

        Assert.Equal(["Removed r"], comparison.Changes.Select(Show));
        Assert.Equal(["a/x.log 1 1 exclude: *.log", "only 1 2 exclude: only"], comparison.Left.Select(Show));
        Assert.Equal(["new 1 3 exclude: new", "z.md 1 1 exclude: *.md"], comparison.Entered.Select(Show));
        Assert.Empty(comparison.Uncompared);
        Assert.Equal(new ChangeTotal(1, 1), comparison.Unchanged);
    }

    [Fact]
    public void Without_the_old_scope_nothing_has_entered_and_what_took_another_s_place_has_neither_left_nor_entered()
    {
        SnapshotComparison unknown = SnapshotDiff.Compare(
            TreeText.Build("r=1"), TreeText.Build("new=1", "r=1"), new ScopeChange(null, View("none")), TestContext.Current.CancellationToken);
        Assert.Equal(["Added new"], unknown.Changes.Select(Show));
        Assert.Empty(unknown.Entered);

        SnapshotComparison replaced = SnapshotDiff.Compare(
            TreeText.Build("a=1", "b/c=2"), TreeText.Build("a/c=3", "b=4"), new ScopeChange(View("c"), View("c")), TestContext.Current.CancellationToken);
        Assert.Equal(["Removed a", "Added a/c", "Added b", "Removed b/c"], replaced.Changes.Select(Show));
        Assert.Empty(replaced.Left);
        Assert.Empty(replaced.Entered);
    }

    [Fact]
    public void Something_unseen_that_left_the_scope_counts_as_one_entry()
    {
        SnapshotComparison comparison = SnapshotDiff.Compare(
            TreeText.Build("d/?", "u?"), TreeText.Build(), new ScopeChange(null, View("d/", "u")), TestContext.Current.CancellationToken);

        Assert.Equal(["d 1 0 exclude: d/", "u 1 0 exclude: u"], comparison.Left.Select(Show));
        Assert.Empty(comparison.Uncompared);
    }

    [Fact]
    public void Can_be_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Throws<OperationCanceledException>(() => SnapshotDiff.Compare(
            RandomTree.Create(new Random(1), 5).Build(), RandomTree.Create(new Random(2), 5).Build(), cancelled.Token));
    }

    private static SnapshotComparison Compare(string[] old, string[] current) =>
        SnapshotDiff.Compare(Tree(old), Tree(current), TestContext.Current.CancellationToken);

    private static SnapshotTree Tree(string[] files)
    {
        var builder = new TreeBuilder();
        foreach (string file in files)
        {
            string[] parts = file.Split('=');
            byte[] content = Encoding.UTF8.GetBytes(parts[1]);
            builder.AddFile(Encoding.UTF8.GetBytes(parts[0]), false, content.Length, ContentHash.Of(content));
        }

        return builder.Build();
    }

    private static string Show(SnapshotChange change) =>
        $"{change.Kind} {change.Path}" + (change.PreviousPath is { } previous ? $" < {previous}" : "");

    private static string Show(ScopeMove move) => $"{move.Path} {move.Entries} {move.Bytes} {move.Rule}";

    private static ScopeView View(params string[] exclude) =>
        new(new ScopeRules(new SnapshotScope { Exclude = [.. exclude] }), new Dictionary<TreePath, byte[]>());

    private static void AssertTotals(SnapshotComparison comparison, RandomTree current)
    {
        ChangeTotal of(AuditChangeKind kind) => comparison.Changes
            .Where(change => change.Kind == kind)
            .Aggregate(default(ChangeTotal), (total, change) => total + new ChangeTotal(1, change.Bytes));
        Assert.Equal(of(AuditChangeKind.Added), comparison.Added);
        Assert.Equal(of(AuditChangeKind.Modified), comparison.Modified);
        Assert.Equal(of(AuditChangeKind.Removed), comparison.Removed);
        Assert.Equal(of(AuditChangeKind.Renamed), comparison.Renamed);
        var all = new ChangeTotal(current.Files.Count, current.Files.Values.Sum(content => (long)content.Text.Length));
        Assert.Equal(all, comparison.Unchanged + comparison.Added + comparison.Modified + comparison.Renamed);
    }

    /// <summary>Every path of both sides looked up in both, then renames found by trying all pairs.</summary>
    private static IEnumerable<string> Naive(
        Dictionary<string, RandomTree.Content> old, Dictionary<string, RandomTree.Content> current)
    {
        string[] paths = [.. old.Keys.Union(current.Keys).OrderBy(path => path, Comparer<string>.Create(ByBytes))];
        List<string> removed = [.. paths.Where(path => old.ContainsKey(path) && !current.ContainsKey(path))];
        List<string> added = [.. paths.Where(path => current.ContainsKey(path) && !old.ContainsKey(path))];
        var renamed = new Dictionary<string, string>();
        foreach (bool byName in new[] { true, false })
        {
            foreach (string path in added.Where(path => !renamed.ContainsKey(path)).ToArray())
            {
                string? partner = removed.Find(candidate =>
                    !renamed.ContainsValue(candidate)
                    && old[candidate].Text.Length > 0
                    && old[candidate].Text == current[path].Text
                    && old[candidate].IsLink == current[path].IsLink
                    && (!byName || candidate.Split('/')[^1] == path.Split('/')[^1]));
                if (partner is not null)
                {
                    renamed.Add(path, partner);
                }
            }
        }

        foreach (string path in paths)
        {
            string shown = TreePath.FromBytes(Encoding.UTF8.GetBytes(path)).ToString();
            if (renamed.TryGetValue(path, out string? partner))
            {
                yield return $"Renamed {shown} < {TreePath.FromBytes(Encoding.UTF8.GetBytes(partner))}";
            }
            else if (added.Contains(path))
            {
                yield return $"Added {shown}";
            }
            else if (removed.Contains(path) && !renamed.ContainsValue(path))
            {
                yield return $"Removed {shown}";
            }
            else if (current.TryGetValue(path, out RandomTree.Content? after)
                && old.TryGetValue(path, out RandomTree.Content? before)
                && !before.IsSame(after))
            {
                yield return $"Modified {shown}";
            }
        }
    }

    private static int ByBytes(string? left, string? right) =>
        Encoding.UTF8.GetBytes(left!).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right!));
}
