using System.Text.Json.Nodes;

namespace AuditGraph.Cli.Tests;

/// <summary>When the report of a command that was run is taken again, and why it is not.</summary>
public sealed class RunCommandReuseTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public RunCommandReuseTests()
    {
        folder.Write("in/a.txt", "a\n");
        folder.Write("in/script.sh", "true\n");
        WriteScript("cat \"$@\"");
        WriteJob("command: [./audit.sh, in/a.txt], inputs: in/, evidence: in/a.txt");
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Where_nothing_changed_it_is_and_nothing_is_run()
    {
        WriteScript("echo >> \"$HOME/runs\"");
        WriteJob("command: [./audit.sh, in/a.txt], inputs: in/, environment: HOME=.");
        JsonNode first = Run();

        JsonNode second = Run();

        Assert.Equal(("reused", "matched"), (second["origin"]!.ToString(), ReasonOf(second)));
        Assert.Equal("\n", File.ReadAllText(folder["runs"]));
        Assert.Equal((string?)first["run"], (string?)second["reused"]);
        Assert.Empty(Verify());
    }

    [Fact]
    public void Evidence_is_kept_with_the_run_that_made_it()
    {
        JsonNode first = Run();
        JsonNode second = Run();

        Assert.Equal("reused", (string?)second["origin"]);
        Assert.Equal(first["evidenceFiles"]!.ToJsonString(), second["evidenceFiles"]!.ToJsonString());
        Assert.Empty(Verify());
    }

    [Theory]
    [InlineData("input", "input_modified")]
    [InlineData("program", "command_changed")]
    [InlineData("arguments", "args_changed")]
    [InlineData("kept evidence", "not_reusable")]
    public void What_changed_is_the_reason_why_it_runs(string what, string reason)
    {
        JsonNode first = Run();
        switch (what)
        {
            case "input":
                folder.Write("in/script.sh", "false\n");
                break;
            case "program":
                WriteScript("cat  \"$@\"");
                break;
            case "arguments":
                WriteJob("command: [./audit.sh, in/a.txt, in/a.txt], inputs: in/, evidence: in/a.txt");
                break;
            default:
                File.Delete((string)first["evidenceFiles"]![0]!["kept"]!);
                break;
        }

        JsonNode second = Run();

        Assert.Equal(("fresh", reason), ((string?)second["origin"], ReasonOf(second)));
        Assert.Equal("reused", (string?)Run()["origin"]);
    }

    [Theory]
    [InlineData("command: [./audit.sh, in/a.txt]", "not_reusable", "run.command")]
    [InlineData("command: [./audit.sh, a.txt], inputs: in/", "not_reusable", "its argument 'a.txt' is a file, and none of its inputs")]
    [InlineData("command: [./audit.sh, ../a.txt], working_directory: in, inputs: in/", "not_reusable", "its argument '../a.txt' is a file, and none of its inputs")]
    [InlineData("command: [./audit.sh], inputs: none/", "not_reusable", "no file is among its inputs")]
    public void One_whose_inputs_cannot_be_told_is_never(string arguments, string code, string why)
    {
        folder.Write("a.txt", "a\n");
        WriteJob(arguments);
        Run();

        string output = CommandLine.Run(folder.Root, "jobs", "plan", "audit").Json["runs"]![0]!.ToJsonString();
        JsonNode second = Run();

        Assert.Equal(("fresh", code), ((string?)second["origin"], ReasonOf(second)));
        Assert.Contains(code, output, StringComparison.Ordinal);
        Assert.True(
            (string?)second["reasons"]![0]!["new"] == why
                || second["warnings"]!.AsArray().Any(warning => ((string)warning!).Contains(why, StringComparison.Ordinal)),
            second.ToJsonString());
    }

    [Fact]
    public void One_whose_command_changed_its_inputs_is_not()
    {
        WriteScript("date +%s%N > in/time");

        Assert.Contains("changed while the command ran", (string?)Run()["warnings"]![0], StringComparison.Ordinal);
        Assert.Equal(("fresh", "not_reusable"), (Run() is var second ? (string?)second["origin"] : "", ReasonOf(second)));
    }

    [Theory]
    [InlineData(true, "output_missing")]
    [InlineData(false, "output_modified")]
    public void The_files_that_are_its_evidence_must_be_in_place(bool isRemoved, string reason)
    {
        WriteScript("echo made > made.txt");
        WriteJob("command: ./audit.sh, inputs: in/, evidence: made.txt");
        Run();
        if (isRemoved)
        {
            File.Delete(folder["made.txt"]);
        }
        else
        {
            folder.Write("made.txt", "other\n");
        }

        JsonNode second = Run();

        Assert.Equal(("fresh", reason), ((string?)second["origin"], ReasonOf(second)));
        Assert.Equal("made\n", File.ReadAllText(folder["made.txt"]));
    }

    [Fact]
    public void The_values_that_it_is_given_from_outside_are_told_apart_and_are_nowhere()
    {
        WriteJob("command: [./audit.sh, in/a.txt], inputs: in/, environment: [AUDIT_MODE]");

        string[] origins = [.. new[] { "monday", "monday", "tuesday", null }.Select(RunWith)];

        Assert.Equal(["fresh first_run", "reused matched", "fresh env_changed", "fresh env_changed"], origins);
        Assert.DoesNotContain(
            Directory.GetFiles(folder[".pkg"], "run.json", SearchOption.AllDirectories),
            record => File.ReadAllText(record).Contains("monday", StringComparison.Ordinal));
    }

    private static string? ReasonOf(JsonNode run) => (string?)run["reasons"]![0]!["code"];

    private string RunWith(string? mode)
    {
        using var process = CommandLine.Start(folder.Root, [("AUDIT_MODE", mode)], "jobs", "run", "audit");
        JsonNode run = JsonNode.Parse(process.StandardOutput.ReadToEnd())!;
        return $"{run["origin"]} {ReasonOf(run)}";
    }

    private JsonArray Verify() => CommandLine.Run(folder.Root, "ledger", "verify").Json["problems"]!.AsArray();

    private JsonNode Run() => CommandLine.Run(folder.Root, "jobs", "run", "audit").Json;

    private void WriteScript(string script)
    {
        folder.Write("audit.sh", $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(folder["audit.sh"], UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
    }

    private void WriteJob(string arguments) => folder.Write(
        "config/jobs.yaml",
        $$"""
        jobs:
          audit:
            action:
              type: run.command
              args: { {{arguments}} }
        """);
}
