using AuditGraph.Core.Actions.Checks;
using AuditGraph.Core.Actions.Links;
using AuditGraph.Core.Actions.Scans;
using AuditGraph.Core.Baselines;
using AuditGraph.Core.Reports.Findings;
using AuditGraph.Core.Snapshots.Stores;

namespace AuditGraph.Core.Actions.CheckLinks;

/// <summary>
/// <c>check.links</c>: whether the links of pages to files, folders and anchors of the workspace lead somewhere.
/// </summary>
internal sealed class CheckLinksAction(CheckLinksArguments arguments) : IReusableAction
{
    /// <summary>The catalogue's entry.</summary>
    public static ActionDefinition Definition { get; } = new(
        CheckLinksDescriptor.Value, static given => new CheckLinksAction(CheckLinksArguments.Read(given)));

    /// <inheritdoc/>
    public ActionPreview Preview(ActionContext context, CancellationToken cancellation) =>
        ScanInputs.Preview(context, arguments.Scan);

    /// <inheritdoc/>
    public Task<ActionResult> RunAsync(ActionContext context, CancellationToken cancellation) =>
        Task.FromResult(Run(context, cancellation));

    /// <inheritdoc/>
    public ActionInputs Look(ActionContext context, AuditJobRun earlier, CancellationToken cancellation) =>
        ScanInputs.Look(context, arguments.Scan, earlier, cancellation);

    private ActionResult Run(ActionContext context, CancellationToken cancellation)
    {
        SharedScan seen = context.Scan(arguments.Scan, cancellation);
        (SnapshotHeader Snapshot, CarriedKnowledge Carried) kept = context.Keep(seen, cancellation);
        var followed = FollowedLinks.Follow(
            context, arguments.Links, arguments.OnUnreadable, seen.Result, cancellation);
        return ScanCheck.ResultOf(
            arguments.Scan,
            seen,
            kept,
            followed.IsRepeatable,
            CheckLinksReport.Create(followed, seen, kept.Carried.Runs),
            new CheckOutcome(LinkRuleIds.Of(arguments.Links), followed.Check.Findings)
            {
                Gaps = [.. followed.Check.Gaps, .. FindEmpty(followed.Pages.Count)],
            },
            arguments.OnUnreadable);
    }

    private IEnumerable<CheckGap> FindEmpty(int pages) => pages > 0 || arguments.OnEmpty == AuditVerdict.None
        ? []
        : [new CheckGap(null, "No file matches 'files'.", arguments.OnEmpty)];
}
