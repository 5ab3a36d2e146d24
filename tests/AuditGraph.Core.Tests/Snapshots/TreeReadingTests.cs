using System.Text;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Tests.Snapshots;

public sealed class TreeReadingTests
{
    [Theory]
    [InlineData("a", "b/c=1,d=2")]
    [InlineData("a/b", "c=1")]
    [InlineData("a/d", "")]
    [InlineData("a/x", "")]
    [InlineData("x/b", "")]
    [InlineData("l", "")]
    public void The_part_below_a_folder_is_a_tree_of_its_own(string folder, string expected)
    {
        SnapshotTree below = TreeLookup.Below(TreeText.Build("a/b/c=1", "a/d=2", "l>t"), TreePath.Parse(folder));

        SnapshotTree whole = TreeText.Build(expected.Split(',', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal((whole.Root, whole.Files, whole.Bytes), (below.Root, below.Files, below.Bytes));
    }

    [Fact]
    public void A_map_of_texts_is_read_back_whole()
    {
        Dictionary<TreePath, byte[]> texts = new()
        {
            [TreePath.Parse("a/b/c")] = "one"u8.ToArray(),
            [TreePath.Parse("a/d")] = [],
            [TreePath.Parse("e")] = [0xff, 0],
        };

        SnapshotTree map = PathTexts.Build(texts);

        Dictionary<TreePath, byte[]> read = PathTexts.Read(map.Root, map.Nodes);
        Assert.Equal(texts.OrderBy(text => text.Key).Select(Show), read.OrderBy(text => text.Key).Select(Show));
    }

    [Fact]
    public void A_node_that_one_source_lacks_is_asked_of_the_other_and_a_damaged_one_is_not()
    {
        var first = new MemoryNodes();
        var second = new MemoryNodes();
        ContentHash one = first.Add("one"u8);
        ContentHash two = second.Add("two"u8);
        var joined = new JoinedNodes(first, second);

        Assert.Equal("one"u8, joined.Read(one).Span);
        Assert.Equal("two"u8, joined.Read(two).Span);
        Assert.Equal("NodeMissing", Assert.Throws<AuditEvidenceException>(() => joined.Read(ContentHash.Of("three"u8))).Descriptor.Name);
        Assert.Equal("NodeCorrupt", Assert.Throws<AuditEvidenceException>(() => new JoinedNodes(new DamagedNodes(), second).Read(two)).Descriptor.Name);
    }

    [Fact]
    public void Nodes_in_memory_stand_before_those_of_another_source()
    {
        var behind = new MemoryNodes();
        ContentHash one = behind.Add("one"u8);
        var nodes = new MemoryNodes(behind);

        Assert.Equal(nodes.Add("two"u8), nodes.Add("two"u8));
        Assert.Equal("one"u8, nodes.Read(one).Span);
        Assert.Equal("two"u8, nodes.Read(ContentHash.Of("two"u8)).Span);
        Assert.Equal("NodeMissing", Assert.Throws<AuditEvidenceException>(() => behind.Read(ContentHash.Of("two"u8))).Descriptor.Name);
    }

    [Fact]
    public void Paths_are_ordered_and_told_apart_by_their_bytes()
    {
        TreePath[] paths = [default, .. ((string[])["a", "a-", "a/b", "ab", @"\xff"]).Select(TreePath.Parse)];
        for (int left = 0; left < paths.Length; left++)
        {
            for (int right = 0; right < paths.Length; right++)
            {
                Assert.Equal(left < right, paths[left] < paths[right]);
                Assert.Equal(left <= right, paths[left] <= paths[right]);
                Assert.Equal(left > right, paths[left] > paths[right]);
                Assert.Equal(left >= right, paths[left] >= paths[right]);
                Assert.Equal(left == right, paths[left] == paths[right]);
                Assert.Equal(left != right, paths[left] != paths[right]);
                Assert.Equal(left == right, paths[left].Equals((object)paths[right]));
                Assert.Equal(left == right, paths[left].GetHashCode() == paths[right].GetHashCode());
            }
        }

        Assert.False(paths[1].Equals("a"));
        Assert.Equal("b", Encoding.UTF8.GetString(paths[3].Name));
        Assert.Equal("a", Encoding.UTF8.GetString(paths[1].Name));
        Assert.Equal(paths[3], paths[1].Append("b"u8));
        Assert.Equal(paths[1], default(TreePath).Append("a"u8));
    }

    [Theory]
    [InlineData(0, "00")]
    [InlineData(0x7f, "7f")]
    [InlineData(0x80, "8001")]
    [InlineData(0x3fff, "ff7f")]
    [InlineData(0x4000, "808001")]
    [InlineData(long.MaxValue, "ffffffffffffffff7f")]
    public void A_number_has_one_form(long value, string bytes)
    {
        Span<byte> written = stackalloc byte[VariableLength.LargestSize];
        Assert.Equal(bytes, Convert.ToHexStringLower(written[..VariableLength.Write(written, value)]));
        int position = 1;
        Assert.Equal(value, VariableLength.Read([0xff, .. Convert.FromHexString(bytes), 0xff], ref position));
        Assert.Equal(1 + (bytes.Length / 2), position);
    }

    [Theory]
    [InlineData("")]
    [InlineData("80")]
    [InlineData("8000")]
    [InlineData("ff00")]
    [InlineData("ffffffffffffffffff01")]
    [InlineData("ffffffffffffffffff")]
    public void Another_form_is_no_number(string bytes)
    {
        int position = 0;
        Assert.Throws<FormatException>(() => VariableLength.Read(Convert.FromHexString(bytes), ref position));
    }

    private static string Show(KeyValuePair<TreePath, byte[]> text) => $"{text.Key} {Convert.ToHexString(text.Value)}";

    /// <summary>Nodes of which none is what it was.</summary>
    private sealed class DamagedNodes : INodeSource
    {
        public ReadOnlyMemory<byte> Read(in ContentHash hash) => throw new AuditEvidenceException(SnapshotErrors.NodeCorrupt, $"The tree node {hash} is damaged.");
    }
}
