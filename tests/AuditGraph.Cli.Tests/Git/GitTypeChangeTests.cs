namespace AuditGraph.Cli.Tests.Git;

/// <summary>What a path is changes in every direction, with content that is the same and with other content.</summary>
public sealed class GitTypeChangeTests : IDisposable
{
    private static readonly Dictionary<string, string> Makers = new()
    {
        ["file"] = "printf target >f",
        ["executable"] = "printf target >f; chmod +x f",
        ["link"] = "ln -s target f",
        ["folder"] = "mkdir f; printf target >f/in",
        ["submodule"] = "git init -q f; cd f; git config user.name a; git config user.email a@b; printf target >in; git add in; GIT_COMMITTER_DATE=2020-01-01T00:00:00Z git commit -qm1 --date 2020-01-01T00:00:00Z; cd ..",
        ["nothing"] = ":",
        ["pipe"] = "mkfifo f",
    };

    private readonly GitSite site = new();

    public void Dispose() => site.Dispose();

    [Theory]
    [InlineData("file", "executable", "modified f")]
    [InlineData("file", "link", "modified f")]
    [InlineData("file", "folder", "renamed f/in")]
    [InlineData("file", "submodule", "modified f")]
    [InlineData("file", "nothing", "removed f")]
    [InlineData("executable", "file", "modified f")]
    [InlineData("executable", "link", "modified f")]
    [InlineData("executable", "folder", "renamed f/in")]
    [InlineData("executable", "submodule", "modified f")]
    [InlineData("link", "file", "modified f")]
    [InlineData("link", "executable", "modified f")]
    [InlineData("link", "folder", "removed f,added f/in")]
    [InlineData("link", "submodule", "modified f")]
    [InlineData("link", "nothing", "removed f")]
    [InlineData("folder", "file", "renamed f")]
    [InlineData("folder", "executable", "renamed f")]
    [InlineData("folder", "link", "added f,removed f/in")]
    [InlineData("folder", "submodule", "added f,removed f/in")]
    [InlineData("folder", "nothing", "removed f/in")]
    [InlineData("submodule", "file", "modified f")]
    [InlineData("submodule", "executable", "modified f")]
    [InlineData("submodule", "link", "modified f")]
    [InlineData("submodule", "folder", "removed f,added f/in")]
    [InlineData("submodule", "nothing", "removed f")]
    [InlineData("submodule", "submodule", "")]
    [InlineData("file", "pipe", "removed f")]
    public void Is_reported_as_what_it_is(string before, string after, string expected)
    {
        site.Shell(Makers[before]);
        site.Commit();
        site.Shell("rm -rf f; " + Makers[after]);
        if (after == "submodule")
        {
            site.Shell("git rm -rq --cached --ignore-unmatch f; git -c advice.addEmbeddedRepo=false add f");
        }

        string[] changes = site.Changes("git:HEAD");

        Assert.Equal(expected, string.Join(',', changes));
    }

    [Fact]
    public void A_folder_that_became_a_link_to_another_one_holds_nothing_any_more()
    {
        site.Shell("mkdir d elsewhere; echo 1 >d/f; echo 2 >elsewhere/f");
        site.Commit();
        site.Shell("rm -r d; ln -s elsewhere d");

        Assert.Equal(["added d", "removed d/f"], site.Changes("git:HEAD"));
        Assert.Equal(["added d", "removed d/f"], site.Changes("git:HEAD", "respect_gitignore: true"));
    }

    [Fact]
    public void An_empty_file_is_removed_where_a_pipe_stands_in_its_place_though_git_diff_is_silent()
    {
        site.Shell(": >f");
        site.Commit();
        site.Shell("rm f; mkfifo f");

        Assert.Equal(("", " M f"), (site.Git("diff", "--name-only", "HEAD"), site.Git("status", "--porcelain", "f").TrimEnd()));
        Assert.Equal(["removed f"], site.Changes("git:HEAD"));
    }

    [Fact]
    public void A_repository_in_the_place_of_a_file_is_no_submodule_before_it_is_added()
    {
        site.Shell("echo other >f");
        site.Commit();
        site.Shell("rm f; " + Makers["submodule"]);

        Assert.Equal(["removed f", "added f/in"], site.Changes("git:HEAD"));
    }

    [Fact]
    public void A_file_is_removed_where_an_empty_folder_stands_in_its_place()
    {
        site.Shell("echo 1 >f");
        site.Commit();
        site.Shell("rm f; mkdir f");

        Assert.Equal(["removed f"], site.Changes("git:HEAD"));
        Assert.Equal(["removed f"], site.Changes("git:HEAD", "respect_gitignore: true"));
    }

    [Fact]
    public void Names_that_are_not_UTF8_are_compared_like_others()
    {
        site.Shell("printf 1 >\"$(printf 'kept\\377')\"; printf 2 >\"$(printf 'edited\\377')\"; printf 3 >\"$(printf 'gone\\377')\"");
        site.Commit();
        site.Shell("printf 4 >\"$(printf 'edited\\377')\"; rm \"$(printf 'gone\\377')\"; printf 5 >\"$(printf 'new\\377')\"");

        foreach (string extra in (string[])["", "respect_gitignore: true"])
        {
            Assert.Equal(["modified edited\\xff", "removed gone\\xff", "added new\\xff"], site.Changes("git:HEAD", extra));
        }
    }
}
