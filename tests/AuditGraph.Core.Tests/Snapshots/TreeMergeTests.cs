using AuditGraph.Core.Canonical;
using AuditGraph.Core.Snapshots.Scopes;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Tests.Snapshots;

public sealed class TreeMergeTests
{
    private const string Before = "a/b/x.md=1,a/b/x.txt=1,a/y.md=2,gone/z.md=1,l>t,x.md=3";

    private const string Now = "a/b/x.md=9,a/b/x.txt=9,a/n.md=9,l>9,new/z.md=9,x.md=3";

    [Theory]
    [InlineData("*", Now)]
    [InlineData("nothing", Before)]
    [InlineData("*.md", "a/b/x.md=9,a/b/x.txt=1,a/n.md=9,l>t,new/z.md=9,x.md=3")]
    [InlineData("a/", "a/b/x.md=9,a/b/x.txt=9,a/n.md=9,gone/z.md=1,l>t,x.md=3")]
    [InlineData("/a/b/**", "a/b/x.md=9,a/b/x.txt=9,a/y.md=2,gone/z.md=1,l>t,x.md=3")]
    [InlineData("gone", "a/b/x.md=1,a/b/x.txt=1,a/y.md=2,l>t,x.md=3")]
    [InlineData("a,!*.txt", "a/b/x.md=9,a/b/x.txt=1,a/n.md=9,gone/z.md=1,l>t,x.md=3")]
    [InlineData("a,!b/,x.txt", "a/b/x.md=1,a/b/x.txt=9,a/n.md=9,gone/z.md=1,l>t,x.md=3")]
    [InlineData("l", "a/b/x.md=1,a/b/x.txt=1,a/y.md=2,gone/z.md=1,l>9,x.md=3")]
    public void What_patterns_choose_is_as_it_is_now_and_all_else_as_it_was(string patterns, string expected) =>
        Check(Before, Now, patterns, expected);

    [Theory]
    [InlineData("p=1", "p/q=2,p/r=2", "p", "p/q=2,p/r=2")]
    [InlineData("p=1", "p/q=2,p/r=2", "q", "p/q=2")]
    [InlineData("p=1", "p/q=2,p/r=2", "z", "p=1")]
    [InlineData("p/q=1,p/r=1", "p=2", "p", "p=2")]
    [InlineData("p/q=1,p/r=1", "p=2", "q", "p/r=1")]
    [InlineData("p/q=1,p/r=1", "p=2", "p/", "")]
    [InlineData("p/q=1,p/r=1", "p=2", "z", "p/q=1,p/r=1")]
    [InlineData("", "p/q=2,r=2", "q", "p/q=2")]
    [InlineData("p/q=1,r=1", "", "q", "r=1")]
    public void A_file_in_place_of_a_folder_and_a_folder_in_place_of_a_file_are_taken_as_they_are(
        string before, string now, string patterns, string expected) => Check(before, now, patterns, expected);

    [Fact]
    public void The_facts_of_a_folder_are_taken_where_it_is_chosen_or_new_and_go_with_it()
    {
        SnapshotTree before = TreeText.Build("a/.git>old", "a/f>old", "b/.git>old", "b/f>old", ".git>old", "gone/.git>old", "gone/f>old");
        SnapshotTree now = TreeText.Build("a/.git>now", "a/f>now", "b/.git>now", "b/f>now", ".git>now", "new/.git>now", "new/f>now", "none/.git>now", "none/g>now");

        SnapshotTree merged = TreeMerge.ApplyToFacts(before, now, new PathSelection(["/a/", "gone", "new/f"]), TestContext.Current.CancellationToken);

        Assert.Equal(
            TreeText.Shown("a/.git>now", "a/f>now", "b/.git>old", "b/f>old", ".git>old", "new/.git>now", "new/f>now"),
            TreeText.Show(merged));
    }

    [Fact]
    public void What_is_the_same_in_both_is_not_opened()
    {
        SnapshotTree tree = TreeText.Build("a/b=1", "c=2");
        SnapshotTree other = TreeText.Build("a/b=1", "c=3");
        var nodes = new OnlyRoots([tree.Root, other.Root], tree.Nodes, other.Nodes);

        SnapshotTree merged = TreeMerge.Apply(
            tree with { Nodes = nodes }, other with { Nodes = nodes }, new PathSelection(["c"]), TestContext.Current.CancellationToken);

        Assert.Equal(other.Root, merged.Root);
    }

    [Fact]
    public void A_tree_deeper_than_a_stack_is_merged()
    {
        SnapshotTree before = Deep("1");
        SnapshotTree now = Deep("2");

        Assert.Equal(now.Root, TreeMerge.Apply(before, now, new PathSelection(["f"]), TestContext.Current.CancellationToken).Root);
        Assert.Equal(before.Root, TreeMerge.Apply(before, now, new PathSelection(["g"]), TestContext.Current.CancellationToken).Root);
    }

    [Theory]
    [InlineData("a/b/x.md,!nothing", "")]
    [InlineData("nothing,*.md,/b", "nothing,/b")]
    [InlineData("gone,new,/x.md/", "/x.md/")]
    public void A_pattern_that_chooses_nothing_of_either_is_known(string patterns, string idle) =>
        Assert.Equal(
            Split(idle),
            new PathSelection([.. Split(patterns)]).FindIdle([TreeText.Build(Split(Before)), TreeText.Build(Split(Now))], TestContext.Current.CancellationToken));

    [Fact]
    public void Can_be_cancelled() => Assert.Throws<OperationCanceledException>(
        () => TreeMerge.Apply(TreeText.Build("a=1"), TreeText.Build("a=2"), new PathSelection(["a"]), new CancellationToken(canceled: true)));

    private static void Check(string before, string now, string patterns, string expected)
    {
        SnapshotTree merged = TreeMerge.Apply(
            TreeText.Build(Split(before)), TreeText.Build(Split(now)), new PathSelection([.. Split(patterns)]), TestContext.Current.CancellationToken);

        SnapshotTree whole = TreeText.Build(Split(expected));
        Assert.Equal(TreeText.Show(whole), TreeText.Show(merged));
        Assert.Equal((whole.Root, whole.Files, whole.Bytes), (merged.Root, merged.Files, merged.Bytes));
    }

    private static SnapshotTree Deep(string text)
    {
        var nodes = new MemoryNodes();
        var writer = new TreeNodeWriter();
        writer.AddFile("f"u8, executable: false, 1, ContentHash.Of(System.Text.Encoding.UTF8.GetBytes(text)));
        for (int depth = 0; depth < 3000; depth++)
        {
            var above = new TreeNodeWriter();
            above.AddDirectory("d"u8, nodes.Add(writer.Node), writer.Files, writer.Bytes);
            writer = above;
        }

        return new SnapshotTree(nodes.Add(writer.Node), writer.Files, writer.Bytes, nodes);
    }

    private static string[] Split(string entries) => entries.Split(',', StringSplitOptions.RemoveEmptyEntries);

    private sealed class OnlyRoots(ContentHash[] roots, INodeSource first, INodeSource second) : INodeSource
    {
        public ReadOnlyMemory<byte> Read(in ContentHash hash)
        {
            Assert.Contains(hash, roots);
            return new JoinedNodes(first, second).Read(hash);
        }
    }
}
