using AuditGraph.Core.Native;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Tests.Workspaces;

public sealed class PlainFolderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Lists_the_entries_of_a_folder_as_what_they_are()
    {
        folder.Write("file", "");
        folder.Write("below/deep/file", "");
        File.CreateSymbolicLink(folder["link"], folder["below"]);

        Assert.Equal(
            [(folder["below"], FileType.Directory), (folder["file"], FileType.File), (folder["link"], FileType.Link)],
            PlainFolder.List(folder.Root).Select(entry => (entry.Path, entry.Type)).Order());
        Assert.Equal(["file"], PlainFolder.List(folder.Root).Where(entry => entry.IsFile).Select(entry => entry.Name));
    }

    [Fact]
    public void Lists_all_below_that_is_no_folder_and_enters_no_link()
    {
        folder.Write("a/b/file", "");
        folder.Write("a/file", "");
        folder.Write("elsewhere/file", "");
        File.CreateSymbolicLink(folder["a/link"], folder["elsewhere"]);

        Assert.Equal(
            [folder["a/b/file"], folder["a/file"], folder["a/link"]],
            PlainFolder.ListBelow(folder["a"]).Select(entry => entry.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Finds_nothing_where_there_is_no_folder()
    {
        folder.Write("file", "");

        foreach (string path in (string[])["missing", "missing/below", "file", "file/below"])
        {
            Assert.False(PlainFolder.Exists(folder[path]));
            Assert.Empty(PlainFolder.List(folder[path]));
            Assert.Empty(PlainFolder.ListBelow(folder[path]));
        }
    }

    [Fact]
    public void Refuses_a_link_and_passes_over_it_only_where_that_is_asked_for()
    {
        folder.Write("target/file", "");
        File.CreateSymbolicLink(folder["link"], folder["target"]);

        Assert.Equal(folder["link"], Assert.Throws<LinkRefusedException>(() => PlainFolder.Exists(folder["link"])).Link);
        Assert.Throws<LinkRefusedException>(() => PlainFolder.List(folder["link"]));
        Assert.Throws<LinkRefusedException>(() => PlainFolder.ListBelow(folder["link"]).ToList());
        Assert.Empty(PlainFolder.ListBelow(folder["link"], skipsRefused: true));
    }
}
