using AuditGraph.Core.Actions;
using AuditGraph.Core.Reports;
using AuditGraph.Core.Runs;

namespace AuditGraph.Core.Tests.Runs;

public sealed class VerdictRuleTests
{
    [Theory]
    [InlineData("", "run:x", 5L, AuditVerdict.None)]
    [InlineData("removed", "run:x", 0L, AuditVerdict.Pass)]
    [InlineData("removed", "run:x", 1L, AuditVerdict.Fail)]
    [InlineData("added;removed", "run:x", 1L, AuditVerdict.Fail)]
    [InlineData("added", "run:x", 1L, AuditVerdict.Pass)]
    [InlineData("removed", "none", 0L, AuditVerdict.None)]
    [InlineData("removed", null, 0L, AuditVerdict.None)]
    public void Judges_by_what_was_counted(string failOn, string? baseline, long removed, AuditVerdict verdict) =>
        Assert.Equal(verdict, VerdictRule.Judge(Job(failOn), Result(baseline, ("added", 0), ("removed", removed))));

    [Fact]
    public void What_cannot_be_told_is_a_failure_and_said()
    {
        ActionResult times = Result("mtime", ("modified", 0));

        Assert.Equal(AuditVerdict.Fail, VerdictRule.Judge(Job("removed"), times));
        Assert.Contains("removed", VerdictRule.Warn(Job("removed"), times), StringComparison.Ordinal);
        Assert.Equal(AuditVerdict.Pass, VerdictRule.Judge(Job("modified"), times));
        Assert.Null(VerdictRule.Warn(Job("modified"), times));
    }

    [Fact]
    public void An_action_that_judges_by_itself_is_believed() => Assert.Equal(
        AuditVerdict.Warn, VerdictRule.Judge(Job("removed"), Result("run:x", ("removed", 1)) with { Verdict = AuditVerdict.Warn }));

    private static ActionResult Result(string? baseline, params (string Kind, long Count)[] counts) => new()
    {
        Report = new ReportDocument("x", [], "changes"),
        Baseline = baseline,
        Counts = new(counts.Select(count => KeyValuePair.Create(count.Kind, count.Count))),
    };

    private static AuditJob Job(string failOn) => new()
    {
        Name = "j",
        ActionType = "report.changed_since",
        Outputs = [new AuditJobOutput("exports/j.md", "md")],
        Root = "/w",
        ConfigPath = "/w/config/jobs.yaml",
        FailOn = failOn.Split(';', StringSplitOptions.RemoveEmptyEntries).ToValueList(),
    };
}
