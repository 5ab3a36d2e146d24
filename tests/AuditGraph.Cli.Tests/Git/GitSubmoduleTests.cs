using System.Text.Json.Nodes;

namespace AuditGraph.Cli.Tests.Git;

public sealed class GitSubmoduleTests : IDisposable
{
    private readonly GitSite site = new();

    public GitSubmoduleTests() => site.Shell("""
        git init -q ../lib; cd ../lib; git config user.name a; git config user.email a@b
        mkdir deep; echo 1 >deep/a; echo 2 >b; echo '*.o' >.gitignore; git add -A; git commit -qm1
        cd ../site; git -c protocol.file.allow=always submodule --quiet add ../lib lib 2>&1; echo 1 >own
        """);

    public void Dispose() => site.Dispose();

    [Fact]
    public void A_clean_one_is_one_entry_at_its_commit()
    {
        site.Commit();
        JsonNode report = site.Report("git:HEAD");

        Assert.Equal(["added config/jobs.yaml"], report["changes"]!.AsArray().Select(change => $"{change!["kind"]} {change["path"]}"));
        Assert.Equal(3, (int)report["baseline"]!["files"]!);
        string head = site.Git("-C", "lib", "rev-parse", "HEAD").Trim();
        Assert.Equal($"lib {head} {head} clean", Submodules(report));
    }

    [Fact]
    public void A_new_one_is_one_added_entry_and_a_removed_one_one_removed()
    {
        site.Shell("git reset -q; git add own; git commit -qm0; git add -A; git commit -qm1");
        Assert.Equal(["added .gitmodules", "added lib"], site.Changes("git:HEAD~1"));

        site.Git("rm", "-qf", "lib");
        Assert.Equal(["modified .gitmodules", "removed lib"], site.Changes("git:HEAD"));
    }

    [Fact]
    public void A_changed_one_says_from_which_commit_to_which()
    {
        site.Commit();
        string before = site.Git("-C", "lib", "rev-parse", "HEAD").Trim();
        site.Shell("cd lib; git config user.name a; git config user.email a@b; echo 3 >b; git commit -qam2");
        string after = site.Git("-C", "lib", "rev-parse", "HEAD").Trim();

        JsonNode report = site.Report("git:HEAD");

        Assert.Equal(["modified lib"], site.Changes("git:HEAD"));
        Assert.Equal($"lib {before} {after} clean", Submodules(report));
    }

    [Theory]
    [InlineData("echo 3 >lib/b", "modified content", "modified lib")]
    [InlineData("rm lib/deep/a", "modified content", "modified lib")]
    [InlineData("echo 3 >lib/c", "untracked content", "modified lib")]
    [InlineData("echo 3 >lib/c.o", "clean", "")]
    [InlineData("cd lib; git checkout -q --orphan other; git rm -rqf .", "not checked out", "")]
    [InlineData("git submodule -q deinit -f lib", "not checked out", "")]
    [InlineData("rm -rf lib", "absent", "removed lib")]
    [InlineData("rm -rf lib; mkdir lib; echo 1 >lib/x", "absent", "removed lib,added lib/x")]
    public void What_is_in_the_work_tree_is_said(string script, string contents, string changes)
    {
        site.Commit();
        site.Shell(script);

        Assert.Equal(changes, string.Join(',', site.Changes("git:HEAD", "respect_gitignore: true")));
        Assert.EndsWith(' ' + contents, Submodules(site.Report("git:HEAD", "respect_gitignore: true")), StringComparison.Ordinal);
    }

    [Fact]
    public void One_in_which_git_converts_line_endings_differs_from_its_commit()
    {
        site.Shell("cd lib; git config user.name a; git config user.email a@b; echo '* text eol=crlf' >.gitattributes; git add -A; git commit -qm2; rm b; git checkout -q b");
        site.Commit();

        Assert.Equal("", site.Git("status", "--porcelain", "--ignore-submodules=none", "--", "lib"));
        Assert.EndsWith(" modified content", Submodules(site.Report("git:HEAD")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mkdir lib", "GitWorkTreeElsewhere", "moved/.git', yet git says")]
    [InlineData(":", "GitFailed", "cannot chdir to")]
    public void One_that_was_moved_without_git_is_refused_and_named(string script, string name, string words)
    {
        site.Commit();
        site.Shell($"mv lib moved; git add -A; {script}");

        JsonNode failure = site.Failure("git:HEAD");

        Assert.Equal(name, (string?)failure["detail"]!["name"]);
        Assert.Contains(words, (string?)failure["message"], StringComparison.Ordinal);
        Assert.Contains("moved", (string?)failure["message"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ln -s . vendor")]
    [InlineData("echo 1 >vendor")]
    public void One_that_is_skipped_does_not_hide_what_stands_in_the_place_of_its_folder(string script)
    {
        site.Shell("mkdir vendor; git mv lib vendor/lib");
        site.Commit();
        site.Shell($"git update-index --skip-worktree vendor/lib; rm -r vendor; {script}");

        Assert.Equal(["added vendor"], site.Changes("git:HEAD"));
        Assert.EndsWith(" absent", Submodules(site.Report("git:HEAD")), StringComparison.Ordinal);
    }

    [Fact]
    public void One_in_another_counts_with_it()
    {
        site.Shell("""
            git init -q ../leaf; cd ../leaf; git config user.name a; git config user.email a@b; echo 1 >x; git add -A; git commit -qm1
            cd ../site/lib; git config user.name a; git config user.email a@b
            git -c protocol.file.allow=always submodule --quiet add "$PWD/../../leaf" leaf 2>&1; git commit -qam2
            """);
        site.Commit();
        Assert.Equal([], site.Changes("git:HEAD"));

        site.Shell("echo 2 >lib/leaf/x");
        Assert.Equal(["modified lib"], site.Changes("git:HEAD"));
        Assert.EndsWith(" modified content", Submodules(site.Report("git:HEAD")), StringComparison.Ordinal);
    }

    [Fact]
    public void One_out_of_scope_is_not_looked_at()
    {
        site.Commit();
        site.Shell("echo 3 >lib/b");
        Assert.Equal([], site.Changes("git:HEAD", "exclude: [lib]"));
        Assert.Equal([], site.Changes("git:HEAD", "include: [own]"));
        Assert.Equal(["modified lib"], site.Changes("git:HEAD", "include: [lib]"));
    }

    [Theory]
    [InlineData("echo '*.c' >.gitignore", "untracked content")]
    [InlineData("echo '*.c' >.git/info/exclude", "untracked content")]
    [InlineData("git config core.excludesFile \"$PWD/../user\"", "untracked content")]
    [InlineData("echo 'lib/' >.gitignore", "untracked content")]
    [InlineData("echo '*' >.gitignore", "untracked content")]
    [InlineData("echo '*.c' >\"$(git -C lib rev-parse --absolute-git-dir)/info/exclude\"", "clean")]
    [InlineData("git -C lib config core.excludesFile \"$PWD/../user\"", "clean")]
    [InlineData("echo '*.c' >>lib/.gitignore; git -C lib commit -qam2", "clean")]
    public void Only_its_own_repository_s_ignore_files_count_in_one(string script, string contents)
    {
        site.Shell("git -C lib config user.name a; git -C lib config user.email a@b; echo '*.c' >../user; echo 1 >lib/new.c; echo 1 >lib/new.o");
        site.Shell($"{script}; git add -fA . 2>&1");
        site.Commit();

        string status = site.Git("status", "--porcelain", "--ignore-submodules=none", "--", "lib").Trim();

        Assert.Equal(contents == "clean" ? "" : "M lib", status);
        Assert.EndsWith(' ' + contents, Submodules(site.Report("git:HEAD", "respect_gitignore: true")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_tracked_file_that_the_other_repository_ignores_is_still_seen_in_one()
    {
        site.Shell("git -C lib config user.name a; git -C lib config user.email a@b; echo 1 >lib/x.log; git -C lib add -A; git -C lib commit -qm2; echo '*.log' >.gitignore");
        site.Commit();
        Assert.Equal([], site.Changes("git:HEAD", "respect_gitignore: true"));
        site.Shell("echo 2 >lib/x.log");
        Assert.Equal(["modified lib"], site.Changes("git:HEAD", "respect_gitignore: true"));
        site.Shell("git -C lib checkout -q x.log; echo 1 >lib/y.log");
        Assert.Equal(["modified lib"], site.Changes("git:HEAD", "respect_gitignore: true"));
    }

    private static string Submodules(JsonNode report) => string.Join(
        ',', report["coverage"]!["submodules"]!.AsArray().Select(row => $"{row!["path"]} {row["recorded"]} {row["current"]} {row["contents"]}"));
}
