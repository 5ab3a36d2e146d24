using System.Text.Json.Nodes;

namespace AuditGraph.Cli.Tests;

public sealed class JobsTestTests : IDisposable
{
    private const string Misspelt = """
        jobs:
          changed:
            # the comment stays
            action: { type:   report.changed_sinse }
        """;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_valid_file_is_ok_and_says_so()
    {
        folder.Write("config/jobs.yaml", Job.File());

        CommandLine.Outcome machine = CommandLine.Run(folder.Root, "jobs", "test");
        CommandLine.Outcome person = CommandLine.RunOnTerminal(folder.Root, "jobs", "test");

        Assert.Equal(0, machine.ExitCode);
        Assert.Equal("ok", (string?)machine.Json["status"]);
        Assert.Empty(machine.Json["diagnostics"]!.AsArray());
        Assert.Equal(0, person.ExitCode);
        Assert.Equal("config/jobs.yaml: 1 job, no findings\n", person.Output);
    }

    [Fact]
    public void Findings_are_json_where_no_person_reads_and_the_exit_code_is_one()
    {
        folder.Write("config/jobs.yaml", Misspelt);

        CommandLine.Outcome outcome = CommandLine.Run(folder.Root, "jobs", "test");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Equal("error", (string?)outcome.Json["status"]);
        JsonNode diagnostic = outcome.Json["diagnostics"]!.AsArray().Single()!;
        Assert.Equal("error", (string?)diagnostic["severity"]);
        Assert.Equal(4, (int)diagnostic["line"]!);
        Assert.Equal(23, (int)diagnostic["column"]!);
        Assert.Equal(folder["config/jobs.yaml"], (string?)diagnostic["file"]);
        Assert.Equal("jobs.changed.action.type", (string?)diagnostic["path"]);
        Assert.Equal("did you mean 'report.changed_since'?", (string?)diagnostic["suggestion"]);
    }

    [Fact]
    public void A_person_sees_the_line_with_a_caret()
    {
        folder.Write("config/jobs.yaml", Misspelt);

        string[] lines = CommandLine.RunOnTerminal(folder.Root, "jobs", "test").Output.Split('\n');

        Assert.StartsWith("config/jobs.yaml:4:23: error AG", lines[0], StringComparison.Ordinal);
        Assert.Contains(lines, line => line.Contains("action: { type:   report.changed_sinse }", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("^~~~~~~~~~~~~~~~~~~~", StringComparison.Ordinal));
    }

    [Fact]
    public void Only_a_terminal_that_allows_it_is_coloured()
    {
        folder.Write("config/jobs.yaml", Misspelt);

        Assert.Contains('\e', CommandLine.RunInColour(folder.Root, "jobs", "test").Output);
        Assert.DoesNotContain('\e', CommandLine.RunOnTerminal(folder.Root, "jobs", "test").Output);
        Assert.True(Terminal.AllowsColour(noColour: null));
        Assert.True(Terminal.AllowsColour(noColour: ""));
        Assert.False(Terminal.AllowsColour(noColour: "1"));
    }

    [Fact]
    public void Several_files_are_tested_in_one_go_and_one_error_is_enough_to_fail()
    {
        folder.Write("good/config/jobs.yaml", Job.File());
        folder.Write("bad/config/jobs.yaml", Misspelt);

        CommandLine.Outcome outcome = CommandLine.Run(folder.Root, "jobs", "test", "good/config/jobs.yaml", "bad/config/jobs.yaml", "none.yaml");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Equal(
            [folder["bad/config/jobs.yaml"], folder["none.yaml"]],
            outcome.Json["diagnostics"]!.AsArray().Select(diagnostic => (string?)diagnostic!["file"]));
        Assert.Equal(0, CommandLine.Run(folder.Root, "jobs", "test", "good/config/jobs.yaml").ExitCode);
    }

    [Fact]
    public void Sarif_names_the_file_as_the_repository_does()
    {
        folder.Write("config/jobs.yaml", Misspelt);

        CommandLine.Outcome outcome = CommandLine.Run(folder.Root, "jobs", "test", "--format", "sarif");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Equal("2.1.0", (string?)outcome.Json["version"]);
        JsonNode place = outcome.Json["runs"]![0]!["results"]![0]!["locations"]![0]!["physicalLocation"]!;
        Assert.Equal("config/jobs.yaml", (string?)place["artifactLocation"]!["uri"]);
        Assert.Equal(4, (int)place["region"]!["startLine"]!);
    }

    [Fact]
    public void Github_gets_an_annotation_line()
    {
        folder.Write("config/jobs.yaml", Misspelt);

        CommandLine.Outcome outcome = CommandLine.Run(folder.Root, "jobs", "test", "--format", "github");

        Assert.Equal(1, outcome.ExitCode);
        Assert.StartsWith("::error file=config/jobs.yaml,line=4,", outcome.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("config/jobs.yaml")]
    [InlineData()]
    public void Fixing_changes_the_offending_characters_and_no_others(params string[] named)
    {
        folder.Write("config/jobs.yaml", Misspelt);

        CommandLine.Outcome outcome = CommandLine.Run(folder.Root, ["jobs", "test", .. named, "--fix"]);

        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal("ok", (string?)outcome.Json["status"]);
        Assert.Equal("config/jobs.yaml: 1 fix applied\n", outcome.Error);
        Assert.Equal(Misspelt.Replace("sinse", "since", StringComparison.Ordinal), File.ReadAllText(folder["config/jobs.yaml"]));
    }

    [Fact]
    public void A_file_with_nothing_to_fix_is_not_written()
    {
        string path = folder.Write("config/jobs.yaml", Job.File());
        var longAgo = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(path, longAgo);

        CommandLine.Outcome outcome = CommandLine.Run(folder.Root, "jobs", "test", "--fix");

        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal("", outcome.Error);
        Assert.Equal(longAgo, File.GetLastWriteTimeUtc(path));
    }

    [Fact]
    public void An_unknown_format_is_wrong_usage() =>
        Assert.Equal(2, CommandLine.Run(folder.Root, "jobs", "test", "--format", "table").ExitCode);

    [Fact]
    public void The_schema_that_is_printed_is_the_one_that_is_published()
    {
        CommandLine.Outcome outcome = CommandLine.Run(folder.Root, "schema");

        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal("https://json-schema.org/draft/2020-12/schema", (string?)outcome.Json["$schema"]);
        Assert.EndsWith("}\n", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_settings_are_tested_with_the_jobs_and_mended_with_them()
    {
        folder.Write("config/jobs.yaml", Job.File());
        folder.Write("config/pkg.yaml", "active_profil: x\nkeep: 1d\n");

        CommandLine.Outcome outcome = CommandLine.Run(folder.Root, "jobs", "test");
        CommandLine.Outcome fixing = CommandLine.Run(folder.Root, "jobs", "test", "--fix");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Equal(
            ["AG1033 did you mean 'active_profile'?", "AG1033 'keep' belongs under 'snapshots'"],
            outcome.Json["diagnostics"]!.AsArray().Select(found => $"{found!["code"]} {found["suggestion"]}"));
        Assert.All(outcome.Json["diagnostics"]!.AsArray(), found => Assert.Equal(folder["config/pkg.yaml"], (string?)found!["file"]));
        Assert.Equal("config/pkg.yaml: 1 fix applied\n", fixing.Error);
        Assert.Equal("active_profile: x\nkeep: 1d\n", File.ReadAllText(folder["config/pkg.yaml"]));
        Assert.Equal(1, CommandLine.Run(folder.Root, "jobs", "test", "config/pkg.yaml").ExitCode);
        CommandLine.Outcome running = CommandLine.Run(folder.Root, "jobs", "run", "changed");
        Assert.Equal("AG4002", (string?)running.Json["detail"]!["code"]);
        Assert.Equal(2, (int)running.Json["detail"]!["line"]!);
        folder.Write("config/pkg.yaml", "snapshots: {keep: 1d}\n");
        Assert.Equal(
            "config/jobs.yaml: 1 job, no findings\nconfig/pkg.yaml: no findings\n",
            CommandLine.RunOnTerminal(folder.Root, "jobs", "test").Output);
    }

    [Fact]
    public void Each_file_has_its_schema()
    {
        Assert.Contains("active_profile", CommandLine.Run(folder.Root, "schema", "pkg").Output, StringComparison.Ordinal);
        Assert.Equal(CommandLine.Run(folder.Root, "schema").Output, CommandLine.Run(folder.Root, "schema", "jobs").Output);
        Assert.Equal(2, CommandLine.Run(folder.Root, "schema", "other").ExitCode);
    }

    [Theory]
    [InlineData("github", "::error file=sub/config/jobs.yaml,line=4,")]
    [InlineData("sarif", "\"uri\": \"sub/config/jobs.yaml\"")]
    public void Places_are_told_as_the_repository_tells_them_and_not_the_workspace(string format, string place)
    {
        Directory.CreateDirectory(folder[".git"]);
        folder.Write("sub/config/jobs.yaml", Misspelt);

        Assert.Contains(place, CommandLine.Run(folder["sub"], "jobs", "test", "--format", format).Output, StringComparison.Ordinal);
        Assert.Contains(place, CommandLine.Run("/", "jobs", "test", "--root", folder["sub"], "--format", format).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_does_not_exist_is_found_before_anything_runs()
    {
        folder.Write("config/jobs.yaml", Job.File("last-run"));
        string run = (string)CommandLine.Run(folder.Root, "jobs", "run", "changed").Json["run"]!;
        folder.Write("config/jobs.yaml", Job.File($"run:{run}"));
        Assert.Equal(0, CommandLine.Run(folder.Root, "jobs", "test").ExitCode);
        folder.Write("config/jobs.yaml", Job.File("run:0190a5d0-ac96-774b-bcce-b302099a8057"));

        foreach (string[] named in (string[][])[[], ["config/jobs.yaml"]])
        {
            CommandLine.Outcome outcome = CommandLine.Run(folder.Root, ["jobs", "test", .. named]);

            Assert.Equal(1, outcome.ExitCode);
            Assert.Equal("AG1084", (string?)outcome.Json["diagnostics"]![0]!["code"]);
            Assert.Equal("jobs.changed.action.args.since", (string?)outcome.Json["diagnostics"]![0]!["path"]);
        }
    }
}
