using System.Globalization;

namespace AuditGraph.Cli.Tests;

/// <summary>What a person sees on a terminal.</summary>
public sealed class ScreenTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_run_shows_its_changes_as_git_status_does()
    {
        folder.Write("config/jobs.yaml", Job.File("last-run"));
        folder.Write("edited.txt", "before");
        folder.Write("gone.txt", "gone");
        folder.Write("old name.txt", "moved");
        string first = (string)CommandLine.Run(folder.Root, "jobs", "run", "changed").Json["run"]!;
        folder.Write("edited.txt", "after!");
        File.Delete(folder["gone.txt"]);
        File.Move(folder["old name.txt"], folder["new name.txt"]);
        folder.Write("new.txt", "new");

        string[] lines = CommandLine.RunOnTerminal(folder.Root, "jobs", "run", "changed").Output.TrimEnd().Split('\n');

        Assert.Equal(
            [
                "changed: ok, 1 added, 1 modified, 1 removed, 1 renamed",
                "  M edited.txt",
                "  D gone.txt",
                "  R old name.txt -> new name.txt",
                "  A new.txt",
                "  report         exports/reports/changed.json",
                $"  compared with  the snapshot of the run {first}",
            ],
            lines[..^1]);
        Assert.StartsWith("  run            ", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_without_changes_says_so_and_shows_no_count_of_nothing()
    {
        folder.Write("config/jobs.yaml", Job.File("last-run"));
        CommandLine.Run(folder.Root, "jobs", "run", "changed");

        string output = CommandLine.RunOnTerminal(folder.Root, "jobs", "run", "changed").Output;

        Assert.StartsWith("changed: ok, nothing changed", output, StringComparison.Ordinal);
        Assert.DoesNotContain(" 0 ", output, StringComparison.Ordinal);
        Assert.DoesNotContain("notSeen", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Modification_times_are_named_with_what_they_cannot_show()
    {
        folder.Write("config/jobs.yaml", Job.File("24h"));

        string output = CommandLine.RunOnTerminal(folder.Root, "jobs", "run", "changed").Output;

        Assert.Contains("compared with  the files' modification times, which cannot show what was removed or renamed before the first snapshot\n", output, StringComparison.Ordinal);
        Assert.DoesNotContain("mtime", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_changes_are_cut_and_the_rest_is_counted_with_the_report_that_has_it()
    {
        folder.Write("config/jobs.yaml", Job.File("24h", "csv"));
        for (int index = 0; index < 139; index++)
        {
            folder.Write(string.Create(CultureInfo.InvariantCulture, $"f{index:000}.txt"), "x");
        }

        string[] lines = CommandLine.RunOnTerminal(folder.Root, "jobs", "run", "changed").Output.Split('\n');

        Assert.Equal(20, lines.Count(line => line.StartsWith("  M ", StringComparison.Ordinal)));
        Assert.Contains("  … and 120 more: see exports/reports/changed.csv", lines);
    }

    [Fact]
    public void Names_that_act_on_a_terminal_or_hold_secrets_are_shown_as_in_the_report()
    {
        folder.Write("config/jobs.yaml", Job.File("24h"));
        folder.Write("a\u001b[31mb", "x");
        folder.Write("token=x/password=hunter2", "x");

        string output = CommandLine.RunOnTerminal(folder.Root, "jobs", "run", "changed").Output;

        Assert.DoesNotContain('\e', output);
        Assert.DoesNotContain("hunter2", output, StringComparison.Ordinal);
        Assert.Contains("[redacted:credential]", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_a_terminal_that_allows_it_shows_letters_in_colour()
    {
        folder.Write("config/jobs.yaml", Job.File("24h"));

        Assert.Contains("\e[33mM\e[0m config/jobs.yaml", CommandLine.RunInColour(folder.Root, "jobs", "run", "changed").Output, StringComparison.Ordinal);
        Assert.Contains("  M config/jobs.yaml", CommandLine.RunOnTerminal(folder.Root, "jobs", "run", "changed").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void One_job_and_several_print_their_runs_in_one_shape()
    {
        folder.Write("config/jobs.yaml", "jobs: {a: {action: {type: report.changed_since}}, b: {action: {type: report.changed_since}}}");

        foreach (string[] more in (string[][])[[], ["--what-if"]])
        {
            Assert.Equal(["a"], Names(CommandLine.Run(folder.Root, ["jobs", "run", "a", .. more])));
            Assert.Equal(["a", "b"], Names(CommandLine.Run(folder.Root, ["jobs", "run", "a", "b", .. more])));
            Assert.Equal("a", (string?)CommandLine.Run(folder.Root, ["jobs", "run", "a", .. more]).Json["job"]);
        }

        static IEnumerable<string?> Names(CommandLine.Outcome outcome) => outcome.Json["runs"]!.AsArray().Select(run => (string?)run!["job"]);
    }

    [Fact]
    public void An_empty_list_says_so_in_words()
    {
        folder.Write("config/jobs.yaml", "jobs: {}");

        Assert.Equal("No jobs: the job file defines none.\n", CommandLine.RunOnTerminal(folder.Root, "jobs", "list").Output);
        Assert.StartsWith("No runs yet;", CommandLine.RunOnTerminal(folder.Root, "runs", "list").Output, StringComparison.Ordinal);
        Assert.Equal("No run is as asked for.\n", CommandLine.RunOnTerminal(folder.Root, "runs", "list", "--job", "x").Output);
        Assert.Equal("""{"runs":[]}""", CommandLine.Run(folder.Root, "runs", "list").Output.Trim());
    }

    [Theory]
    [InlineData(80)]
    [InlineData(100)]
    [InlineData(60)]
    public void Lists_fit_a_terminal_without_breaking_a_word(int columns)
    {
        folder.Write(
            "config/jobs.yaml",
            """
            jobs:
              a_job_with_a_name_that_is_long_enough_for_two:
                description: |
                  A description that goes on and on, and is longer than any terminal that was ever built.
                  It has a second line.
                tags: [daily, weekly, monthly]
                action: {type: report.changed_since}
              short: {action: {type: report.changed_since}}
            """);
        CommandLine.Run(folder.Root, "jobs", "run", "a_job_with_a_name_that_is_long_enough_for_two");

        foreach (string list in (string[])["jobs", "runs"])
        {
            string output = CommandLine.RunOnTerminal(folder.Root, columns, list, "list").Output;
            string wide = CommandLine.RunOnTerminal(folder.Root, list, "list").Output;

            Assert.All(output.Split('\n'), line => Assert.True(line.Length <= Math.Max(columns, 76), $"{line.Length}: {line}"));
            Assert.Contains('…', output);
            Assert.DoesNotContain('…', wide);
        }

        Assert.Matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", CommandLine.RunOnTerminal(folder.Root, columns, "runs", "list").Output);
    }

    [Theory]
    [InlineData("120", 120)]
    [InlineData("0", null)]
    [InlineData("wide", null)]
    [InlineData(null, null)]
    public void The_width_can_be_told_by_COLUMNS(string? value, int? columns) => Assert.Equal(columns, Terminal.ParseColumns(value));

    [Fact]
    public void A_run_whose_record_was_changed_keeps_the_time_it_took()
    {
        folder.Write("config/jobs.yaml", Job.File("24h"));
        string record = (string)CommandLine.Run(folder.Root, "jobs", "run", "changed").Json["record"]!;
        string started = (string)CommandLine.Run(folder.Root, "runs", "list").Json["runs"]![0]!["started"]!;
        File.AppendAllText(record, " ");

        var run = CommandLine.Run(folder.Root, "runs", "list").Json["runs"]![0]!;

        // The ledger's entry of the start is written a moment before the run begins.
        Assert.InRange(DateTimeOffset.Parse(started, CultureInfo.InvariantCulture) - DateTimeOffset.Parse((string)run["started"]!, CultureInfo.InvariantCulture), TimeSpan.Zero, TimeSpan.FromSeconds(30));
        Assert.NotEqual((string?)run["started"], (string?)run["finished"]);
    }

    [Fact]
    public void One_is_singular()
    {
        folder.Write("config/jobs.yaml", Job.File("24h"));
        CommandLine.Run(folder.Root, "jobs", "run", "changed");

        Assert.Contains("2 entries, 1 run\n", CommandLine.RunOnTerminal(folder.Root, "ledger", "verify").Output, StringComparison.Ordinal);
    }
}
