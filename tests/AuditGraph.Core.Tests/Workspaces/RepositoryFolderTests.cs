using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Tests.Workspaces;

public sealed class RepositoryFolderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("repo/.git/HEAD")]
    [InlineData("repo/.git")]
    public void Is_the_first_folder_upward_with_git_in_it(string git)
    {
        folder.Write(git, "gitdir: elsewhere\n");
        Directory.CreateDirectory(folder["repo/a/b"]);

        Assert.Equal(folder["repo"], RepositoryFolder.Find(folder["repo/a/b"], named: null));
        Assert.Equal(folder["repo"], RepositoryFolder.Find(folder["repo"], named: ""));
    }

    [Fact]
    public void Is_the_checkout_of_a_workflow_where_the_folder_is_in_it()
    {
        folder.Write("repo/sub/.git/HEAD", "x");

        Assert.Equal(folder["repo"], RepositoryFolder.Find(folder["repo/sub"], folder["repo"] + "/"));
        Assert.Equal(folder["repo/sub"], RepositoryFolder.Find(folder["repo/sub"], folder["rep"]));
        Assert.Equal(folder["repo"], RepositoryFolder.Find(folder["repo"], folder["repo"]));
        Assert.Equal("/", RepositoryFolder.Find(folder["repo/sub"], "/"));
    }

    [Fact]
    public void Is_none_where_there_is_no_git() => Assert.Null(RepositoryFolder.Find(folder.Root, named: null));
}
