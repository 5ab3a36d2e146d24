namespace AuditGraph.Cli.Tests;

public sealed class ReportTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private readonly string run;

    public ReportTests()
    {
        folder.Write("config/jobs.yaml", Job.File());
        folder.Write("a.txt", "a");
        run = (string)CommandLine.Run(folder.Root, "jobs", "run", "changed").Json["run"]!;
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_run_s_report_is_printed_although_its_output_is_gone()
    {
        string then = File.ReadAllText(folder["exports/reports/changed.json"]);
        Directory.Delete(folder["exports"], recursive: true);

        CommandLine.Outcome outcome = CommandLine.Run(folder.Root, "report", run.ToUpperInvariant(), "--format", "json");

        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal(then, outcome.Output);
    }

    [Theory]
    [InlineData("csv", ",")]
    [InlineData("md", "#")]
    [InlineData("html", "<")]
    public void Each_format_says_later_what_it_said_when_it_was_written(string format, string part)
    {
        folder.Write("config/jobs.yaml", $"jobs: {{first: {{action: {{type: report.changed_since, args: {{since: last-run}}}}, output: {{format: {format}}}}}}}");
        string first = (string)CommandLine.Run(folder.Root, "jobs", "run", "first").Json["run"]!;
        string then = File.ReadAllText(folder[$"exports/reports/first.{format}"]);

        Assert.Contains(part, then, StringComparison.Ordinal);
        Assert.Equal(then, CommandLine.Run(folder.Root, "report", first, "--format", format).Output);
    }

    [Theory]
    [InlineData("# Changes since ")]
    [InlineData("# Changes since ", "--format", "md")]
    [InlineData("Kind,Path,", "--format", "csv")]
    public void It_is_printed_as_itself_wherever_it_goes(string start, params string[] format)
    {
        Assert.StartsWith(start, CommandLine.Run(folder.Root, ["report", run, .. format]).Output, StringComparison.Ordinal);
        Assert.StartsWith(start, CommandLine.RunOnTerminal(folder.Root, ["report", run, .. format]).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Failures_go_to_standard_error_and_leave_a_file_of_the_report_empty()
    {
        CommandLine.Outcome outcome = CommandLine.Run(folder.Root, "report", "nothing", "--format", "json");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Empty(outcome.Output);
        Assert.Contains("No run has the id 'nothing'", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sarif")]
    [InlineData("junit")]
    [InlineData("oscal")]
    public void A_report_without_findings_cannot_be_had_in_a_format_of_them(string format)
    {
        CommandLine.Outcome outcome = CommandLine.Run(folder.Root, "report", run, "--format", format);

        Assert.Equal((1, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains("AG2025", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("is of report.changed_since, which makes no findings; its report can be had as md, json, csv, html.", outcome.Error, StringComparison.Ordinal);
    }
}
