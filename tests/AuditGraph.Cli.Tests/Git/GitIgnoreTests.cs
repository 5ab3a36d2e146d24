namespace AuditGraph.Cli.Tests.Git;

/// <summary><c>respect_gitignore</c> leaves out what git leaves out.</summary>
public sealed class GitIgnoreTests : IDisposable
{
    private const string Respecting = "respect_gitignore: true";

    private readonly GitSite site = new();

    public void Dispose() => site.Dispose();

    [Fact]
    public void Tracked_files_are_never_left_out()
    {
        site.Shell("""
            printf '*.config\nbin/\n' >.gitignore; mkdir -p bin/deep; echo 1 >n.config; echo 1 >bin/deep/tracked; echo 1 >kept
            git add -f n.config bin/deep/tracked
            """);
        site.Commit();
        site.Shell("echo 2 >>n.config; echo 2 >other.config; echo 2 >bin/deep/tracked; echo 2 >bin/deep/other; echo 2 >bin/other");

        string[] expected = ["modified bin/deep/tracked", "modified n.config"];
        Assert.Equal(expected, site.Changes("git:HEAD", Respecting));
        Assert.Equal(["modified bin/deep/tracked"], site.Changes("git:HEAD", Respecting + "\n        include: [bin/deep]"));
        Assert.Equal(["modified n.config"], site.Changes("git:HEAD", Respecting + "\n        exclude: [bin]"));
    }

    [Fact]
    public void Snapshots_hold_them_too()
    {
        site.Shell("echo '*.config' >.gitignore; echo 1 >n.config; echo 1 >m.config; git add -f n.config");
        site.Commit();
        site.Report("last-run", Respecting);
        site.Shell("echo 2 >n.config; echo 2 >m.config");

        Assert.Equal(["modified n.config"], site.Changes("last-run", Respecting));
    }

    [Fact]
    public void Every_place_that_git_reads_patterns_from_counts_in_its_order()
    {
        site.Shell("""
            printf 'by-parent\n!kept-by-parent\n/inner/by-anchored-parent\n' >.gitignore
            mkdir -p inner/deep; printf '!back\n' >inner/.gitignore
            printf 'by-exclude\nkept-by-parent\nback\n' >.git/info/exclude
            printf 'by-user\n!by-exclude\n' >../user; git commit -qm1 --allow-empty
            git config core.excludesFile "$PWD/../user"
            cd inner; for n in by-parent kept-by-parent by-anchored-parent by-exclude by-user back plain; do echo $n >$n; echo $n >deep/$n; done
            """);
        string untracked = site.Git("ls-files", "--others", "--exclude-standard", "inner");

        string[] changes = site.Changes("git:HEAD", Respecting, root: "inner");

        Assert.Equal(
            untracked.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(path => $"added {path["inner/".Length..]}").Order(StringComparer.Ordinal),
            changes.Order(StringComparer.Ordinal));
        Assert.Contains("added kept-by-parent", changes);
        Assert.DoesNotContain("added by-user", changes);
    }

    [Theory]
    [InlineData("inner/")]
    [InlineData("*")]
    [InlineData("inner/*")]
    public void In_a_workspace_that_is_ignored_itself_only_what_is_tracked_counts(string pattern)
    {
        site.Shell($"mkdir inner; echo 1 >inner/tracked; git add inner; echo '{pattern}' >.gitignore; echo 1 >inner/other");
        site.Git("commit", "-qm1");
        site.Shell("echo 2 >inner/tracked");
        Assert.Equal(["modified tracked"], site.Changes("git:HEAD", Respecting, root: "inner"));
    }

    [Fact]
    public void An_ignore_file_that_cannot_be_read_is_said()
    {
        site.Shell("echo 1 >a; git add a; git commit -qm1; rm .git/info/exclude; mkfifo .git/info/exclude");
        Assert.Contains(".git/info/exclude' was not read", GitSite.Notes(site.Report("git:HEAD", Respecting)), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_repository_the_ignore_files_of_the_workspace_count()
    {
        site.Shell("rm -rf .git; echo '*.log' >.gitignore");
        site.Report("last-run", Respecting);
        site.Shell("echo 1 >a.log; echo 1 >b");
        Assert.Equal(["added b"], site.Changes("last-run", Respecting));
    }
}
