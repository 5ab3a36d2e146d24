using System.Text.RegularExpressions;
using AuditGraph.Core.Actions.Checks;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.Links;

/// <summary>Whether pages have the anchors that links lead to.</summary>
/// <param name="survey">What pages yield.</param>
/// <param name="slugs">Whose rules make anchors of headings.</param>
/// <param name="notChecked">Takes what is not checked.</param>
internal sealed partial class AnchorCheck(PageSurvey survey, SlugRule slugs, UncheckedLinks notChecked)
{
    // What GitHub and GitLab put before the anchors of a page, and their name for the whole of one that shows a folder.
    private const string SitePrefix = "user-content-";
    private const string WholeReadme = "readme";

    private readonly Dictionary<PageYield, HashSet<string>> anchors = new(ReferenceEqualityComparer.Instance);

    /// <summary>What of a fragment names an anchor; null where it leads to the whole page.</summary>
    public static string? AnchorIn(string? fragment)
    {
        // The HTML standard, "Scrolling to a fragment", and the directives of "URL Fragment Text Directives".
        int directive = fragment?.IndexOf(":~:", StringComparison.Ordinal) ?? -1;
        string? anchor = directive < 0 ? fragment : fragment![..directive];
        return string.IsNullOrEmpty(anchor) || anchor.Equals("top", StringComparison.OrdinalIgnoreCase) ? null : anchor;
    }

    /// <summary>The finding that a link to an anchor is; null where it is none, or is not checked.</summary>
    /// <param name="page">The page that the link is on.</param>
    /// <param name="link">The link.</param>
    /// <param name="anchor">The anchor.</param>
    /// <param name="target">The page that it leads to.</param>
    public CheckFinding? Find(PageFile page, PageLink link, string anchor, PageFile target)
    {
        if (survey.Of(target) is not { } yield)
        {
            notChecked.Add(UncheckedLinks.AnchorOfUnread);
            return null;
        }

        if (!anchors.TryGetValue(yield, out HashSet<string>? there))
        {
            there = new HashSet<string>(yield.Anchors, StringComparer.Ordinal);
            anchors.Add(yield, there);
        }

        if (there.Contains(anchor))
        {
            return null;
        }

        string decoded = LinkTarget.DecodeText(anchor);
        if (there.Contains(decoded) || IsOfSite(decoded, target, there))
        {
            return null;
        }

        if (LineNumber().IsMatch(anchor))
        {
            notChecked.Add(UncheckedLinks.LineNumber);
            return null;
        }

        string? similar = yield.Anchors.FirstOrDefault(
            known => known.Equals(decoded, StringComparison.OrdinalIgnoreCase));
        return LinkFindings.NoAnchor(page, link, decoded, target.Path, similar);
    }

    private bool IsOfSite(string anchor, PageFile target, HashSet<string> there) =>
        slugs is SlugRule.GitHub or SlugRule.GitLab
        && ((anchor.StartsWith(SitePrefix, StringComparison.Ordinal) && there.Contains(anchor[SitePrefix.Length..]))
            || (anchor == WholeReadme
                && EscapedText.Escape(target.Path.Name).StartsWith("readme.", StringComparison.OrdinalIgnoreCase)));

    // `#L10`, `#L10-L20`, `#L10C2-L12C4`, `#L10-20`
    [GeneratedRegex("^L[0-9]+(C[0-9]+)?(-L?[0-9]+(C[0-9]+)?)?$")]
    private static partial Regex LineNumber();
}
