using System.Xml.Linq;
using AuditGraph.Core.Reports;
using static AuditGraph.AuditSeverity;

namespace AuditGraph.Core.Tests.Reports.Findings;

public sealed class JUnitReportTests
{
    private static readonly AuditWaiver Waiver = new() { Rule = "links.old", Reason = "why", Owner = "ada", Expires = new DateOnly(2030, 5, 1) };

    [Theory]
    [InlineData("failure", Error, AuditFindingState.New, false)]
    [InlineData("failure", Warning, AuditFindingState.Unchanged, false)]
    [InlineData(null, Note, AuditFindingState.New, false)]
    [InlineData(null, Error, AuditFindingState.Absent, false)]
    [InlineData(null, Error, AuditFindingState.Absent, true)]
    [InlineData("skipped", Error, AuditFindingState.Unchanged, true)]
    [InlineData("skipped", Note, AuditFindingState.New, true)]
    public void A_case_ends_as_its_finding_counts(string? outcome, AuditSeverity severity, AuditFindingState state, bool isWaived) =>
        Assert.Equal(outcome, OutcomeOf(Finding(severity) with { State = state, Waiver = isWaived ? Waiver : null }));

    [Fact]
    public void A_case_fails_for_one_that_counts_among_others()
    {
        AuditFinding waived = Finding(Error) with { Waiver = Waiver };
        AuditFinding absent = Finding(Error) with { State = AuditFindingState.Absent, Fingerprint = "absent" };

        Assert.Equal("failure", OutcomeOf(waived, Finding(Warning), absent));
        Assert.Equal("skipped", OutcomeOf(waived, absent));
        Assert.Null(OutcomeOf(waived, Finding(Note)));
    }

    [Fact]
    public void The_suite_counts_its_cases_by_their_elements()
    {
        XElement suite = Suite(FindingSample.Everything);

        Assert.Equal(
            [.. suite.Attributes().Skip(1).Select(attribute => (int)attribute)],
            new[] { "testcase", "failure", "error", "skipped" }.Select(name => suite.Descendants(name).Count()));
        Assert.Equal(suite.Elements("testcase").Count(), suite.Elements("testcase").Select(one => (one.Attribute("classname")!.Value, one.Attribute("name")!.Value)).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Seeds.To), 40, MemberType = typeof(Seeds))]
    public void Whatever_the_texts_are_it_is_XML_with_a_case_for_each(int seed)
    {
        var random = new Random(seed);
        AuditFinding[] findings = [.. Enumerable.Range(0, 20).Select(index =>
            FindingSample.Finding("links.broken", Error, $"{FindingSample.Text(random, 20)}{index}", FindingSample.Text(random, 20)))];

        XElement suite = Suite(FindingSample.Report(findings, [new(FindingSample.Text(random, 9), FindingSample.Text(random, 9), AuditVerdict.Warn)], FindingSample.Text(random, 9)));

        Assert.Equal(findings.Length, suite.Elements("testcase").Where(one => one.Element("failure") is not null).Select(one => one.Attribute("name")!.Value).Distinct().Count());
    }

    [Fact]
    public void Names_that_XML_cannot_hold_stay_apart_and_whole()
    {
        string longest = string.Join('/', Enumerable.Repeat(new string('n', 255), 16));
        string[] names = ["\0", "\u0001", "\ud800", "\udc00", "\ufffe", "\uffff", longest];

        Assert.Equal(
            ["\\u0000", "\\u0001", "\\ud800", "\\udc00", "\\ufffe", "\\uffff", longest],
            Suite(FindingSample.Report([.. names.Select(name => FindingSample.Finding("links.broken", Error, name, "gone"))])).Elements("testcase")
                .Where(one => one.Element("failure") is not null).Select(one => one.Attribute("name")!.Value)
                .OrderBy(name => name.Length).ThenBy(name => name, StringComparer.Ordinal));
    }

    private static AuditFinding Finding(AuditSeverity severity) => FindingSample.Finding("links.old", severity, "a.md", $"It is {severity}.");

    private static string? OutcomeOf(params AuditFinding[] findings) =>
        Suite(FindingSample.Report(findings)).Elements("testcase").Single(one => one.Attribute("name")!.Value == "a.md")
            .Elements().FirstOrDefault(element => element.Name != "system-out")?.Name.LocalName;

    private static XElement Suite(ReportDocument report) => XDocument.Parse(FindingSample.Write(report, "junit")).Root!.Element("testsuite")!;
}
