using AuditGraph.Core.Actions.Checks;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Reports.Findings;

namespace AuditGraph.Core.Actions.RunCommand.Results;

/// <summary>
/// Makes findings of tests: of each that failed or broke down. A file without a test that was run proves nothing, and
/// says so.
/// </summary>
/// <param name="pile">Where they go.</param>
internal sealed class TestFindings(ResultPile pile)
{
    /// <summary>The rule of a test that failed.</summary>
    public const string FailedRule = "test.failed";

    /// <summary>The rule of a test that broke down.</summary>
    public const string BrokenRule = "test.error";

    private long run;
    private long skipped;

    /// <summary>Adds a test.</summary>
    public void Add(TestCase test)
    {
        if (test.Outcome == TestOutcome.Skipped)
        {
            skipped++;
            return;
        }

        run++;
        if (test.Outcome != TestOutcome.Passed)
        {
            AddFinding(test);
        }
    }

    /// <summary>Says what is known once all tests are.</summary>
    public void Finish()
    {
        pile.Add(new CheckRule(FailedRule, AuditSeverity.Error, "What a test asks for is so."));
        pile.Add(new CheckRule(BrokenRule, AuditSeverity.Error, "A test runs to its end."));
        if (run == 0)
        {
            string counted = skipped == 0 ? "no test" : CountText.Of(skipped, "test") + ", none of which was run";
            pile.Add(new CheckGap(null, $"The results list {counted}.", AuditVerdict.Fail));
        }
        else if (skipped > 0)
        {
            string told = CountText.Of(skipped, "test was", "tests were");
            pile.Add(new CheckGap(null, $"{told} not run.", AuditVerdict.Pass));
        }
    }

    private void AddFinding(TestCase test)
    {
        string name = ForeignText.FirstLine(test.Name) is { Length: > 0 } told ? told : "(a test without a name)";
        string why = ForeignText.FirstLine(test.Message);
        string rule = test.Outcome == TestOutcome.Failed ? FailedRule : BrokenRule;
        string message = why.Length == 0 ? name : ForeignText.Show($"{name}: {why}");
        pile.Add(
            new CheckFinding(rule, AuditSeverity.Error, message, test.Name) { Line = test.Line },
            pile.Places.OfPath(test.File));
    }
}
