using AuditGraph.Core.Actions.Checks;
using AuditGraph.Core.Actions.RunCommand.Results;
using AuditGraph.Core.Reports.Findings;

namespace AuditGraph.Core.Tests.Actions.RunCommand.Results;

public class TestResultsTests
{
    [Fact]
    public void Tests_of_junit_that_failed_or_broke_down_are_findings()
    {
        CommandFindings read = Reading.Read(ResultFormat.JUnit,
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuites><testsuite name="s">
              <testcase classname="A" name="good" time="1.5"/>
              <testcase classname="A" name="bad" file="a.py" line="7"><failure message="1 is not 2&#10;at x">trace</failure></testcase>
              <testcase name="ugly"><system-out>noise</system-out><error><![CDATA[
                It broke.
                at y]]></error></testcase>
              <testcase name="later"><skipped/></testcase>
            </testsuite></testsuites>
            """);
        Assert.Equal(
            [
                new CheckFinding("test.failed", AuditSeverity.Error, "A › bad: 1 is not 2", "A › bad") { Path = "src/a.py", Line = 7 },
                new CheckFinding("test.error", AuditSeverity.Error, "ugly: It broke.", "ugly"),
            ],
            read.Findings);
        Assert.Equal([new CheckGap(null, "1 test was not run.", AuditVerdict.Pass)], read.Gaps);
        Assert.Equal(["test.failed", "test.error"], read.Rules.Select(rule => rule.Id));
    }

    [Fact]
    public void Tests_of_nunit_2_are_read_as_pester_writes_them()
    {
        CommandFindings read = Reading.Read(ResultFormat.NUnit,
            """
            <?xml version="1.0" encoding="utf-8" standalone="no"?>
            <test-results name="Pester" total="3" errors="0" failures="1"><test-suite type="TestFixture" name="Pester">
              <results><test-suite name="a.Tests.ps1"><results>
                <test-case description="is" name="Colour.is" time="0.1" success="True" result="Success" executed="True" />
                <test-case name="Colour.is not" success="False" result="Failure" executed="True">
                  <failure><message>Expected 'red', but got 'blue'.</message><stack-trace>at a.Tests.ps1:4</stack-trace></failure>
                </test-case>
                <test-case name="Colour.may be" result="Ignored" executed="False" />
              </results></test-suite></results></test-suite></test-results>
            """);
        Assert.Equal(
            [new CheckFinding("test.failed", AuditSeverity.Error, "Colour.is not: Expected 'red', but got 'blue'.", "Colour.is not")],
            read.Findings);
        Assert.Equal([new CheckGap(null, "1 test was not run.", AuditVerdict.Pass)], read.Gaps);
    }

    [Theory]
    [InlineData("Failed", null, "test.failed")]
    [InlineData("Failed", "Error", "test.error")]
    [InlineData("Failure", null, "test.failed")]
    [InlineData("Error", null, "test.error")]
    public void Tests_of_nunit_3_say_with_a_label_that_they_broke_down(string result, string? label, string rule) => Assert.Equal(
        rule,
        Reading.One(ResultFormat.NUnit,
            $"""<test-run><test-case fullname="N.A" name="A" result="{result}" {(label is null ? "" : $"label='{label}'")}/></test-run>""").RuleId);

    [Theory]
    [InlineData(ResultFormat.JUnit, "<testsuites/>", "The results list no test.")]
    [InlineData(ResultFormat.NUnit, "<test-run/>", "The results list no test.")]
    [InlineData(
        ResultFormat.JUnit, "<testsuite><testcase name='a'><skipped/></testcase></testsuite>",
        "The results list 1 test, none of which was run.")]
    internal void Results_without_a_test_that_was_run_do_not_pass(ResultFormat format, string text, string reason) =>
        Assert.Equal([new CheckGap(null, reason, AuditVerdict.Fail)], Reading.Read(format, text).Gaps);

    [Theory]
    [InlineData(ResultFormat.JUnit, "", "it is no XML")]
    [InlineData(ResultFormat.JUnit, "<testsuites>", "it is no XML")]
    [InlineData(ResultFormat.JUnit, "<test-run/>", "line 1, column 2: 'test-run' is the first element")]
    [InlineData(ResultFormat.NUnit, "<testsuites/>", "'testsuites' is the first element")]
    [InlineData(ResultFormat.NUnit, "<test-run>\n<test-case/></test-run>", "line 2, column 2: a 'test-case' has no 'result'")]
    [InlineData(ResultFormat.NUnit, "<test-run><test-case result='Great'/></test-run>", "the result 'Great'")]
    [InlineData(
        ResultFormat.JUnit,
        "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><testsuite><testcase name='&b;'/></testsuite>",
        "it is no XML")]
    internal void What_is_of_another_form_is_refused_with_its_place(ResultFormat format, string text, string expected) =>
        Assert.Contains(expected, Reading.Mistake(format, text), StringComparison.Ordinal);

    [Fact]
    public void Elements_that_nest_very_deep_are_gone_through()
    {
        const int Depth = 50_000;
        string text = string.Concat(
            string.Concat(Enumerable.Repeat("<testsuite>", Depth)),
            "<testcase name='a'><failure>", string.Concat(Enumerable.Repeat("<b>", Depth)), "deep",
            string.Concat(Enumerable.Repeat("</b>", Depth)), "</failure></testcase>",
            string.Concat(Enumerable.Repeat("</testsuite>", Depth)));
        Assert.Equal("a: deep", Reading.One(ResultFormat.JUnit, text).Message);
    }
}
