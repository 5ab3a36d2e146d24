using System.Text.Json.Nodes;
using AuditGraph.Core.Actions;

namespace AuditGraph.Cli.Tests.AddedAction;

/// <summary>What somebody has set aside stays in every report, and does not count.</summary>
public sealed class WaiverTests : IDisposable
{
    private const string Rest = "reason: it comes later, owner: ada, expires: 2099-12-31";

    private static readonly ActionCatalog Catalog = new(MarkedWordsCheck.Definition, ActionCatalog.Product.Find("report.changed_since")!);

    private readonly TemporaryFolder folder = new();

    public WaiverTests()
    {
        folder.Write("config/jobs.yaml", "jobs: {words: {action: {type: check.marked_words}}, changes: {action: {type: report.changed_since}}}");
        folder.Write("a.md", "error one\n");
        folder.Write("b.txt", "error two\n");
    }

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("rule: words.error", "pass", 2)]
    [InlineData("rule: words.error, path: '*.md'", "fail", 1)]
    [InlineData("rule: words.error, path: '/a*'", "fail", 1)]
    [InlineData("rule: words.error, path: c", "fail", 0)]
    [InlineData("rule: words.warning", "fail", 0)]
    [InlineData("rule: no.such.rule", "fail", 0)]
    public void Waived_findings_are_marked_and_do_not_count(string target, string verdict, int waived)
    {
        Waive(target);

        JsonNode run = Run("jobs", "run", "words").Json;
        JsonArray findings = Run("findings").Json["findings"]!.AsArray();

        Assert.Equal((verdict, 2, waived), ((string?)run["verdict"], findings.Count, findings.Count(finding => finding!["waiver"] is not null)));
        Assert.Equal(waived, (int)run["counts"]!["waived"]!);
        Assert.All(
            findings.Where(finding => finding!["waiver"] is not null),
            finding => Assert.Equal(("it comes later", "ada", "2099-12-31"), ((string)finding!["waiver"]!["reason"]!, (string)finding["waiver"]!["owner"]!, (string)finding["waiver"]!["expires"]!)));
    }

    [Fact]
    public void One_finding_is_set_aside_by_its_fingerprint()
    {
        Run("jobs", "run", "words");
        string fingerprint = (string)Run("findings").Json["findings"]![0]!["fingerprint"]!;

        Waive($"fingerprint: {fingerprint}");
        Run("jobs", "run", "words");

        Assert.Equal([fingerprint], Run("findings", "--waived", "yes").Json["findings"]!.AsArray().Select(finding => (string)finding!["fingerprint"]!));
    }

    [Theory]
    [InlineData("md")]
    [InlineData("json")]
    [InlineData("csv")]
    [InlineData("html")]
    public void Every_report_shows_what_is_waived_and_no_secret_of_the_reason(string format)
    {
        string secret = "ghp_" + new string('a', 36);
        folder.Write("config/waivers.yaml", $"waivers: [{{rule: words.error, path: a.md, reason: known as {secret}, owner: ada, expires: 2099-12-31}}]\n");
        string run = (string)Run("jobs", "run", "words").Json["run"]!;

        string report = Run("report", run, "--format", format).Output;

        Assert.Contains("error one", report, StringComparison.Ordinal);
        Assert.Contains("known as", report, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, report, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, File.ReadAllText(folder["exports/reports/words.md"]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_is_made_anew_when_a_waiver_changes_or_expires()
    {
        Waive("rule: words.error");
        Assert.Equal(["fresh", "fresh", "reused"], Enumerable.Range(0, 3).Select(_ => (string)Run("jobs", "run", "words").Json["origin"]!));

        JsonNode after = Run("jobs", "run", "words", "--as-of", "2100-01-01").Json;
        Assert.Equal(("fresh", "fail"), ((string?)after["origin"], (string?)after["verdict"]));
        Assert.Equal(["waiver_expired"], Codes(after));

        Waive("rule: words.error, path: a.md");
        Assert.Contains("waiver_changed", Codes(Run("jobs", "run", "words").Json));
    }

    [Fact]
    public void The_last_day_counts_to_its_end()
    {
        Waive("rule: words.error");

        Assert.Equal("pass", (string?)Run("jobs", "run", "words", "--as-of", "2099-12-31T23:59:59Z").Json["verdict"]);
        Assert.Equal("fail", (string?)Run("jobs", "run", "words", "--as-of", "2100-01-01T00:00:00Z").Json["verdict"]);
    }

    [Fact]
    public void No_check_runs_by_waivers_that_nobody_can_tell()
    {
        Waive("rule: words.error");
        Run("jobs", "run", "words");
        folder.Write("config/waivers.yaml", "waivers:\n  - {rule: words.error, owner: ada, expires: never}\n");

        CommandLine.Outcome check = Run("jobs", "run", "words");

        Assert.Equal((1, "failed", "WaiversInvalid"), (check.ExitCode, (string?)check.Json["runStatus"], (string?)check.Json["error"]?["name"] ?? (string?)check.Json["errorName"]));
        Assert.Contains("waivers.yaml:2:6", check.Output + check.Error, StringComparison.Ordinal);
        Assert.Equal(0, Run("jobs", "run", "changes").ExitCode);
        Assert.Contains("AG1080", RunOnTerminal("jobs", "test").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_file_of_waivers_is_reached_through_no_link()
    {
        folder.Write("elsewhere", $"waivers: [{{rule: words.error, {Rest}}}]\n");
        File.CreateSymbolicLink(folder["config/waivers.yaml"], folder["elsewhere"]);

        Assert.Equal(1, Run("jobs", "run", "words").ExitCode);
    }

    [Fact]
    public void Waivers_are_listed_with_what_each_sets_aside_today()
    {
        Run("jobs", "run", "words");
        folder.Write(
            "config/waivers.yaml",
            $$"""
            waivers:
              - {rule: words.error, path: a.md, {{Rest}}}
              - {rule: words.error, {{Rest}}}
              - {rule: words.note, path: a.md, {{Rest}}}
              - {rule: words.error, reason: r, owner: o, expires: 2020-01-31}
            """);

        JsonArray waivers = Run("waivers", "list").Json["waivers"]!.AsArray();

        Assert.Equal(
            ["active 1", "active 1", "active 0", "expired 0"], waivers.Select(waiver => $"{waiver!["state"]} {waiver["findings"]}"));
        Assert.Contains("expired", RunOnTerminal("waivers", "list").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_waiver_is_added_on_the_command_line()
    {
        string[] words = ["waivers", "add", "--rule", "words.error", "--reason", "later", "--owner", "ada", "--expires", "2099-12-31"];

        Assert.Equal(0, Run([.. words, "--path", "a.md", "--what-if"]).ExitCode);
        Assert.False(File.Exists(folder["config/waivers.yaml"]));
        Assert.Equal("a.md", (string?)Run([.. words, "--path", "a.md"]).Json["waiver"]!["path"]);
        Assert.Equal(1, (int)Run("jobs", "run", "words").Json["counts"]!["waived"]!);
        Assert.Equal(1, Run([.. words, "--path", "a.md"]).ExitCode);
        Assert.Equal(2, Run([.. words, "--fingerprint", "x"]).ExitCode);
        Assert.Equal(2, Run(words[..^2]).ExitCode);
        Assert.Equal(2, Run([.. words[..^1], "soon"]).ExitCode);
    }

    private void Waive(string target) => folder.Write("config/waivers.yaml", $"waivers: [{{{target}, {Rest}}}]\n");

    private static string[] Codes(JsonNode run) => [.. run["reasons"]!.AsArray().Select(reason => (string)reason!["code"]!)];

    private CommandLine.Outcome Run(params string[] arguments) => CommandLine.Run(folder.Root, Catalog, isTerminal: false, arguments);

    private CommandLine.Outcome RunOnTerminal(params string[] arguments) => CommandLine.Run(folder.Root, Catalog, isTerminal: true, arguments);
}
