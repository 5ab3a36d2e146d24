using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Tests.Snapshots;

public sealed class TreeFillTests
{
    private static readonly SnapshotTree Last = TreeText.Build("a/deep/file=old", "a/other=o", "b=gone", "file=old", "m/x=1", "u?", "z/y=2");

    [Theory]
    [InlineData("file?", "file=old", "file Known")]
    [InlineData("a/?", "a/deep/file=old,a/other=o", "a Known")]
    [InlineData("a/deep/?", "a/deep/file=old", "a/deep Known")]
    [InlineData("a/deep/file?", "a/deep/file=old", "a/deep/file Known")]
    [InlineData("new?", "", "new Absent")]
    [InlineData("a/new?", "", "a/new Absent")]
    [InlineData("n/deep/new?", "", "n/deep/new Absent")]
    [InlineData("file/new?", "", "file/new Absent")]
    [InlineData("u?", "u?", "u Unknown")]
    public void What_was_not_seen_is_as_it_was_known_before(string unseen, string expected, string former)
    {
        SnapshotTree filled = Fill([unseen], knowsAbsence: true, out string[] found);

        Assert.Equal(TreeText.Shown(Split(expected)), TreeText.Show(filled));
        Assert.Equal([former], found);
    }

    [Theory]
    [InlineData("new?", "new Unknown")]
    [InlineData("n/new/?", "n/new Unknown")]
    [InlineData("u?", "u Unknown")]
    public void What_nothing_was_known_of_stays_unseen(string unseen, string former)
    {
        SnapshotTree filled = Fill([unseen], knowsAbsence: false, out string[] found);

        Assert.Equal(TreeText.Shown(unseen), TreeText.Show(filled));
        Assert.Equal([former], found);
    }

    [Fact]
    public void What_was_seen_stays_as_it_is_around_what_was_not()
    {
        SnapshotTree filled = Fill(
            ["a/deep/file?", "a/deep/new=n", "a/other=changed", "file*new", "l>t", "m/x=1", "s@c", "z/q=3", "z/y?"], knowsAbsence: true, out string[] found);

        Assert.Equal(
            TreeText.Shown("a/deep/file=old", "a/deep/new=n", "a/other=changed", "file*new", "l>t", "m/x=1", "s@c", "z/q=3", "z/y=2"),
            TreeText.Show(filled));
        Assert.Equal(["a/deep/file Known", "z/y Known"], found);
        Assert.Equal((9, 19), (filled.Files, filled.Bytes));
    }

    [Fact]
    public void Only_folders_on_the_way_to_what_was_not_seen_are_opened()
    {
        SnapshotTree seen = TreeText.Build("a/file?", "z/y=2");
        var nodes = new MemoryNodes();
        nodes.Add(seen.Nodes.Read(seen.Root).Span);
        var entries = new TreeNodeReader(seen.Nodes.Read(seen.Root).Span);
        entries.MoveNext();
        nodes.Add(seen.Nodes.Read(entries.Current.Hash).Span);

        SnapshotTree filled = TreeFill.Apply(
            seen with { Nodes = nodes }, [TreePath.Parse("a/file"), TreePath.Parse("not/there")], TreeText.Build("a/file=1"), knowsAbsence: true, out _);

        Assert.Equal(TreeText.Build("a/file=1", "z/y=2").Root, filled.Root);
    }

    [Fact]
    public void All_that_was_not_seen_is_found() =>
        Assert.Equal(
            ["a/b/c", "a/d", "e"],
            TreeFill.FindUnseen(TreeText.Build("a/b/c?", "a/d/?", "a/x=1", "e?", "f/g=2")).Select(path => path.ToString()).Order(StringComparer.Ordinal));

    private static SnapshotTree Fill(string[] seen, bool knowsAbsence, out string[] found)
    {
        SnapshotTree tree = TreeText.Build(seen);
        SnapshotTree filled = TreeFill.Apply(tree, TreeFill.FindUnseen(tree), Last, knowsAbsence, out IReadOnlyList<FilledEntry> entries);
        found = [.. entries.Select(entry => $"{entry.Path} {entry.Former}")];
        return filled;
    }

    private static string[] Split(string entries) => entries.Split(',', StringSplitOptions.RemoveEmptyEntries);
}
