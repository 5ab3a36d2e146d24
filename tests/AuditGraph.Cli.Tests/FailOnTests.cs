using System.Text.Json.Nodes;

namespace AuditGraph.Cli.Tests;

/// <summary>A change can fail a build with nothing but the command.</summary>
public sealed class FailOnTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public FailOnTests()
    {
        folder.Write("config/jobs.yaml", Job.File("last-run"));
        folder.Write("gone.txt", "gone");
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_removal_ends_with_exit_code_3_and_is_in_the_output_and_the_record()
    {
        Assert.Equal(0, Run("--fail-on", "removed").ExitCode);
        Assert.Equal("pass", (string?)Run("--fail-on", "removed").Json["verdict"]);
        File.Delete(folder["gone.txt"]);

        CommandLine.Outcome outcome = Run("--fail-on", "removed");

        Assert.Equal(3, outcome.ExitCode);
        Assert.Equal("ok", (string?)outcome.Json["status"]);
        Assert.Equal("fail", (string?)outcome.Json["verdict"]);
        JsonNode record = JsonNode.Parse(File.ReadAllBytes((string)outcome.Json["record"]!))!;
        Assert.Equal("fail", (string?)record["verdict"]);
        Assert.Equal("removed", (string?)record["configuration"]!["job"]!["failOn"]![0]);
        Assert.Equal("fail", (string?)CommandLine.Run(folder.Root, "runs", "list", "--last", "1").Json["runs"]![0]!["verdict"]);
    }

    [Theory]
    [InlineData(3, "added,removed")]
    [InlineData(3, "added", "--fail-on", "removed")]
    [InlineData(0, "added")]
    [InlineData(2, "removd")]
    [InlineData(2, "added,")]
    [InlineData(2, "")]
    public void Several_kinds_are_given_with_commas_or_one_by_one(int exitCode, params string[] kinds)
    {
        Run();
        File.Delete(folder["gone.txt"]);

        Assert.Equal(exitCode, Run(["--fail-on", .. kinds]).ExitCode);
    }

    [Fact]
    public void The_job_says_it_too_and_the_command_has_the_last_word()
    {
        folder.Write("config/jobs.yaml", Job.File("last-run") + "\n    fail_on: [removed, renamed]\n");
        Run();
        File.Delete(folder["gone.txt"]);

        CommandLine.Outcome person = CommandLine.RunOnTerminal(folder.Root, "jobs", "run", "changed");

        Assert.Equal(3, person.ExitCode);
        Assert.Contains("  verdict        fail: 1 removed\n", person.Output, StringComparison.Ordinal);
        Assert.Equal(["removed", "renamed"], CommandLine.Run(folder.Root, "jobs", "list", "--details").Json["jobs"]![0]!["failOn"]!.AsArray().Select(kind => (string?)kind));
        folder.Write("gone.txt", "again");
        Run();
        File.Delete(folder["gone.txt"]);
        Assert.Equal(0, Run("--fail-on", "added").ExitCode);
    }

    [Fact]
    public void A_failure_comes_before_a_verdict()
    {
        folder.Write(
            "config/jobs.yaml",
            """
            jobs:
              bad: {action: {type: report.changed_since, args: {since: 'git:HEAD'}}}
              changed: {action: {type: report.changed_since, args: {since: last-run}}, fail_on: removed}
            """);
        Run();
        File.Delete(folder["gone.txt"]);

        Assert.Equal(1, CommandLine.Run(folder.Root, "jobs", "run", "bad", "changed").ExitCode);
    }

    [Fact]
    public void What_cannot_be_told_does_not_pass()
    {
        folder.Write("config/jobs.yaml", Job.File("24h"));

        CommandLine.Outcome outcome = Run("--fail-on", "removed");

        Assert.Equal(3, outcome.ExitCode);
        Assert.Contains("removed", outcome.Json["warnings"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(0, Run("--fail-on", "removed", "--as-of", "2100-01-01").ExitCode);
    }

    private CommandLine.Outcome Run(params string[] more) => CommandLine.Run(folder.Root, ["jobs", "run", "changed", .. more]);
}
