using AuditGraph.Core.Actions.Contents;
using AuditGraph.Core.Actions.Scans;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Reports;
using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.Links;

/// <summary>The links of the pages of a scan, followed.</summary>
/// <param name="Pages">The pages.</param>
/// <param name="Check">Where their links lead.</param>
/// <param name="IsRepeatable">Whether the same scan would give the same.</param>
internal sealed record FollowedLinks(IReadOnlyList<PageFile> Pages, LinkCheck Check, bool IsRepeatable)
{
    /// <summary>Follows them.</summary>
    /// <param name="context">The run.</param>
    /// <param name="question">What is asked.</param>
    /// <param name="onUnreadable">The verdict, at least, where a page could not be read.</param>
    /// <param name="scan">What the workspace holds.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static FollowedLinks Follow(
        ActionContext context,
        LinkQuestion question,
        AuditVerdict onUnreadable,
        ScanResult scan,
        CancellationToken cancellation)
    {
        HashSet<TreePath> unseen = ScanCheck.UnseenOf(scan);
        List<FoundFile> files = FileWalk.Find(scan.Tree, question.Files, cancellation);
        PageFile[] pages = [.. files.Where(file => !unseen.Contains(file.Path)).Select(PageFile.Of)];

        var cache = new ContentCache<PageYield>(
            context.Disk, context.Workspace, context.Job.Name, PageYieldFormat.Value);
        var survey = new PageSurvey(context.Workspace.Root, cache, question.Slugs);
        var check = new LinkCheck(question, onUnreadable, scan, survey);
        check.Look(pages, cancellation);
        cache.Keep();
        context.Observer.OnVerbose(
            $"Read {CountText.Of(survey.ContentsRead, "content")} of {CountText.Of(pages.Length, "file")} with links; "
            + "what others hold was known.");
        return new FollowedLinks(pages, check, survey.IsRepeatable);
    }

    /// <summary>What was looked at, in numbers.</summary>
    public ReportFacts LookedAt => new("lookedAt", "What was looked at",
    [
        new("files", "Files", (long)Pages.Count),
        new("bytes", "Bytes", Pages.Sum(page => page.Bytes)),
        new("binary", "Binary ones among these, which have no links", Check.BinaryPages),
        new("links", "Links into the workspace", Check.Links),
    ]);

    /// <summary>The links that were not followed, by where they lead.</summary>
    public ReportTable NotChecked => new(
        "linksNotChecked",
        "Links that were not checked",
        [new("leadsTo", "Lead to", ReportCellKind.Text), new("links", "Links", ReportCellKind.Number)],
        [.. Check.NotChecked.Counts.Select(count => new ReportRow(count.Key, count.Value))],
        "Every link was checked.");
}
