using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Tests.Workspaces;

public sealed class NamedPathTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public NamedPathTests()
    {
        folder.Write("real/file", "");
        File.CreateSymbolicLink(folder["link"], folder["real"]);
        File.CreateSymbolicLink(folder["real/alias"], folder["real/file"]);
        File.CreateSymbolicLink(folder["circle"], folder["circle"]);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Links_are_followed_to_where_they_lead()
    {
        Assert.Equal(folder["real"], NamedPath.Resolve(folder["link"]));
        Assert.Equal(folder["real"], NamedPath.Resolve(folder["link/"]));
        Assert.Equal(folder["real/file"], NamedPath.Resolve(folder["link/alias"]));
        Assert.Equal("/", NamedPath.Resolve("/"));
    }

    [Fact]
    public void Of_what_is_not_there_yet_the_folders_that_are_there_are_followed() =>
        Assert.Equal(folder["real/new/file"], NamedPath.Resolve(folder["link/new/file"]));

    [Fact]
    public void The_name_itself_stays_where_a_link_must_not_choose_the_file()
    {
        Assert.Equal(folder["real/alias"], NamedPath.ResolveFolder(folder["link/alias"]));
        Assert.Equal("/", NamedPath.ResolveFolder("/"));
    }

    [Fact]
    public void Links_in_a_circle_are_an_error_that_names_the_path()
    {
        var error = Assert.Throws<AuditWorkspaceException>(() => NamedPath.Resolve(folder["circle"]));

        Assert.Equal("ReadFailed", error.Descriptor.Name);
        Assert.Equal(folder["circle"], error.Target);
        Assert.Contains(folder["circle"], error.Message, StringComparison.Ordinal);
    }
}
