using AuditGraph.Core.Actions.Checks;
using AuditGraph.Core.Actions.Contents;
using AuditGraph.Core.Actions.Scans;
using AuditGraph.Core.Baselines;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Reports.Findings;
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
        (SnapshotHeader Snapshot, CarriedKnowledge Carried) kept = context.Keep(seen, cancellation);
        HashSet<TreePath> unseen = ScanCheck.UnseenOf(seen.Result);
        List<FoundFile> files = FileWalk.Find(seen.Result.Tree, arguments.Files, cancellation);
        PageFile[] pages = [.. files.Where(file => !unseen.Contains(file.Path)).Select(PageFile.Of)];

        var cache = new ContentCache<PageYield>(
            context.Disk, context.Workspace, context.Job.Name, PageYieldFormat.Value);
        var survey = new PageSurvey(context.Workspace.Root, cache, arguments.Slugs);
        var check = new LinkCheck(arguments, seen.Result, survey);
        check.Look(pages, cancellation);
        cache.Keep();
        context.Observer.OnVerbose(
            $"Read {CountText.Of(survey.ContentsRead, "content")} of {CountText.Of(pages.Length, "file")} with links; "
            + "what others hold was known.");
        return ScanCheck.ResultOf(
            arguments.Scan,
            seen,
            kept,
            survey.IsRepeatable,
            CheckLinksReport.Create(pages, check, seen, kept.Carried.Runs),
            new CheckOutcome(LinkRuleIds.Of(arguments), check.Findings)
            {
                Gaps = [.. check.Gaps, .. FindEmpty(pages.Length)],
            },
            arguments.OnUnreadable);
    }

    private IEnumerable<CheckGap> FindEmpty(int pages) => pages > 0 || arguments.OnEmpty == AuditVerdict.None
        ? []
        : [new CheckGap(null, "No file matches 'files'.", arguments.OnEmpty)];
}
