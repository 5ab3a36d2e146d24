using System.Text.Json.Nodes;
using AuditGraph.Core.Actions;

namespace AuditGraph.Cli.Tests.AddedAction;

/// <summary>An action is its own files and one line of the catalogue: nothing else has to know of it.</summary>
public sealed class AddedActionTests : IDisposable
{
    private static readonly ActionCatalog Catalog = new(
        ActionCatalog.Product.Find("report.changed_since")!, LongestNamesAction.Definition);

    private readonly TemporaryFolder folder = new();

    public AddedActionTests()
    {
        folder.Write("a-long-name.txt", "first");
        folder.Write("a-name.txt", "second");
        folder.Write("x", "third");
        WriteJob("most: 2");
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void It_is_validated_with_places_and_suggestions()
    {
        WriteJob("mosd: 2");
        string output = RunOnTerminal("jobs", "list").Error;

        Assert.Contains("config/jobs.yaml:6:9", output, StringComparison.Ordinal);
        Assert.Contains("did you mean 'most'?", output, StringComparison.Ordinal);
        WriteJob("most: many");
        Assert.Contains("'most' is", RunOnTerminal("jobs", "list").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Editors_complete_it_by_the_schema()
    {
        string schema = Run("schema").Output;

        Assert.Contains("report.longest_names", schema, StringComparison.Ordinal);
        Assert.Contains("How many are listed.", schema, StringComparison.Ordinal);
        Assert.DoesNotContain("report.longest_names", CommandLine.Run(folder.Root, "schema").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_default_format_is_its_own() =>
        Assert.Equal(folder["exports/reports/names.csv"], (string?)Run("jobs", "plan", "names").Json["runs"]![0]!["output"]);

    [Fact]
    public void It_is_previewed_runs_and_is_shown_on_the_screen()
    {
        Assert.Equal("What if: names would look at the workspace, and create exports/reports/names.csv.\n", RunOnTerminal("jobs", "run", "names", "--what-if").Output);

        string output = RunOnTerminal("jobs", "run", "names").Output;

        Assert.StartsWith("names: ok, 2 names\n  report         exports/reports/names.csv\n", output, StringComparison.Ordinal);
        Assert.Contains("  compared with  the files' modification times", output, StringComparison.Ordinal);
        Assert.Equal("Path,Start\r\na-long-name.txt,first\r\na-name.txt,second\r\n", File.ReadAllText(folder["exports/reports/names.csv"]));
    }

    [Fact]
    public void Its_report_is_written_in_every_format_also_later()
    {
        string run = (string)Run("jobs", "run", "names").Json["run"]!;

        Assert.Equal("a-long-name.txt", (string?)Report("json").Json["names"]![0]!["path"]);
        Assert.Contains("| `a-name.txt` | second |", Report("md").Output, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllText(folder["exports/reports/names.csv"]), Report("csv").Output);

        CommandLine.Outcome Report(string format) => Run("report", run, "--format", format);
    }

    [Fact]
    public void It_says_that_its_report_is_never_taken_again()
    {
        Run("jobs", "run", "names");
        Run("jobs", "run", "names");

        Assert.Contains("\n  not_reusable   action\n    is           report.longest_names\n", RunOnTerminal("jobs", "why", "names").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_job_can_fail_on_what_it_counts() => Assert.Equal(3, Run("jobs", "run", "names", "--fail-on", "names").ExitCode);

    [Fact]
    public void It_sees_the_outputs_of_what_its_job_needs()
    {
        folder.Write(
            "config/jobs.yaml",
            """
            jobs:
              first: {action: {type: report.changed_since}}
              names:
                needs: [first]
                action: {type: report.longest_names, args: {most: 1}}
            """);

        JsonNode runs = Run("jobs", "run", "names").Json["runs"]!;
        JsonNode report = Run("report", (string)runs[1]!["run"]!, "--format", "json").Json;

        Assert.Equal((string?)runs[0]!["outputSha256"], (string?)report["needs"]!["first"]);
    }

    [Fact]
    public void What_its_jobs_compare_with_is_kept()
    {
        string[] runs = [.. Enumerable.Range(0, 3).Select(_ => (string)Run("jobs", "run", "names").Json["run"]!)];
        WriteJob($"most: 2\n        since: run:{runs[0]}");

        JsonNode outcome = Run("snapshots", "remove", "--before", "2099-01-01T00:00:00Z", "--what-if").Json;

        Assert.Equal([runs[1]], outcome["removed"]!.AsArray().Select(removed => (string?)removed!["run"]));
        Assert.Equal("the job 'names' names it as its baseline", (string?)outcome["needed"]![0]!["reason"]);
    }

    private void WriteJob(string argument) => folder.Write(
        "config/jobs.yaml",
        $"""
        jobs:
          names:
            action:
              type: report.longest_names
              args:
                {argument}
        """);

    private CommandLine.Outcome Run(params string[] arguments) => CommandLine.Run(folder.Root, Catalog, isTerminal: false, arguments);

    private CommandLine.Outcome RunOnTerminal(params string[] arguments) => CommandLine.Run(folder.Root, Catalog, isTerminal: true, arguments);
}
