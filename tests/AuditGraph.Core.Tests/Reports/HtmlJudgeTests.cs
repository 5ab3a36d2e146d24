using System.Text.Json;
using AuditGraph.Core.Reports;
using AuditGraph.Core.Reports.Findings;
using AuditGraph.Core.Tests.Reports.Findings;

namespace AuditGraph.Core.Tests.Reports;

/// <summary>
/// The page for people, judged by others: html-validate and the W3C's checker for its markup, axe-core in Chromium for who does
/// not see it, and Chromium itself for what it asks of the network. Skipped where they cannot be had; <c>AUDITGRAPH_CHROMIUM</c>
/// names another.
/// </summary>
public sealed class HtmlJudgeTests : IDisposable
{
    private const string Hostile = "</script><img src=https://example.org/x onerror=alert(1)> \"'& ]]> `|`";

    private static readonly NodePackages Packages = new("html-judge");

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Others_find_nothing_wrong_with_the_page_of_a_report_that_lists_changes()
    {
        folder.Write("changes.html", PageOfChanges());

        Assert.Contains("Changes", Judge("changes.html"), StringComparison.Ordinal);
    }

    [Fact]
    public void Others_find_nothing_wrong_with_the_page_of_a_check()
    {
        folder.Write("check.html", PageOfCheck());

        string text = Judge("check.html");

        Assert.Contains("Verdict fail, Errors 1", text, StringComparison.Ordinal);
        Assert.Contains(Hostile, text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_checker_of_the_W3C_has_nothing_to_say_of_a_page()
    {
        Tool.Require("java");
        Packages.Require();
        folder.Write("changes.html", PageOfChanges());
        folder.Write("check.html", PageOfCheck());
        folder.Write("everything.html", FindingSample.Write(FindingSample.Everything, "html"));
        folder.Write("hostile.html", FindingSample.Write(FindingSample.OfAnyText, "html"));

        // How a text from outside is composed is for whoever wrote it, and it is shown as it is.
        (int code, string output) = Tool.Run(
            folder.Root,
            "java", "-jar", Packages.PathOf("vnu-jar/build/dist/vnu.jar"),
            "--filterpattern", "Text run (is not in Unicode Normalization Form C|starts with a composing character).*",
            "changes.html", "check.html", "everything.html", "hostile.html");

        Assert.True((code, output) is (0, ""), output);
    }

    private static string PageOfChanges() =>
        File.ReadAllText(RepositoryFile.PathOf("tests/AuditGraph.Core.Tests/Golden/Reports/report.html"));

    private static string PageOfCheck()
    {
        AuditWaiver waiver = new() { Rule = "r.one", Reason = Hostile, Owner = "who", Expires = new DateOnly(2027, 1, 31) };
        AuditFinding[] findings =
        [
            new() { RuleId = "r.one", Severity = AuditSeverity.Error, Message = Hostile, Path = "a/" + Hostile, Line = 7, Fingerprint = new string('a', 64) },
            new() { RuleId = "r.one", Severity = AuditSeverity.Warning, Message = "Set aside.", Fingerprint = new string('b', 64), Waiver = waiver },
            new() { RuleId = "r.two", Severity = AuditSeverity.Note, Message = "Gone.", Fingerprint = new string('c', 64), State = AuditFindingState.Absent },
        ];
        var judged = new JudgedFindings(AuditVerdict.Fail, findings, [new CheckGap("secret", "It may not be read.", AuditVerdict.Fail)], [waiver]);
        ReportDocument report = CheckReport.Compose(
            new ReportDocument("A check of " + Hostile, [], ""), judged,
            [new("r.one", AuditSeverity.Error, "Asks for one."), new("r.two", AuditSeverity.Note, "Asks for two.")], ["ISO27001/A.8.9"]);
        return FindingSample.Write(report, "html");
    }

    /// <summary>The page's text as a browser shows it.</summary>
    private string Judge(string page)
    {
        string chromium = Environment.GetEnvironmentVariable("AUDITGRAPH_CHROMIUM") ?? "/usr/bin/chromium";
        Assert.SkipUnless(File.Exists(chromium), $"there is no Chromium at {chromium}");
        Packages.Require();
        using JsonDocument document = JsonDocument.Parse(Assert.Single(Packages.Run("judge.mjs", chromium, folder[page])));
        JsonElement verdict = document.RootElement;
        Assert.All(
            (string[])["markup", "access", "requests", "console"],
            part => Assert.Equal("[]", verdict.GetProperty(part).GetRawText()));
        return verdict.GetProperty("text").GetString()!;
    }
}
