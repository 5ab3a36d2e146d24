using AuditGraph.Core.Actions.Checks;
using AuditGraph.Core.Actions.Scans;
using AuditGraph.Core.Baselines;
using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Stores;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.CheckIntegrity;

/// <summary><c>check.integrity</c>: whether files, links and folders are as somebody approved them.</summary>
internal sealed class CheckIntegrityAction(CheckIntegrityArguments arguments) : IReusableAction
{
    /// <summary>The catalogue's entry.</summary>
    public static ActionDefinition Definition { get; } = new(
        CheckIntegrityDescriptor.Value, static given => new CheckIntegrityAction(CheckIntegrityArguments.Read(given)));

    /// <inheritdoc/>
    public ActionPreview Preview(ActionContext context, CancellationToken cancellation) =>
        ScanInputs.Preview(context, arguments.Scan);

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
                    .. IntegrityInputs.Of(FactsOf(context.Scan(arguments.Scan, cancellation), cancellation)),
                ],
            };
    }

    private ActionResult Run(ActionContext context, CancellationToken cancellation)
    {
        SharedScan seen = context.Scan(arguments.Scan, cancellation);
        SnapshotTree facts = FactsOf(seen, cancellation);
        (SnapshotHeader Snapshot, CarriedKnowledge Carried) kept = context.Keep(seen, cancellation, facts);
        ActionResult result = ScanCheck.ResultOf(
            arguments.Scan,
            seen,
            kept,
            isRepeatable: true,
            CheckIntegrityReport.Create(arguments.Policy, seen, kept.Carried.Runs),
            new CheckOutcome(IntegrityRuleIds.Of(arguments.Policy), [IntegrityFindings.Unapproved(context.Job.Name)]),
            arguments.OnUnreadable);
        return result with
        {
            Fingerprint = result.Fingerprint.Count == 0 ? []
                : [.. result.Fingerprint, .. IntegrityInputs.Of(facts)],
        };
    }

    private static SnapshotTree FactsOf(SharedScan seen, CancellationToken cancellation) =>
        ScannedFacts.Of(seen.Result.Found, cancellation);
}
