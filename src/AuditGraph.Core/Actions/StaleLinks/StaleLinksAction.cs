using AuditGraph.Core.Actions.Checks;
using AuditGraph.Core.Actions.Links;
using AuditGraph.Core.Actions.Scans;
using AuditGraph.Core.Baselines;
using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Stores;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.StaleLinks;

/// <summary>
/// <c>report.stale_links</c>: which links of pages lead nowhere in the workspace, and did so a number of days ago.
/// </summary>
internal sealed class StaleLinksAction(StaleLinksArguments arguments) : IReusableAction
{
    /// <summary>The catalogue's entry.</summary>
    public static ActionDefinition Definition { get; } = new(
        StaleLinksDescriptor.Value, static given => new StaleLinksAction(StaleLinksArguments.Read(given)));

    /// <inheritdoc/>
    public IReadOnlyList<BaselineRequest> Baselines => arguments.Baseline is { } asked ? [asked] : [];

    /// <inheritdoc/>
    public ActionPreview Preview(ActionContext context, CancellationToken cancellation) =>
        ScanInputs.Preview(context, arguments.Scan) with
        {
            Baseline = FindBaseline(context, cancellation)?.Description,
        };

    /// <inheritdoc/>
    public Task<ActionResult> RunAsync(ActionContext context, CancellationToken cancellation) =>
        Task.FromResult(Run(context, cancellation));

    /// <inheritdoc/>
    public ActionInputs Look(ActionContext context, AuditJobRun earlier, CancellationToken cancellation)
    {
        Baseline? baseline = FindBaseline(context, cancellation);
        AuditRunReason? doubt = baseline is null
            ? null
            : BaselineInputs.FindObstacle(baseline, context.DescribeClock(cancellation));
        ActionInputs inputs = ScanInputs.Look(context, arguments.Scan, earlier, cancellation);
        return doubt is null
            ? inputs with { Fingerprint = PartsOf(inputs.Fingerprint, baseline) }
            : new ActionInputs([], inputs.Changes.Prepend(doubt).ToValueList());
    }

    private ActionResult Run(ActionContext context, CancellationToken cancellation)
    {
        Baseline? baseline = FindBaseline(context, cancellation);
        string? clockNote = baseline is null ? null : context.DescribeClock(cancellation);
        SharedScan seen = context.Scan(arguments.Scan, cancellation);
        ScanResult scan = seen.Result;
        (SnapshotHeader taken, CarriedKnowledge carried) = context.Keep(seen, cancellation);
        var followed = FollowedLinks.Follow(context, arguments.Links, AuditVerdict.None, scan, cancellation);
        var earlier = baseline as SnapshotBaseline;

        // A label that nothing refers to is no link.
        CheckFinding[] dead =
            [.. followed.Check.Findings.Where(static link => link.RuleId != LinkRuleIds.UnusedDefinition)];
        IReadOnlyList<CheckFinding> stale = FindStale(dead, earlier?.Known, scan.Tree);
        bool isRepeatable = followed.IsRepeatable
            && (ScanInputs.FindObstacle(arguments.Scan) ?? ScanInputs.FindObstacle(scan)) is null
            && (baseline is null || BaselineInputs.FindObstacle(baseline, clockNote) is null);
        return new ActionResult
        {
            Report = StaleLinksReport.Create(
                arguments, followed, dead.Length, stale, earlier?.Tree.Root.ToString(), seen, carried.Runs),
            Evidence = "snapshot",
            Baseline = baseline?.Name,
            BaselineRoot = earlier?.Tree.Root.ToString(),
            SnapshotRoot = taken.Root.ToString(),
            SnapshotSha256 = taken.Digest.ToString(),
            Fingerprint = isRepeatable ? PartsOf(ScanInputs.Fingerprint(scan), baseline) : [],
            Counts = new(
            [
                new("excluded", scan.Coverage.Excluded),
                new("notSeen", scan.Coverage.Gaps.Count),
                new("stale", stale.Count),
                new("dead", dead.Length),
            ]),
            Warnings =
            [
                .. clockNote is null ? (string[])[] : [clockNote],
                .. ComparisonWarnings.Of(baseline, scan, carried, comparison: null, context.Sight.Store.Damaged),
            ],
        };
    }

    private Baseline? FindBaseline(ActionContext context, CancellationToken cancellation) =>
        arguments.Baseline is { } asked ? context.FindBaseline(asked, cancellation) : null;

    private static ValueList<AuditFingerprintPart> PartsOf(ValueList<AuditFingerprintPart> scan, Baseline? baseline) =>
        scan.Count == 0 || baseline is null ? scan : [.. scan, BaselineInputs.ByContent(baseline)];

    private IReadOnlyList<CheckFinding> FindStale(CheckFinding[] dead, SnapshotTree? earlier, SnapshotTree now)
    {
        var age = earlier is null ? null : new LinkAge(arguments.Links, earlier, now);
        return
        [
            .. dead
                .Where(link => arguments.Baseline is null || age?.WasStale(link) == true)
                .OrderBy(static link => link.Path, StringComparer.Ordinal)
                .ThenBy(static link => link.Line)
                .ThenBy(static link => link.Column)
                .ThenBy(static link => link.RuleId, StringComparer.Ordinal),
        ];
    }
}
