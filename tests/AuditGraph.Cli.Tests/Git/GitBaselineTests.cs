using System.Diagnostics;
using System.Text.Json.Nodes;

namespace AuditGraph.Cli.Tests.Git;

public sealed class GitBaselineTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public GitBaselineTests()
    {
        try
        {
            Git("init", "-q", "-b", "main");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("There is no git on this machine.");
        }
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_commit_before_the_moment_is_the_baseline_where_there_is_no_snapshot()
    {
        folder.Write("kept.txt", "kept");
        folder.Write("edited.txt", "before");
        folder.Write("gone.txt", "gone");
        folder.Write("was.txt", "moved along");
        Commit("2020-01-01T00:00:00Z");
        folder.Write("edited.txt", "after");
        folder.Write("new.txt", "new");
        File.Delete(folder["gone.txt"]);
        File.Move(folder["was.txt"], folder["is.txt"]);
        Commit("2090-01-01T00:00:00Z");

        JsonNode report = Run("24h");

        Assert.Equal("git", (string?)report["baseline"]!["evidence"]);
        Assert.Equal("git:" + Git("rev-parse", "HEAD~1").Trim(), (string?)report["baseline"]!["id"]);
        Assert.Equal(
            ["added config/jobs.yaml", "modified edited.txt", "removed gone.txt", "renamed is.txt", "added new.txt"],
            Changes(report));
        Assert.Equal(1, (int)report["summary"]!["unchanged"]!);
    }

    [Fact]
    public void A_revision_can_be_named()
    {
        folder.Write("a.txt", "1");
        Commit("2020-01-01T00:00:00Z");
        Git("tag", "v1");
        folder.Write("a.txt", "2");
        Commit("2020-01-02T00:00:00Z");

        Assert.Equal(["modified a.txt", "added config/jobs.yaml"], Changes(Run("git:v1")));
        Assert.Equal(["added config/jobs.yaml"], Changes(Run("git:HEAD")));
    }

    [Fact]
    public void A_person_reads_the_beginning_of_the_commit_and_the_word_git_once()
    {
        folder.Write("a.txt", "1");
        Commit("2020-01-01T00:00:00Z");
        folder.Write("config/jobs.yaml", Job.File("git:HEAD"));

        string line = CommandLine.RunOnTerminal(folder.Root, "jobs", "run", "changed").Output
            .Split('\n').Single(line => line.Contains("compared with", StringComparison.Ordinal));

        Assert.Equal($"  compared with  the git commit {Git("rev-parse", "HEAD")[..12]}", line);
    }

    [Fact]
    public void The_executable_bit_and_links_are_compared_too()
    {
        folder.Write("tool", "#!/bin/sh");
        File.CreateSymbolicLink(folder["link"], "tool");
        Commit("2020-01-01T00:00:00Z");
        Assert.Equal(["added config/jobs.yaml"], Changes(Run("git:HEAD")));

        File.SetUnixFileMode(folder["tool"], File.GetUnixFileMode(folder["tool"]) | UnixFileMode.UserExecute);
        File.Delete(folder["link"]);
        File.CreateSymbolicLink(folder["link"], "elsewhere");

        Assert.Equal(["added config/jobs.yaml", "modified link", "modified tool"], Changes(Run("git:HEAD")));
    }

    [Fact]
    public void What_git_tracks_is_compared_though_ignored_and_what_it_ignores_by_now_is_not_called_removed()
    {
        folder.Write("tracked.log", "log");
        folder.Write("dropped.log", "log 1");
        folder.Write("gone.log", "log 2");
        Commit("2020-01-01T00:00:00Z");
        folder.Write(".gitignore", "*.log\nconfig/\n");
        folder.Write("tracked.log", "log 3");
        Git("rm", "-q", "--cached", "dropped.log");
        File.Delete(folder["gone.log"]);

        JsonNode report = Run("git:HEAD", "respect_gitignore: true");

        Assert.Equal(["added .gitignore", "removed gone.log", "modified tracked.log"], Changes(report));
        Assert.Contains("1 file of the commit are still there", GitSite.Notes(report), StringComparison.Ordinal);
    }

    [Fact]
    public void A_workspace_can_be_a_folder_of_the_work_tree()
    {
        folder.Write("outside.txt", "1");
        folder.Write("inner/inside.txt", "1");
        Commit("2020-01-01T00:00:00Z");
        folder.Write("outside.txt", "2");
        folder.Write("inner/inside.txt", "2");

        JsonNode report = Run("git:HEAD", root: "inner");

        Assert.Equal(["added config/jobs.yaml", "modified inside.txt"], Changes(report));
    }

    [Fact]
    public void Names_that_are_no_text_are_escaped()
    {
        folder.Write("tab\there.txt", "1");
        folder.Write("ünï.txt", "1");
        Commit("2020-01-01T00:00:00Z");
        folder.Write("tab\there.txt", "2");
        folder.Write("ünï.txt", "2");

        Assert.Equal(["added config/jobs.yaml", "modified tab\\there.txt", "modified ünï.txt"], Changes(Run("git:HEAD")));
    }

    [Theory]
    [InlineData("git:nothing")]
    [InlineData("git:HEAD^{tree}")]
    public void A_revision_that_names_no_commit_is_an_error(string since)
    {
        folder.Write("a.txt", "1");
        Commit("2020-01-01T00:00:00Z");
        folder.Write("config/jobs.yaml", Job.File($"'{since}'"));

        Assert.Equal("BaselineNotFound", (string?)CommandLine.Run(folder.Root, "jobs", "run", "changed").Json["detail"]!["name"]);
    }

    [Fact]
    public void What_the_repository_configures_is_not_run()
    {
        folder.Write("a.txt", "1");
        Commit("2020-01-01T00:00:00Z");
        folder.Write("monitor.sh", "#!/bin/sh\ntouch \"$(dirname \"$0\")/ran\"\n");
        File.SetUnixFileMode(folder["monitor.sh"], UnixFileMode.UserRead | UnixFileMode.UserExecute);
        Git("config", "core.fsmonitor", folder["monitor.sh"]);
        Git("config", "core.pager", folder["monitor.sh"]);

        Run("git:HEAD");

        Assert.False(Path.Exists(folder["ran"]));
    }

    private static IEnumerable<string> Changes(JsonNode report) =>
        report["changes"]!.AsArray().Select(change => $"{change!["kind"]} {change["path"]}");

    private JsonNode Run(string since, string extra = "", string root = "")
    {
        folder.Write(Path.Join(root, "config/jobs.yaml"), Job.File($"'{since}'", extra: extra));
        CommandLine.Outcome outcome = CommandLine.Run(folder[root], "jobs", "run", "changed", "--root", folder[root]);
        Assert.True(outcome.ExitCode == 0, outcome.Output);
        return JsonNode.Parse(File.ReadAllBytes(folder[Path.Join(root, "exports/reports/changed.json")]))!;
    }

    private void Commit(string date)
    {
        Git("add", "-A");
        Git("-c", "user.name=A Tester", "-c", "user.email=tester@example.org", "commit", "-q", "-m", "x", "--date", date);
    }

    private string Git(params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments) { WorkingDirectory = folder.Root, RedirectStandardOutput = true };
        int date = Array.IndexOf(arguments, "--date");
        if (date >= 0)
        {
            start.Environment["GIT_COMMITTER_DATE"] = arguments[date + 1];
        }

        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output;
    }
}
