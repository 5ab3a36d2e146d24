using System.Text.Json.Nodes;
using AuditGraph.Core.Actions;

namespace AuditGraph.Cli.Tests.AddedAction;

/// <summary>
/// What a check finds is judged, compared with what it found before, shown and kept, whatever the check is.
/// </summary>
public sealed class AddedCheckTests : IDisposable
{
    private static readonly ActionCatalog Catalog = new(MarkedWordsCheck.Definition, ActionCatalog.Product.Find("report.changed_since")!);

    private readonly TemporaryFolder folder = new();

    public AddedCheckTests() => WriteJob("");

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("", "error", 3, "fail")]
    [InlineData("", "warning", 0, "warn")]
    [InlineData("", "note", 0, "pass")]
    [InlineData("", "fine", 0, "pass")]
    [InlineData("fail_on: warning", "warning", 3, "fail")]
    [InlineData("fail_on: warning", "note", 0, "pass")]
    [InlineData("fail_on: note", "note", 3, "fail")]
    [InlineData("fail_on: never", "error", 0, "warn")]
    public void The_verdict_goes_by_what_weighs_as_much_as_the_job_fails_on(string failOn, string line, int exitCode, string verdict)
    {
        WriteJob(failOn);
        folder.Write("a", line);

        CommandLine.Outcome outcome = Run("jobs", "run", "words");

        Assert.Equal((exitCode, verdict, "ok"), (outcome.ExitCode, (string?)outcome.Json["verdict"], (string?)outcome.Json["runStatus"]));
    }

    [Fact]
    public void A_finding_is_new_once_then_known_and_then_gone()
    {
        folder.Write("a", "error one\nerror two\n");
        Assert.Equal(["new error one", "new error two"], FindingsOf("words"));

        folder.Write("a", "\n\nerror two\nerror one\nerror two\n");
        Assert.Equal(["unchanged error two", "unchanged error one", "new error two"], FindingsOf("words"));

        folder.Write("a", "error one\n");
        Assert.Equal(["unchanged error one", "absent error two", "absent error two"], FindingsOf("words"));
        Assert.Equal(["unchanged error one"], FindingsOf("words"));
    }

    [Fact]
    public void A_job_can_fail_on_what_is_new_alone()
    {
        folder.Write("a", "error old\n");
        WriteJob("fail_on_new: true");

        Assert.Equal([3, 0], [Run("jobs", "run", "words").ExitCode, Run("jobs", "run", "words").ExitCode]);
        folder.Write("a", "error old\nerror new\n");
        Assert.Contains("  verdict        fail: 2 errors, 1 new\n", RunOnTerminal("jobs", "run", "words").Output, StringComparison.Ordinal);
        Assert.Equal(0, Run("jobs", "run", "words").ExitCode);
    }

    [Fact]
    public void What_a_failed_run_would_have_found_is_no_baseline()
    {
        folder.Write("a", "error old\n");
        Run("jobs", "run", "words");
        folder.Write("a", "error new\n");
        File.Delete(folder["exports/reports/words.md"]);
        Directory.CreateDirectory(folder["exports/reports/words.md"]);
        Assert.Equal(1, Run("jobs", "run", "words").ExitCode);
        Directory.Delete(folder["exports/reports/words.md"]);

        Assert.Equal(["new error new", "absent error old"], FindingsOf("words"));
    }

    [Fact]
    public void Nothing_runs_again_as_long_as_the_same_would_be_found_beside_the_same()
    {
        folder.Write("a", "error one\n");
        string[] origins = [.. Enumerable.Range(0, 4).Select(_ => (string)Run("jobs", "run", "words").Json["origin"]!)];

        // The second run is the first that knows the finding.
        Assert.Equal(["fresh", "fresh", "reused", "reused"], origins);
        Assert.Equal("fail", (string?)Run("jobs", "run", "words").Json["verdict"]);
        WriteJob("fail_on: never");
        Assert.Equal("args_changed", (string?)Run("jobs", "run", "words").Json["reasons"]![0]!["code"]);
    }

    [Fact]
    public void The_screen_shows_the_verdict_then_the_gravest_findings()
    {
        folder.Write("a", string.Concat(Enumerable.Range(0, 11).Select(index => $"warning {index}\n")) + "error grave\n");

        string output = RunOnTerminal("jobs", "run", "words").Output;

        Assert.StartsWith("words: ok, 1 error, 11 warnings, 12 new\n", output, StringComparison.Ordinal);
        Assert.Contains("  verdict        fail: 1 error\n  a:12:1: error: Here is: error grave [words.error]\n  a:1:1: warning: Here is: warning 0 [words.warning]\n", output, StringComparison.Ordinal);
        Assert.Contains("  … and 2 more: see exports/reports/words.md\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Findings_are_listed_by_run_job_rule_severity_and_state()
    {
        folder.Write("a", "error one\nwarning two\n");
        string run = (string)Run("jobs", "run", "words").Json["run"]!;
        folder.Write("a", "error one\nnote three\n");
        Run("jobs", "run", "words");

        Assert.Equal(["error one", "warning two"], Messages("findings", run));
        Assert.Equal(["error one", "note three", "warning two"], Messages("findings"));
        Assert.Equal(["error one"], Messages("findings", "--job", "words", "--severity", "error"));
        Assert.Equal(["note three"], Messages("findings", "--rule", "words.note"));
        Assert.Equal(["note three", "warning two"], Messages("findings", "--state", "new,absent"));
        Assert.Equal([], Messages("findings", "--waived", "yes"));
        Assert.Equal("words: 1 finding\n  a:1:1: error: Here is: error one [words.error] (unchanged)\n", RunOnTerminal("findings", "--state", "unchanged").Output);
        Assert.Equal("Nothing was found that is as asked for.\n", RunOnTerminal("findings", "--rule", "none").Output);
    }

    [Fact]
    public void Every_format_has_the_findings_and_what_they_rest_on()
    {
        WriteJob("controls: [ISO27001/A.8.9]");
        folder.Write("a", "error | <one>\n");
        string run = (string)Run("jobs", "run", "words").Json["run"]!;

        string markdown = Run("report", run).Output;
        Assert.Contains("- Verdict: `fail`", markdown, StringComparison.Ordinal);
        Assert.Contains("- ISO27001/A.8.9", markdown, StringComparison.Ordinal);
        Assert.Contains(@"| error | words.error | `a` | 1 | Here is: error \| \<one\> | new |", markdown, StringComparison.Ordinal);
        Assert.DoesNotContain("Fingerprint", markdown, StringComparison.Ordinal);
        JsonNode finding = Run("report", run, "--format", "json").Json["findings"]![0]!;
        Assert.Equal((1L, 6L, 64), ((long)finding["endLine"]!, (long)finding["endColumn"]!, ((string)finding["fingerprint"]!).Length));
        Assert.Equal("""{"word":"error"}""", (string?)finding["properties"]);
        Assert.StartsWith(
            "Severity,Rule,Path,Line,Column,EndLine,EndColumn,Message,State,Waived,Waiver,Fingerprint,Properties\r\nerror,words.error,a,1,1,1,6,Here is: error | <one>,new,,,",
            Run("report", run, "--format", "csv").Output, StringComparison.Ordinal);
        string page = Run("report", run, "--format", "html").Output;
        Assert.Contains("<p class=\"lead\">Verdict <b data-word=\"fail\">fail</b>, Errors <b>1</b>, New <b>1</b></p>", page, StringComparison.Ordinal);
        Assert.Contains("Here is: error | &lt;one&gt;", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sarif", "sarif", "\"ruleId\": \"words.error\"")]
    [InlineData("junit", "xml", "<testcase classname=\"words.error\" name=\"a\">")]
    public void A_job_writes_a_form_for_other_programs_and_any_run_can_be_had_in_it(string format, string extension, string part)
    {
        folder.Write("a", "error one\n");
        WriteJob($"output: {{format: {format}}}");

        string run = (string)Run("jobs", "run", "words").Json["run"]!;

        string output = File.ReadAllText(folder[$"exports/reports/words.{extension}"]);
        Assert.Contains(part, output, StringComparison.Ordinal);
        Assert.Equal(output, Run("report", run, "--format", format).Output);
    }

    [Fact]
    public void What_needs_a_check_is_foretold_to_depend_on_its_verdict()
    {
        folder.Write("config/jobs.yaml", "jobs: {words: {action: {type: check.marked_words}}, after: {action: {type: report.changed_since}, needs: [words]}}");

        JsonNode plan = Run("jobs", "plan", "after").Json["runs"]!;

        Assert.Equal("deferred", (string?)plan[1]!["reasons"]![0]!["code"]);
        folder.Write("a", "error one\n");
        Assert.Equal("NeedNotMet", (string?)Run("jobs", "run", "after").Json["runs"]![1]!["error"]!["name"]);
    }

    [Fact]
    public void A_job_that_is_no_check_cannot_fail_on_what_is_new()
    {
        folder.Write("config/jobs.yaml", "jobs: {j: {action: {type: report.changed_since}, fail_on_new: true, controls: ['a b']}}");

        string output = RunOnTerminal("jobs", "test").Output;

        Assert.Contains("report.changed_since is no check, so that there are no new findings to fail on", output, StringComparison.Ordinal);
        Assert.Contains("'a b' is not a control", output, StringComparison.Ordinal);
    }

    private void WriteJob(string line) => folder.Write(
        "config/jobs.yaml",
        $$"""
        jobs:
          words:
            action: {type: check.marked_words}
            {{line}}
        """);

    private string[] FindingsOf(string job) =>
        [.. Run("findings", (string)Run("jobs", "run", job).Json["run"]!).Json["findings"]!.AsArray().Select(finding =>
            $"{finding!["state"]} {((string)finding["message"]!)["Here is: ".Length..]}")];

    private string[] Messages(params string[] arguments) =>
        [.. Run(arguments).Json["findings"]!.AsArray().Select(finding => ((string)finding!["message"]!)["Here is: ".Length..])];

    private CommandLine.Outcome Run(params string[] arguments) => CommandLine.Run(folder.Root, Catalog, isTerminal: false, arguments);

    private CommandLine.Outcome RunOnTerminal(params string[] arguments) => CommandLine.Run(folder.Root, Catalog, isTerminal: true, arguments);
}
