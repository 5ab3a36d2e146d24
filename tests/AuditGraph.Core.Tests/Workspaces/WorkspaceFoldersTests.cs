using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Tests.Workspaces;

public sealed class WorkspaceFoldersTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Folders_and_nothing_at_all_are_in_order()
    {
        WorkspaceFolders.Check(folder.Root);
        WorkspaceFolders.Check(folder["missing"]);
        WorkspaceFolders.Check(new ProfilePaths(folder.Root, "default"));
    }

    [Theory]
    [InlineData(".pkg")]
    [InlineData(".pkg/profiles")]
    [InlineData(".pkg/profiles/default")]
    [InlineData(".pkg/profiles/default/runs")]
    [InlineData(".pkg/profiles/default/runs/.pending")]
    [InlineData(".pkg/profiles/default/ledger")]
    [InlineData(".pkg/profiles/default/snapshots")]
    [InlineData(".pkg/profiles/default/cache")]
    [InlineData(".pkg/profiles/default/secrets")]
    public void A_link_or_a_file_in_the_place_of_a_folder_is_told_apart_and_by_its_path(string place)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder[place])!);
        File.CreateSymbolicLink(folder[place], "/");
        AssertMisplaced(place, "is a symbolic link");
        File.Delete(folder[place]);
        folder.Write(place, "");
        AssertMisplaced(place, "is no folder");
    }

    [Fact]
    public void A_folder_behind_a_link_cannot_be_looked_at()
    {
        File.CreateSymbolicLink(folder["link"], "/");

        var error = Assert.Throws<AuditWorkspaceException>(() => WorkspaceFolders.Check(folder["link/below"]));

        Assert.Equal("ReadFailed", error.Descriptor.Name);
        Assert.Equal(folder["link/below"], error.Target);
    }

    private void AssertMisplaced(string place, string fault)
    {
        var error = Assert.Throws<AuditWorkspaceException>(() => WorkspaceFolders.Check(new ProfilePaths(folder.Root, "default")));
        Assert.Equal("FolderMisplaced", error.Descriptor.Name);
        Assert.Equal(folder[place], error.Target);
        Assert.Contains($"'{folder[place]}' {fault}", error.Message, StringComparison.Ordinal);
    }
}
