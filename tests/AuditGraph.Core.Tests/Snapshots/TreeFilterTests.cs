using AuditGraph.Core.Snapshots.Scopes;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Tests.Snapshots;

public sealed class TreeFilterTests
{
    [Theory]
    [InlineData("*.md", "", "a/b/x.md=1,a/y.md=2,x.md=3")]
    [InlineData("a/", "", "a/b/x.md=1,a/b/x.txt=1,a/u.txt?,a/y.md=2")]
    [InlineData("", "b", "a/u.txt?,a/y.md=2,l>t,x.md=3")]
    [InlineData("", "a", "l>t,x.md=3")]
    [InlineData("", "*.md,l", "a/b/x.txt=1,a/u.txt?")]
    [InlineData("nothing", "", "")]
    [InlineData("", "", "a/b/x.md=1,a/b/x.txt=1,a/u.txt?,a/y.md=2,l>t,x.md=3")]
    public void The_tree_is_as_if_only_the_narrower_scope_had_been_looked_at(string include, string exclude, string expected)
    {
        SnapshotTree tree = TreeText.Build("a/b/x.md=1", "a/b/x.txt=1", "a/u.txt?", "a/y.md=2", "l>t", "x.md=3");

        SnapshotTree filtered = TreeFilter.Apply(
            tree, new SnapshotScope { Include = [.. Split(include)], Exclude = [.. Split(exclude)] }, TestContext.Current.CancellationToken);

        SnapshotTree whole = TreeText.Build(Split(expected));
        Assert.Equal(TreeText.Show(whole), TreeText.Show(filtered));
        Assert.Equal((whole.Root, whole.Files, whole.Bytes), (filtered.Root, filtered.Files, filtered.Bytes));
    }

    [Fact]
    public void Can_be_cancelled() =>
        Assert.Throws<OperationCanceledException>(
            () => TreeFilter.Apply(TreeText.Build("a=1"), SnapshotScope.Everything, new CancellationToken(canceled: true)));

    private static string[] Split(string entries) => entries.Split(',', StringSplitOptions.RemoveEmptyEntries);
}
