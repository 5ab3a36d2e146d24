using System.Text;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Tests.Snapshots;

public sealed class TreeGraftTests
{
    [Theory]
    [InlineData("a/x=1,b=2", "a", "a@c,b=2")]
    [InlineData("a=1,b/x/y=2,b/z=3", "b/x", "a=1,b/x@c,b/z=3")]
    [InlineData("a=1,c=3", "b", "a=1,b@c,c=3")]
    [InlineData("a=1", "n/e/w", "a=1,n/e/w@c")]
    [InlineData("a/m=1,z=1", "a/b,a/z,q/a,q/b", "a/b@c,a/m=1,a/z@c,q/a@c,q/b@c,z=1")]
    [InlineData("", "a", "a@c")]
    [InlineData("a=1", "a", "a@c")]
    [InlineData("a=1", "a/b", "a/b@c")]
    public void A_submodule_is_one_entry_in_the_place_of_all_below(string entries, string submodules, string expected)
    {
        SnapshotTree grafted = TreeGraft.Apply(
            TreeText.Build(Split(entries)), Split(submodules).ToDictionary(TreePath.Parse, _ => Encoding.UTF8.GetBytes("c")));

        SnapshotTree whole = TreeText.Build(Split(expected));
        Assert.Equal(TreeText.Show(whole), TreeText.Show(grafted));
        Assert.Equal((whole.Root, whole.Files, whole.Bytes), (grafted.Root, grafted.Files, grafted.Bytes));
    }

    [Fact]
    public void Without_submodules_the_tree_is_the_same()
    {
        SnapshotTree tree = TreeText.Build("a=1");
        Assert.Same(tree, TreeGraft.Apply(tree, new Dictionary<TreePath, byte[]>()));
    }

    private static string[] Split(string entries) => entries.Split(',', StringSplitOptions.RemoveEmptyEntries);
}
