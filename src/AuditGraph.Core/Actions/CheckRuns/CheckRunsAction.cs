using AuditGraph.Core.Actions.Checks;
using AuditGraph.Core.Ledger;
using AuditGraph.Core.Reports.Findings;

namespace AuditGraph.Core.Actions.CheckRuns;

/// <summary>
/// <c>check.runs</c>: whether other jobs have a run that ended well, recent enough and with the verdict that is asked
/// for, in a ledger that verifies. What it says depends on the time, so that no report of it is ever taken for another
/// run's.
/// </summary>
internal sealed class CheckRunsAction(CheckRunsArguments arguments) : IAuditAction
{
    /// <summary>The catalogue's entry.</summary>
    public static ActionDefinition Definition { get; } = new(
        CheckRunsDescriptor.Value, static given => new CheckRunsAction(CheckRunsArguments.Read(given)));

    /// <inheritdoc/>
    public ActionPreview Preview(ActionContext context, CancellationToken cancellation) => new();

    /// <inheritdoc/>
    public Task<ActionResult> RunAsync(ActionContext context, CancellationToken cancellation) =>
        Task.FromResult(Run(context, cancellation));

    private ActionResult Run(ActionContext context, CancellationToken cancellation)
    {
        AuditLedgerVerification ledger = Verify(context, cancellation);
        var findings = new List<CheckFinding>(ledger.Problems.Where(IsError).Select(RunFindings.Of));
        var gaps = new List<CheckGap>();
        IReadOnlyDictionary<string, RunStanding> standings = new Dictionary<string, RunStanding>();
        try
        {
            IEnumerable<string> jobs = arguments.Demands.Select(static demand => demand.Job);
            standings = RunStanding.Find(context.Runs, jobs, context.AsOf, context.Clock.GetUtcNow(), cancellation);
            foreach (RunDemand demand in arguments.Demands)
            {
                findings.AddRange(RunFindings.Of(demand, standings[demand.Job], context.AsOf));
            }
        }
        catch (AuditEvidenceException failure) when (!ledger.IsHistoryValid)
        {
            gaps.Add(new CheckGap(null, $"Nobody can tell what ran: {failure.Message}", AuditVerdict.Fail));
        }

        return new ActionResult
        {
            Report = CheckRunsReport.Create(arguments.Demands, standings, ledger),
            Check = new CheckOutcome(RunRuleIds.All, findings) { Gaps = gaps },
            Warnings = ledger.Problems
                .Where(static problem => !IsError(problem))
                .Select(static problem => problem.Message)
                .ToValueList(),
        };
    }

    private static bool IsError(AuditLedgerProblem problem) => problem.Severity == DiagnosticSeverity.Error;

    private AuditLedgerVerification Verify(ActionContext context, CancellationToken cancellation)
    {
        string root = context.Workspace.Root;
        var options = new LedgerVerificationOptions
        {
            PublicKey = arguments.PublicKey is { } key
                ? EvidenceFiles.ReadKey(Path.GetFullPath(key, root))
                : null,
            Since = arguments.Checkpoint is { } kept
                ? EvidenceFiles.ReadCheckpoint(Path.GetFullPath(kept, root))
                : null,
        };
        return new LedgerVerifier(context.Workspace.Paths).Verify(options, cancellation);
    }
}
