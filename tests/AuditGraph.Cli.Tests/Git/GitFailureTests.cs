using System.Text.Json.Nodes;

namespace AuditGraph.Cli.Tests.Git;

/// <summary>What git cannot do is told in git's own words, and weaker evidence takes its place only where the job allows it.</summary>
public sealed class GitFailureTests : IDisposable
{
    private readonly GitSite site = new();

    public GitFailureTests() => site.Shell("echo 1 >a; echo b >b; git add .; GIT_COMMITTER_DATE=2020-01-01T00:00:00Z git commit -qm1; echo 2 >a");

    public void Dispose() => site.Dispose();

    [Theory]
    [InlineData("git config core.repositoryFormatVersion 99", "GitFormatUnknown", "Expected git repo version <= 1, found 99")]
    [InlineData("git config core.repositoryFormatVersion 1; git config extensions.novel true", "GitFormatUnknown", "unknown repository extension found: novel")]
    [InlineData("echo '[' >>.git/config", "GitFailed", "fatal: bad config line")]
    [InlineData("rm .git/HEAD", "GitWorkTreeElsewhere", "in no work tree")]
    [InlineData("mkdir ../elsewhere; git config core.worktree ../../elsewhere", "GitWorkTreeElsewhere", "in no work tree")]
    [InlineData("git config core.bare true", "GitWorkTreeElsewhere", "in no work tree")]
    [InlineData("mv .git ../moved; echo gitdir: ../none >.git", "GitFailed", "fatal: not a git repository")]
    [InlineData("rm -rf .git/objects/??", "GitFailed", "fatal: bad object HEAD")]
    [InlineData("rm -f .git/objects/$(git rev-parse HEAD | sed 's|^..|&/|')", "GitFailed", "fatal: bad object HEAD")]
    [InlineData("rm -f .git/objects/$(git rev-parse HEAD^{tree} | sed 's|^..|&/|')", "GitFailed", "fatal: not a tree object")]
    public void A_repository_that_git_cannot_read_is_no_missing_repository(string damage, string name, string words)
    {
        site.Shell(damage);

        JsonNode failure = site.Failure("24h");
        Assert.Equal(name, (string?)failure["detail"]!["name"]);
        Assert.Contains(words, (string?)failure["message"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_commit_that_is_lost_is_not_one_that_nothing_names()
    {
        site.Shell("rm -f .git/objects/$(git rev-parse HEAD | sed 's|^..|&/|')");
        JsonNode failure = site.Failure("git:HEAD");
        Assert.Equal("GitFailed", (string?)failure["detail"]!["name"]);
        Assert.Contains("could not get object info", (string?)failure["message"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_repository_of_somebody_else_is_refused_with_what_git_says_to_do()
    {
        (string, string?)[] strange = [("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")];
        foreach (string since in (string[])["24h", "git:HEAD"])
        {
            JsonNode failure = site.TryWith(since, "", strange).Json;
            Assert.Equal("GitRefused", (string?)failure["detail"]!["name"]);
            Assert.Contains("dubious ownership", (string?)failure["message"], StringComparison.Ordinal);
            Assert.Contains("safe.directory", (string?)failure["message"], StringComparison.Ordinal);
        }

        JsonNode weaker = site.TryWith("24h", "fallback: allow", strange).Json;
        Assert.Equal(("ok", "mtime"), ((string?)weaker["status"], (string?)weaker["evidence"]));
        JsonNode report = JsonNode.Parse(File.ReadAllText(Path.Join(site.Root, "exports/reports/changed.json")))!;
        Assert.Contains("dubious ownership", GitSite.Notes(report), StringComparison.Ordinal);

        // What the user has set for git is for git to see.
        JsonNode trusted = site.TryWith("24h", "", [.. strange, ("GIT_CONFIG_COUNT", "1"), ("GIT_CONFIG_KEY_0", "safe.directory"), ("GIT_CONFIG_VALUE_0", "*")]).Json;
        Assert.Equal(("ok", "git"), ((string?)trusted["status"], (string?)trusted["evidence"]));
    }

    [Fact]
    public void Without_git_a_repository_is_an_error_and_none_is_not()
    {
        (string, string?)[] without = [("PATH", "/nowhere"), ("DOTNET_ROOT", Environment.GetEnvironmentVariable("DOTNET_ROOT"))];
        JsonNode failure = site.TryWith("24h", "", without).Json;
        Assert.Equal("GitMissing", (string?)failure["detail"]!["name"]);
        Assert.Equal("mtime", (string?)site.TryWith("24h", "fallback: allow", without).Json["evidence"]);

        site.Shell("rm -rf .git .pkg");
        Assert.Equal("mtime", (string?)site.TryWith("24h", "", without).Json["evidence"]);
        Assert.Equal("mtime", (string?)site.TryWith("24h", "respect_gitignore: true", without).Json["evidence"]);
    }

    [Fact]
    public void What_is_tracked_is_not_guessed_either()
    {
        site.Shell("git config core.repositoryFormatVersion 99");
        Assert.Equal("GitFormatUnknown", (string?)site.Failure("last-run", "respect_gitignore: true")["detail"]!["name"]);
        Assert.Contains(
            "even where git tracks it",
            GitSite.Notes(site.Report("last-run", "respect_gitignore: true\n        fallback: allow")),
            StringComparison.Ordinal);
        site.Report("last-run");
    }

    [Fact]
    public void A_blob_that_a_partial_clone_lacks_is_named_with_its_path_and_nothing_is_fetched()
    {
        string blob = site.Git("rev-parse", "HEAD:b").Trim();
        site.Shell("""
            git config uploadpack.allowFilter true; git config uploadpack.allowAnySHA1InWant true
            git clone -q --no-checkout --filter=blob:none "file://$PWD" ../part; cd ../part
            git config remote.origin.uploadpack "touch $PWD/../ran; git-upload-pack"
            """);
        site.Shell("rm -rf .git; mv ../part/.git .git; git reset -q 2>/dev/null || :");

        JsonNode failure = site.Failure("git:HEAD", "include: [b]");

        Assert.Equal("GitObjectMissing", (string?)failure["detail"]!["name"]);
        Assert.Contains(blob, (string?)failure["message"], StringComparison.Ordinal);
        Assert.Contains("'b'", (string?)failure["message"], StringComparison.Ordinal);
        Assert.False(File.Exists(site["ran"]));
    }

    [Fact]
    public void A_blob_that_is_lost_is_named_with_its_path()
    {
        string blob = site.Git("rev-parse", "HEAD:b").Trim();
        File.Delete(Path.Join(site.Root, ".git/objects", blob[..2], blob[2..]));

        JsonNode failure = site.Failure("git:HEAD");

        Assert.Equal("GitObjectMissing", (string?)failure["detail"]!["name"]);
        Assert.Contains($"the blob {blob}, which is the content of 'b'", (string?)failure["message"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_shallow_clone_is_said_to_be_one_and_how_to_deepen_it()
    {
        site.Shell("git commit -qam2; git clone -q --depth 1 \"file://$PWD\" ../shallow; rm -rf .git; mv ../shallow/.git .git");
        foreach (string since in (string[])["git:HEAD~1", "git:HEAD^", "2020-06-01"])
        {
            JsonNode failure = site.Failure(since);
            Assert.Equal("GitHistoryCut", (string?)failure["detail"]!["name"]);
            Assert.Contains("shallow", (string?)failure["message"], StringComparison.Ordinal);
            Assert.Contains("git fetch --unshallow", (string?)failure["message"], StringComparison.Ordinal);
        }

        Assert.Equal("mtime", (string?)site.Report("2020-06-01", "fallback: allow")["baseline"]!["evidence"]);
        JsonNode unknown = site.Failure("git:v1");
        Assert.Equal("BaselineNotFound", (string?)unknown["detail"]!["name"]);
        Assert.Contains("shallow", (string?)unknown["message"], StringComparison.Ordinal);
        Assert.Equal([], site.Changes("git:HEAD"));
    }

    [Fact]
    public void A_branch_without_a_commit_is_no_failure()
    {
        site.Shell("rm -rf .git; git init -q");
        Assert.Equal("mtime", (string?)site.Report("24h")["baseline"]!["evidence"]);
    }

    [Fact]
    public void A_moment_means_the_branchs_own_line()
    {
        site.Shell("""
            at() { GIT_COMMITTER_DATE="$1" git "${@:2}"; }
            rm -rf .git; git init -qb main; git config user.name a; git config user.email a@b
            commit() { git add -A; GIT_COMMITTER_DATE=$1 git commit -qm1; }
            echo 1 >main; commit 2024-01-01T00:00:00Z
            git checkout -qb side; echo 1 >side; commit 2024-01-05T00:00:00Z
            git checkout -q main; echo 2 >main; commit 2024-01-03T00:00:00Z
            GIT_COMMITTER_DATE=2024-01-10T00:00:00Z git merge -qm merge side
            """.Replace("at() { GIT_COMMITTER_DATE=\"$1\" git \"${@:2}\"; }\n", "", StringComparison.Ordinal));

        Assert.Equal("git:" + site.Git("rev-parse", "HEAD^1").Trim(), (string?)site.Report("2024-01-06")["baseline"]!["id"]);
        Assert.Equal(["added side"], site.Changes("2024-01-06"));
        Assert.Equal([], site.Changes("2024-01-11"));
    }
}
