using AuditGraph.Core.Actions.Checks;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Reports.Findings;

namespace AuditGraph.Core.Actions.CheckRuns;

/// <summary>Says what is wrong with the runs of a job, and with the ledger.</summary>
internal static class RunFindings
{
    /// <summary>What is not as it is asked for.</summary>
    /// <param name="demand">What is asked for.</param>
    /// <param name="standing">What the ledger tells.</param>
    /// <param name="asOf">The moment that counts as now.</param>
    public static IEnumerable<CheckFinding> Of(RunDemand demand, RunStanding standing, DateTimeOffset asOf)
    {
        if (standing.Impossible is { } impossible)
        {
            yield return Of(
                demand, RunRuleIds.Clock, impossible,
                $"A run of '{demand.Job}' claims to have begun at {InstantText.Format(impossible.StartedAt)}, "
                + "which is yet to come.");
        }

        if (standing.Good is not { } good)
        {
            yield return Of(
                demand, RunRuleIds.Missing, standing.Last,
                $"'{demand.Job}' has no run that ended well{DescribeLast(standing)}.");
            yield break;
        }

        if (good.StartedAt < demand.EarliestBefore(asOf))
        {
            yield return Of(
                demand, RunRuleIds.Stale, good,
                $"The last run of '{demand.Job}' that ended well began at {InstantText.Format(good.StartedAt)}, "
                + $"more than {demand.Within} ago{DescribeLast(standing)}.");
        }

        if (demand.Worst is { } worst && (good.Verdict == AuditVerdict.None || good.Verdict > worst))
        {
            string asked = SeverityWords.Of(worst);
            yield return Of(
                demand, RunRuleIds.Verdict, good,
                good.Verdict == AuditVerdict.None
                    ? $"The last run of '{demand.Job}' that ended well has no verdict, where '{asked}' is asked for."
                    : $"The last run of '{demand.Job}' that ended well has the verdict "
                        + $"'{SeverityWords.Of(good.Verdict)}', where '{asked}' is asked for.");
        }
    }

    /// <summary>What a verification found that is not as it should be.</summary>
    public static CheckFinding Of(AuditLedgerProblem problem) => new(
        problem.Name is nameof(EvidenceErrors.OutputChanged) or nameof(EvidenceErrors.OutputMissing)
            ? RunRuleIds.Output
            : RunRuleIds.Ledger,
        AuditSeverity.Error,
        problem.Message,
        $"{problem.Name} {problem.Run} {problem.Path}")
    {
        Path = problem.Path,
        Properties = Properties(
            ("code", problem.Code),
            ("name", problem.Name),
            ("run", problem.Run),
            ("expected", problem.Expected),
            ("actual", problem.Actual)),
    };

    private static CheckFinding Of(RunDemand demand, string rule, AuditJobRun? run, string message) =>
        new(rule, demand.Severity, message, demand.Job)
        {
            Properties = Properties(("job", demand.Job), ("run", run?.Id)),
        };

    private static string DescribeLast(RunStanding standing) =>
        standing.Last is { } last && last != standing.Good
            ? $"; its last run ended '{last.Status.ToString().ToLowerInvariant()}'"
            : "";

    private static ValueMap<string> Properties(params (string Name, string? Value)[] given) => new(given
        .Where(static property => property.Value is not null)
        .Select(static property => KeyValuePair.Create(property.Name, property.Value!)));
}
