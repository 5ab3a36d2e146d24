using AuditGraph.Core.Canonical;
using AuditGraph.Core.Reports;
using AuditGraph.Core.Reports.Findings;

namespace AuditGraph.Core.Actions.CheckRuns;

/// <summary>
/// Lays out what <c>check.runs</c> has to say beside its findings. Nothing of the clock is in it, and nothing of the
/// ledger that its own runs change.
/// </summary>
internal static class CheckRunsReport
{
    /// <summary>The report.</summary>
    /// <param name="demands">What is asked for.</param>
    /// <param name="standings">What the ledger tells of each job; none where it cannot be read.</param>
    /// <param name="ledger">What the verification found.</param>
    public static ReportDocument Create(
        IReadOnlyList<RunDemand> demands,
        IReadOnlyDictionary<string, RunStanding> standings,
        AuditLedgerVerification ledger) => new(
        "Runs",
        [
            new ReportFacts("ledger", "The ledger", [new("verdict", "Verdict", ledger.Verdict)]),
            new ReportTable(
                "runs",
                "The runs that are asked for",
                [
                    new("job", "Job", ReportCellKind.Text),
                    new("within", "Within", ReportCellKind.Text),
                    new("asked", "Verdict asked for", ReportCellKind.Text),
                    new("run", "Last run that ended well", ReportCellKind.Text),
                    new("startedAt", "Began", ReportCellKind.Text),
                    new("verdict", "Its verdict", ReportCellKind.Text),
                ],
                [.. demands.Select(demand => RowOf(demand, standings.GetValueOrDefault(demand.Job)?.Good))],
                "None is asked for."),
        ],
        "");

    private static ReportRow RowOf(RunDemand demand, AuditJobRun? good) => new(
        demand.Job,
        demand.Within,
        demand.Worst is { } worst ? SeverityWords.Of(worst) : RunKeys.Any,
        good?.Id,
        good is null ? null : InstantText.Format(good.StartedAt),
        good is null ? null : SeverityWords.Of(good.Verdict));
}
