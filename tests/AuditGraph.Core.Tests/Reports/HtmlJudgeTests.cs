using System.Text.Json;
using AuditGraph.Core.Redaction;
using AuditGraph.Core.Reports;
using AuditGraph.Core.Reports.Findings;

namespace AuditGraph.Core.Tests.Reports;

/// <summary>
/// The page for people, judged by others: html-validate for its markup, axe-core in Chromium for who does not see it,
/// and
/// Chromium itself for what it asks of the network. Skipped where they cannot be had; <c>AUDITGRAPH_CHROMIUM</c> names
/// another.
/// </summary>
public sealed class HtmlJudgeTests : IDisposable
{
    private static readonly NodePackages Packages = new("html-judge");

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Others_find_nothing_wrong_with_the_page_of_a_report_that_lists_changes()
    {
        folder.Write("changes.html", File.ReadAllText(RepositoryFile.PathOf("tests/AuditGraph.Core.Tests/Golden/Reports/report.html")));

        Assert.Contains("Changes", Judge("changes.html"), StringComparison.Ordinal);
    }

    [Fact]
    public void Others_find_nothing_wrong_with_the_page_of_a_check()
    {
        const string hostile = "</script><img src=https://example.org/x onerror=alert(1)> \"'& ]]> `|`";
        AuditWaiver waiver = new() { Rule = "r.one", Reason = hostile, Owner = "who", Expires = new DateOnly(2027, 1, 31) };
        AuditFinding[] findings =
        [
            new() { RuleId = "r.one", Severity = AuditSeverity.Error, Message = hostile, Path = "a/" + hostile, Line = 7, Fingerprint = new string('a', 64) },
            new() { RuleId = "r.one", Severity = AuditSeverity.Warning, Message = "Set aside.", Fingerprint = new string('b', 64), Waiver = waiver },
            new() { RuleId = "r.two", Severity = AuditSeverity.Note, Message = "Gone.", Fingerprint = new string('c', 64), State = AuditFindingState.Absent },
        ];
        var judged = new JudgedFindings(AuditVerdict.Fail, findings, [new CheckGap("secret", "It may not be read.", AuditVerdict.Fail)], [waiver]);
        ReportDocument report = CheckReport.Compose(
            new ReportDocument("A check of " + hostile, [], ""), judged,
            [new("r.one", AuditSeverity.Error, "Asks for one."), new("r.two", AuditSeverity.Note, "Asks for two.")], ["ISO27001/A.8.9"]);
        folder.Write("check.html", System.Text.Encoding.UTF8.GetString(ReportFormats.WriterFor("html")
            .Write(report, new SecretRedactor(enabled: false), TestContext.Current.CancellationToken)));

        string text = Judge("check.html");

        Assert.Contains("Verdict fail, Errors 1", text, StringComparison.Ordinal);
        Assert.Contains(hostile, text, StringComparison.Ordinal);
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
