using AuditGraph.Core.Actions.Checks;
using AuditGraph.Core.Actions.Scans;
using AuditGraph.Core.Baselines;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Reports.Findings;
using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Stores;
using AuditGraph.Core.Snapshots.Trees;

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
        ScanResult scan = seen.Result;
        (SnapshotHeader taken, CarriedKnowledge carried) = context.Keep(seen, cancellation);
        HashSet<TreePath> unseen = [.. scan.Coverage.Gaps.Select(gap => gap.Path)];
        List<PageFile> pages = PageWalk.Find(scan.Tree, arguments.Files, cancellation);
        pages.RemoveAll(page => unseen.Contains(page.Path));

        var cache = new PageCache(context.Disk, context.Workspace, context.Job.Name);
        var survey = new PageSurvey(context.Workspace.Root, cache, arguments.Slugs);
        var check = new LinkCheck(arguments, scan, survey);
        check.Look(pages, cancellation);
        cache.Keep();
        context.Observer.OnVerbose(
            $"Read {CountText.Of(survey.FilesRead, "content")} of {CountText.Of(pages.Count, "file")} with links; "
            + "what others hold was known.");
        return new ActionResult
        {
            Report = CheckLinksReport.Create(pages, check, seen, carried.Runs),
            Check = new CheckOutcome(LinkRuleIds.Of(arguments), check.Findings)
            {
                Gaps = [.. scan.Coverage.Gaps.Select(GapOf), .. check.Gaps, .. FindEmpty(pages.Count)],
            },
            Evidence = "snapshot",
            SnapshotRoot = taken.Root.ToString(),
            SnapshotSha256 = taken.Digest.ToString(),
            Fingerprint = survey.IsRepeatable
                && (ScanInputs.FindObstacle(arguments.Scan) ?? ScanInputs.FindObstacle(scan)) is null
                    ? ScanInputs.Fingerprint(scan)
                    : [],
            Counts = new([new("excluded", scan.Coverage.Excluded), new("notSeen", scan.Coverage.Gaps.Count)]),
            Warnings = new[] { carried.Warning, ScanWarnings.OfGaps(scan), ScanWarnings.OfSilentChanges(scan) }
                .OfType<string>()
                .ToValueList(),
        };
    }

    private CheckGap GapOf(ScanGap gap) =>
        new(gap.Path.ToString(), $"It was not seen: {ScanCoverageBlocks.NameOf(gap.Reason)}.", arguments.OnUnreadable);

    private IEnumerable<CheckGap> FindEmpty(int pages) => pages > 0 || arguments.OnEmpty == AuditVerdict.None
        ? []
        : [new CheckGap(null, "No file matches 'files'.", arguments.OnEmpty)];
}
