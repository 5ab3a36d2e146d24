using System.Text.Json.Nodes;

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

    [Theory]
    [InlineData("", "rm .gitignore")]
    [InlineData("", "rm .gitignore; ln -s other .gitignore")]
    [InlineData("", "rm .gitignore; mkdir .gitignore")]
    [InlineData("", "echo '*.b' >.gitignore")]
    [InlineData("inner/", "rm inner/.gitignore")]
    [InlineData("inner/", "rm -r inner; mkdir inner; echo 1 >inner/x.a; echo 1 >inner/x.b")]
    public void One_that_is_not_checked_out_is_read_from_the_index(string folder, string script)
    {
        site.Shell($"mkdir inner; echo '*.a' >{folder}.gitignore");
        site.Commit();
        site.Shell($"git update-index --skip-worktree {folder}.gitignore; for n in x.a x.b inner/x.a inner/x.b; do echo 1 >$n; done; {script}");
        string untracked = site.Git("ls-files", "--others", "--exclude-standard");

        Assert.Equal(
            untracked.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(path => path != ".gitignore").Select(path => $"added {path}").Order(StringComparer.Ordinal),
            site.Changes("git:HEAD", Respecting).Where(change => change.StartsWith("added ", StringComparison.Ordinal) && !change.EndsWith(".gitignore", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void One_above_the_workspace_that_is_not_checked_out_is_read_from_the_index_too()
    {
        site.Shell("mkdir inner; echo '*.a' >.gitignore; echo 1 >inner/kept");
        site.Commit();
        site.Shell("git update-index --skip-worktree .gitignore; rm .gitignore; echo 1 >inner/x.a; echo 1 >inner/x.b");

        Assert.Equal(["added x.b"], site.Changes("git:HEAD", Respecting, root: "inner"));
    }

    [Fact]
    public void In_a_partial_clone_one_that_nothing_would_look_at_need_not_be_there()
    {
        site.Shell("""
            mkdir in out; echo '*.a' >out/.gitignore; echo 1 >in/x
            """);
        site.Commit();
        site.Shell("git sparse-checkout set --no-cone '/in/'; rm \".git/objects/$(git rev-parse HEAD:out/.gitignore | sed 's,^..,&/,')\"; echo 2 >in/y");

        JsonNode error = site.Failure("git:HEAD", Respecting);
        Assert.Contains("out/.gitignore", error.ToJsonString(), StringComparison.Ordinal);
        site.Report("last-run", Respecting);
        site.Shell("mkdir -p out; echo 1 >out/x.a");
        Assert.Contains("out/.gitignore", site.Failure("last-run", Respecting).ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("echo '*.log' >.gitignore", "", "a.log .gitignore:1: *.log")]
    [InlineData("echo '*.log' >.git/info/exclude", "", "a.log .git/info/exclude:1: *.log")]
    [InlineData("printf '\n*.log\n' >../user; git config core.excludesFile \"$PWD/../user\"", "", "a.log core.excludesFile:2: *.log")]
    [InlineData("echo '*.log' >.gitignore", "inner", "a.log ../.gitignore:1: *.log|deep/a.log ../.gitignore:1: *.log")]
    [InlineData("echo 'inner/' >.gitignore", "inner", "a.log ../.gitignore:1: inner/|config ../.gitignore:1: inner/|deep ../.gitignore:1: inner/")]
    [InlineData("echo 'inner/deep' >.gitignore", "inner/deep", "a.log ../../.gitignore:1: inner/deep|config ../../.gitignore:1: inner/deep")]
    [InlineData("echo 'd/' >.gitignore", "", "d .gitignore:1: d/")]
    [InlineData("echo 'd/' >.gitignore; git add -f d/tracked", "", "d/a.log .gitignore:1: d/")]
    [InlineData("printf '*.log\n' >.git/info/exclude; echo '!*.log' >d/.gitignore", "", "a.log .git/info/exclude:1: *.log")]
    public void The_line_that_took_something_out_of_scope_or_let_it_in_is_named(string script, string root, string expected)
    {
        site.Shell("mkdir -p d inner/deep; for f in . d inner inner/deep; do echo 1 >$f/a.log; done; echo 1 >d/tracked; git commit -qm1 --allow-empty");
        string[] Moves(string table) => [.. site.Report("last-run", Respecting, root)["coverage"]![table]!.AsArray()
            .Select(row => $"{row!["path"]} {row["rule"]}")
            .Where(row => root.Length > 0 || row.StartsWith(expected[..expected.IndexOf(' ', StringComparison.Ordinal)] + " ", StringComparison.Ordinal))];
        site.Report("last-run", Respecting, root);
        site.Shell(script);
        string[] left = Moves("leftScope");
        site.Shell("rm -rf .gitignore d/.gitignore ../user; : >.git/info/exclude; git rm -qr --cached . 2>/dev/null || true");

        Assert.Equal(expected.Split('|'), left);
        Assert.Equal(left, Moves("enteredScope"));
    }

    [Fact]
    public void Where_git_tracks_what_a_pattern_ignores_the_pattern_is_not_the_rule_against_it()
    {
        site.Shell("echo '*.config' >.gitignore; echo 1 >n.config; git add -f n.config");
        site.Commit();
        site.Report("last-run", Respecting);

        JsonNode report = site.Report("last-run", Respecting + "\n        include: [docs/]");

        Assert.Contains(
            "n.config include: no pattern takes it",
            report["coverage"]!["leftScope"]!.AsArray().Select(row => $"{row!["path"]} {row["rule"]}"));
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
