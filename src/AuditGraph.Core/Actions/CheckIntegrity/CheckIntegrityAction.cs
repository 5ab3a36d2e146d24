using AuditGraph.Core.Actions.Checks;
using AuditGraph.Core.Actions.Scans;
using AuditGraph.Core.Baselines;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Reports.Findings;
using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Stores;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.CheckIntegrity;

/// <summary><c>check.integrity</c>: whether files, links and folders are as somebody approved them.</summary>
internal sealed class CheckIntegrityAction(CheckIntegrityArguments arguments) : IReusableAction
{
    /// <summary>The catalogue's entry.</summary>
    public static ActionDefinition Definition { get; } = new(
        CheckIntegrityDescriptor.Value, static given => new CheckIntegrityAction(CheckIntegrityArguments.Read(given)))
    {
        ComparesWithApproved = true,
    };

    /// <inheritdoc/>
    public ActionPreview Preview(ActionContext context, CancellationToken cancellation) =>
        ScanInputs.Preview(context, arguments.Scan) with
        {
            Baseline = context.FindApproved(cancellation) is { } approved
                ? $"what the approval {approved.Id} approved"
                : "nothing, because nothing is approved yet",
        };

    /// <inheritdoc/>
    public Task<ActionResult> RunAsync(ActionContext context, CancellationToken cancellation) =>
        Task.FromResult(Run(context, cancellation));

    /// <inheritdoc/>
    public ActionInputs Look(ActionContext context, AuditJobRun earlier, CancellationToken cancellation)
    {
        ActionInputs inputs = ScanInputs.Look(context, arguments.Scan, earlier, cancellation);
        return inputs.Fingerprint.Count == 0 ? inputs
            : inputs with
            {
                Fingerprint =
                [
                    .. inputs.Fingerprint,
                    .. IntegrityInputs.Of(
                        FactsOf(context.Scan(arguments.Scan, cancellation), cancellation),
                        context.FindApproved(cancellation)),
                ],
            };
    }

    private ActionResult Run(ActionContext context, CancellationToken cancellation)
    {
        ApprovedBaseline? approved = context.FindApproved(cancellation);
        SharedScan seen = context.Scan(arguments.Scan, cancellation);
        SnapshotTree facts = FactsOf(seen, cancellation);
        (SnapshotHeader Snapshot, CarriedKnowledge Carried) kept = context.Keep(seen, cancellation, facts);
        var survey = new PolicySurvey(arguments.Policy);
        survey.Visit(seen.Result.Found, cancellation);
        IntegrityJudge? judge = approved is null ? null : Compare(context, approved, seen.Result, facts, cancellation);
        ActionResult result = ScanCheck.ResultOf(
            arguments.Scan,
            seen,
            kept,
            judge?.IsRepeatable != false,
            CheckIntegrityReport.Create(arguments.Policy, survey, approved, seen, kept.Carried.Runs),
            new CheckOutcome(
                IntegrityRuleIds.Of(arguments.Policy),
                judge is null ? [IntegrityFinding.Unapproved(context.Job.Name)] : judge.Findings)
            {
                Gaps = [.. judge?.Gaps ?? [], .. survey.Ambiguities, .. FindEmpty(survey)],
            },
            arguments.OnUnreadable);
        return result with
        {
            Baseline = approved?.Name,
            BaselineRoot = approved?.Header.Root.ToString(),
            Fingerprint = result.Fingerprint.Count == 0 ? []
                : [.. result.Fingerprint, .. IntegrityInputs.Of(facts, approved)],
        };
    }

    private IntegrityJudge Compare(
        ActionContext context,
        ApprovedBaseline approved,
        ScanResult scan,
        SnapshotTree facts,
        CancellationToken cancellation)
    {
        context.Observer.OnVerbose($"Comparing with what the approval {approved.Id} approved.");
        SnapshotStore store = context.Sight.Store;
        using var beginnings = new FileBeginnings(context.Workspace.Root);
        var judge = new IntegrityJudge(scan, beginnings, arguments.OnUnreadable);
        new IntegrityComparison(
            arguments.Policy,
            new ComparedSide(store.Open(approved.Header), store.OpenFacts(approved.Header)),
            new ComparedSide(scan.Tree, facts),
            judge).Run(cancellation);
        return judge;
    }

    private IEnumerable<CheckGap> FindEmpty(PolicySurvey survey) => arguments.OnEmpty == AuditVerdict.None
        ? []
        : arguments.Policy.Rules
            .Where(rule => survey.CountOf(rule) == 0)
            .Select(rule => new CheckGap(
                null, $"The rule for '{DisplayText.Escape(rule.Patterns[0])}' decides on nothing.", arguments.OnEmpty));

    private static SnapshotTree FactsOf(SharedScan seen, CancellationToken cancellation) =>
        ScannedFacts.Of(seen.Result.Found, cancellation);
}
