using System.Diagnostics;
using System.Text.Json.Nodes;

namespace AuditGraph.Cli.Tests.Git;

/// <summary>How git is run: what it sees, what it must not do, and how it is stopped.</summary>
public sealed class GitProcessTests : IDisposable
{
    private readonly GitSite site = new();

    public GitProcessTests()
    {
        site.Shell("echo 1 >a; echo 1 >b");
        site.Commit();
        site.Shell("echo 2 >a");
    }

    public void Dispose() => site.Dispose();

    [Fact]
    public void A_surrounding_git_process_does_not_lead_to_another_repository()
    {
        site.Shell("git init -q ../other; cd ../other; git config user.name a; git config user.email a@b; git commit -qm1 --allow-empty");
        (string, string?)[] variables =
        [
            ("GIT_DIR", site["other/.git"]), ("GIT_WORK_TREE", site["other"]), ("GIT_INDEX_FILE", site["other/.git/index"]),
            ("GIT_OBJECT_DIRECTORY", site["other/.git/objects"]), ("GIT_COMMON_DIR", site["other/.git"]), ("GIT_PREFIX", "x/"),
            ("GIT_NAMESPACE", "x"), ("GIT_ICASE_PATHSPECS", "1"), ("GIT_GLOB_PATHSPECS", "1"), ("GIT_SHALLOW_FILE", "/dev/null"),
        ];

        JsonNode run = site.TryWith("git:HEAD", "respect_gitignore: true", variables).Json;

        Assert.Equal("git:" + site.Git("rev-parse", "HEAD").Trim(), (string?)run["baseline"]);
        Assert.Equal(1, (int)run["counts"]!["modified"]!);
    }

    [Fact]
    public void What_the_user_has_set_for_git_is_kept()
    {
        File.WriteAllText(site["global"], $"[core]\n\texcludesFile = {site["user-ignore"]}\n");
        File.WriteAllText(site["user-ignore"], "*.tmp\nconfig/\n");
        site.Shell("echo 1 >x.tmp; echo 1 >y.log");

        JsonNode run = site.TryWith("git:HEAD", "respect_gitignore: true", ("GIT_CONFIG_GLOBAL", site["global"])).Json;
        Assert.Equal(1, (int)run["counts"]!["added"]!);

        run = site.TryWith(
            "git:HEAD", "respect_gitignore: true", ("GIT_CONFIG_COUNT", "1"), ("GIT_CONFIG_KEY_0", "core.excludesFile"), ("GIT_CONFIG_VALUE_0", site["user-ignore"])).Json;
        Assert.Equal(1, (int)run["counts"]!["added"]!);

        run = site.TryWith("24h", "", ("GIT_CEILING_DIRECTORIES", site["."])).Json;
        Assert.Equal("git", (string?)run["evidence"]);
        Directory.CreateDirectory(Path.Join(site.Root, "inner"));
        Assert.Equal("git", (string?)site.Report("24h", root: "inner")["baseline"]!["evidence"]);
    }

    [Fact]
    public void Nothing_that_the_repository_configures_is_run()
    {
        string trap = site["trap"];
        File.WriteAllText(trap, $"#!/bin/sh\necho \"$0 $*\" >>{site["ran"]}\ncat\n");
        File.SetUnixFileMode(trap, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        string[] keys =
        [
            "core.fsmonitor", "core.pager", "core.sshCommand", "core.gitProxy", "core.askPass", "core.editor", "diff.external",
            "filter.trap.clean", "filter.trap.smudge", "filter.trap.process", "diff.trap.textconv", "diff.trap.command",
            "credential.helper", "gpg.program", "alias.ls-files", "alias.rev-parse", "alias.cat-file", "pager.ls-tree",
            "remote.origin.uploadpack", "uploadpack.packObjectsHook", "interactive.diffFilter", "core.alternateRefsCommand",
        ];
        foreach (string key in keys)
        {
            site.Git("config", key, key.StartsWith("alias.", StringComparison.Ordinal) ? "!" + trap : trap);
        }

        site.Shell($"""
            echo '* filter=trap diff=trap' >.gitattributes
            git config filter.trap.required true
            for hook in post-index-change post-checkout reference-transaction fsmonitor-watchman pre-auto-gc; do cp {trap} .git/hooks/$hook; done
            """);

        Assert.Equal(["added .gitattributes", "modified a"], site.Changes("git:HEAD", "respect_gitignore: true"));
        Assert.Equal(["added .gitattributes", "modified a"], site.Changes("24h"));

        Assert.False(File.Exists(site["ran"]), File.Exists(site["ran"]) ? File.ReadAllText(site["ran"]) : "");
    }

    [Fact]
    public void The_repository_is_left_as_it_is()
    {
        site.Shell("touch -d '2001-01-01' b");
        string before = site.Shell("find .git -type f -exec stat -c '%n %s %y' {} + | sort");
        site.Report("git:HEAD", "respect_gitignore: true");
        Assert.Equal(before, site.Shell("find .git -type f -exec stat -c '%n %s %y' {} + | sort"));
    }

    [Fact]
    public void However_much_git_complains_it_is_read_to_the_end()
    {
        site.Shell("i=0; while [ $i -lt 1500 ]; do echo /nowhere/$i/a/path/that/is/not/there; i=$((i+1)); done >.git/objects/info/alternates");
        Assert.Equal(["modified a"], site.Changes("git:HEAD"));
    }

    [Fact]
    public void Only_the_blobs_in_the_scope_are_read_and_each_once()
    {
        site.Shell("mkdir big; head -c 3000000 /dev/urandom >big/x; i=0; while [ $i -lt 100 ]; do echo $i >big/$i; i=$((i+1)); done");
        site.Commit();
        site.Shell("""
            blob() { git rev-parse "HEAD:$1" | sed 's|^..|&/|;s|^|.git/objects/|'; }
            chmod u+w .git/objects/*/*; printf broken >"$(blob big/x)"
            """);
        Assert.Equal([], site.Changes("git:HEAD", "include: [b]"));
        JsonNode failure = site.Failure("git:HEAD");
        Assert.Equal("GitObjectMissing", (string?)failure["detail"]!["name"]);
        Assert.Contains("inflate: data stream error", (string?)failure["message"], StringComparison.Ordinal);

        // What was read once is known, until the cache is deleted, damaged or from elsewhere.
        site.Shell("""
            rm -f "$(git rev-parse HEAD:big/x | sed 's|^..|&/|;s|^|.git/objects/|')"; git hash-object -w big/x; git gc -q
            """);
        Assert.Equal([], site.Changes("git:HEAD"));
        string cache = Path.Join(site.Root, ".pkg/profiles/default/cache/git-blobs.index");
        byte[] known = File.ReadAllBytes(cache);
        site.Shell("mv .git/objects/pack/*.pack ..; rm -f .git/objects/pack/*; for p in ../*.pack; do git unpack-objects -q <$p; done; "
            + "rm -f \"$(git rev-parse HEAD:big/x | sed 's|^..|&/|;s|^|.git/objects/|')\"");
        Assert.Equal([], site.Changes("git:HEAD"));
        known[40] ^= 1;
        File.WriteAllBytes(cache, known);
        Assert.Equal("GitObjectMissing", (string?)site.Failure("git:HEAD")["detail"]!["name"]);
        known[40] ^= 1;
        File.WriteAllBytes(cache, known);
        site.Shell("cp -a .git/objects .git/o; rm -rf .git/objects; mv .git/o .git/objects");
        Assert.Equal("GitObjectMissing", (string?)site.Failure("git:HEAD")["detail"]!["name"]);
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_signal_ends_git_at_once_and_is_said(string signal)
    {
        // A git that never answers, found before the real one.
        Directory.CreateDirectory(site["bin"]);
        File.WriteAllText(site["bin/git"], $"#!/bin/sh\necho $$ >{site["pid"]}\ntrap '' TERM INT\nsleep 1000\nsleep 1000\n");
        File.SetUnixFileMode(site["bin/git"], UnixFileMode.UserRead | UnixFileMode.UserExecute);
        site.WriteJob("git:HEAD", "");
        using Process process = CommandLine.Start(
            site.Root, [("PATH", site["bin"] + ":" + Environment.GetEnvironmentVariable("PATH"))], "jobs", "run", "changed");
        while ((!File.Exists(site["pid"]) || new FileInfo(site["pid"]).Length == 0) && !process.HasExited)
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        site.Shell($"kill -{signal} {process.Id}");
        JsonNode told = JsonNode.Parse(await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken))!;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal("Cancelled", (string?)told["detail"]!["name"]);
        Assert.Equal("gone", site.Shell($"kill -0 $(cat {site["pid"]}) 2>/dev/null && echo there || echo gone").Trim());
    }
}
