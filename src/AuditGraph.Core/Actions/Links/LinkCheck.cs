using System.Text;
using System.Text.RegularExpressions;
using AuditGraph.Core.Actions.Checks;
using AuditGraph.Core.Reports.Findings;
using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.Links;

/// <summary>Follows the links of pages through a scan's tree.</summary>
/// <param name="question">What is asked.</param>
/// <param name="onUnreadable">The verdict, at least, where a page could not be read.</param>
/// <param name="scan">What the workspace holds.</param>
/// <param name="survey">What pages yield.</param>
internal sealed class LinkCheck(LinkQuestion question, AuditVerdict onUnreadable, ScanResult scan, PageSurvey survey)
{
    private readonly TargetSearch search = new(new TreeFolders(scan.Tree));
    private readonly LeftOutTargets leftOut = new(scan);
    private readonly IndexNames index = new(question.Index);
    private readonly HashSet<TreePath> unseen = [.. scan.Coverage.Gaps.Select(gap => gap.Path)];
    private readonly LinkWays ways = new(question.Root);
    private readonly Dictionary<TreePath, PageFile> pages = [];
    private readonly List<(PageFile Page, PageLink Link, string Anchor, PageFile Target)> toAnchors = [];
    private readonly List<CheckFinding> findings = [];
    private readonly List<CheckGap> gaps = [];

    /// <summary>What was found.</summary>
    public IReadOnlyList<CheckFinding> Findings => findings;

    /// <summary>What could not be looked at.</summary>
    public IEnumerable<CheckGap> Gaps => gaps.Concat(leftOut.Gaps);

    /// <summary>What is not checked.</summary>
    public UncheckedLinks NotChecked { get; } = new();

    /// <summary>How many links into the workspace there are.</summary>
    public long Links { get; private set; }

    /// <summary>How many pages are binary, so that they have no links.</summary>
    public long BinaryPages { get; private set; }

    /// <summary>Follows the links of pages.</summary>
    /// <param name="files">The pages.</param>
    /// <param name="cancellation">Stops the work.</param>
    public void Look(IReadOnlyList<PageFile> files, CancellationToken cancellation)
    {
        foreach (PageFile page in files)
        {
            pages.Add(page.Path, page);
        }

        survey.Look(files, cancellation);
        foreach (PageFile page in files)
        {
            cancellation.ThrowIfCancellationRequested();
            if (survey.Of(page) is { } yield)
            {
                Follow(page, yield);
            }
        }

        IEnumerable<PageFile> targets = toAnchors.Select(link => link.Target).Distinct();
        survey.Look([.. targets.Where(target => !pages.ContainsKey(target.Path))], cancellation);
        var anchors = new AnchorCheck(survey, question.Slugs, NotChecked);
        findings.AddRange(toAnchors
            .Select(link => anchors.Find(link.Page, link.Link, link.Anchor, link.Target))
            .OfType<CheckFinding>());
        gaps.AddRange(survey.Obstacles.Select(
            obstacle => new CheckGap(obstacle.Key.Path.ToString(), obstacle.Value, onUnreadable)));
        gaps.AddRange(FindingLimit.Cut(findings));
    }

    private void Follow(PageFile page, PageYield yield)
    {
        BinaryPages += yield.IsBinary ? 1 : 0;
        foreach ((string scheme, int count) in yield.Elsewhere)
        {
            NotChecked.Add(scheme, count);
        }

        foreach (PageLink link in yield.Links)
        {
            if (LinkFindings.OfLabel(page, link) is { } label)
            {
                findings.Add(label);
                continue;
            }

            Links++;
            if (IsIgnored(link.Target))
            {
                NotChecked.Add(UncheckedLinks.Ignored);
            }
            else if (Follow(page, link) is { } finding)
            {
                findings.Add(finding);
            }
        }
    }

    private CheckFinding? Follow(PageFile page, PageLink link)
    {
        if (link.Target.Length == 0 && page.Format == PageFormat.Markdown)
        {
            return LinkFindings.Empty(page, link);
        }

        var target = LinkTarget.Parse(link.Target);
        if (target.IsSamePage)
        {
            ToAnchor(page, link, target, page);
            return null;
        }

        if (ways.Find(page.Path, target) is not { } names)
        {
            return LinkFindings.Outside(page, link);
        }

        FoundTarget found = search.Find(names);
        switch (found.State)
        {
            case TargetState.Missing when IsUnseen(found.Path):
            case TargetState.Unseen:
                // The scan tells of it.
                NotChecked.Add(UncheckedLinks.Unseen);
                return null;
            case TargetState.Missing when leftOut.Take(found.Path, target.EndsWithSlash):
                NotChecked.Add(UncheckedLinks.LeftOut);
                return null;
            case TargetState.Missing:
                return LinkFindings.Missing(page, link, found.Path);
            case TargetState.BehindLink:
                leftOut.TakeLink(found.Path);
                NotChecked.Add(UncheckedLinks.BehindLink);
                return null;
            default:
                return found.IsMisspelt
                    ? LinkFindings.Misspelt(page, link, found.Path)
                    : Arrive(page, link, target, found);
        }
    }

    private CheckFinding? Arrive(PageFile page, PageLink link, LinkTarget target, FoundTarget found)
    {
        (TreePath path, NamedEntry? entry) = (found.Path, found.Entry);
        if (found.Folder is { } folder)
        {
            if (index.FindIn(folder) is { } name)
            {
                (path, entry) = (path.Append(Encoding.Latin1.GetBytes(name.Name)), name);
            }
            else if (question.Index.Count > 0)
            {
                bool isLeftOut = index.PlainNames.Any(
                    plain => leftOut.Take(path.Append(Encoding.UTF8.GetBytes(plain)), isFolder: false));
                if (!isLeftOut)
                {
                    return LinkFindings.NoIndex(page, link, path, question.Index);
                }

                NotChecked.Add(UncheckedLinks.LeftOut);
                return null;
            }
        }
        else if (target.EndsWithSlash)
        {
            return LinkFindings.NoFolder(page, link, path);
        }

        ToAnchor(page, link, target, PageAt(path, entry));
        return null;
    }

    // Pipes, sockets and the like are in no tree, and neither is what is in a folder that was not looked into.
    private bool IsUnseen(TreePath path)
    {
        ReadOnlySpan<byte> rest = path.Bytes;
        while (unseen.Count > 0 && !rest.IsEmpty)
        {
            if (unseen.Contains(TreePath.FromBytes(rest)))
            {
                return true;
            }

            rest = rest[..Math.Max(0, rest.LastIndexOf((byte)'/'))];
        }

        return false;
    }

    private PageFile? PageAt(TreePath path, NamedEntry? entry)
    {
        if (pages.TryGetValue(path, out PageFile? page))
        {
            return page;
        }

        PageFormat format = PageFormats.Of(path);
        return format != PageFormat.None && entry?.Kind is TreeEntryKind.File or TreeEntryKind.Executable
            ? new PageFile(path, format, entry.Hash, entry.Bytes)
            : null;
    }

    private void ToAnchor(PageFile page, PageLink link, LinkTarget target, PageFile? to)
    {
        if (AnchorCheck.AnchorIn(target.Fragment) is not { } anchor)
        {
            return;
        }

        if (!question.Anchors)
        {
            NotChecked.Add(UncheckedLinks.Anchor);
        }
        else if (to is null)
        {
            NotChecked.Add(UncheckedLinks.AnchorOfOther);
        }
        else
        {
            toAnchors.Add((page, link, anchor, to));
        }
    }

    // A target for which the expression takes too long is checked, which hides nothing.
    private bool IsIgnored(string target)
    {
        try
        {
            return question.Ignore?.IsMatch(target) == true;
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }
}
