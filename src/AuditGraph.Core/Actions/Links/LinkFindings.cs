using AuditGraph.Core.Actions.Checks;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.Links;

/// <summary>Says what is wrong with a link.</summary>
internal static class LinkFindings
{
    // What is longer is cut in messages; the property has all of it.
    private const int LongestShown = 200;

    /// <summary>Nothing is there.</summary>
    public static CheckFinding Missing(PageFile page, PageLink link, TreePath target) =>
        Of(page, link, LinkRuleIds.MissingTarget, $"{Name(link)} leads to '{target}', which is not there.");

    /// <summary>It leads to a folder, and a file is there.</summary>
    public static CheckFinding NoFolder(PageFile page, PageLink link, TreePath target) =>
        Of(page, link, LinkRuleIds.MissingTarget, $"{Name(link)} leads to the folder '{target}', which is a file.");

    /// <summary>It is there under another name.</summary>
    public static CheckFinding Misspelt(PageFile page, PageLink link, TreePath target) =>
        Of(page, link, LinkRuleIds.WrongCase, $"{Name(link)} leads to what is spelt '{target}'.");

    /// <summary>The folder has no index.</summary>
    public static CheckFinding NoIndex(PageFile page, PageLink link, TreePath folder, ValueList<string> index) => Of(
        page,
        link,
        LinkRuleIds.MissingIndex,
        $"{Name(link)} leads to the folder '{folder}', which has no "
        + string.Join(" or ", index.Select(name => $"'{DisplayText.Escape(name)}'")) + ".");

    /// <summary>The page has no such anchor.</summary>
    /// <param name="page">The page that the link is on.</param>
    /// <param name="link">The link.</param>
    /// <param name="fragment">The anchor.</param>
    /// <param name="target">The page that it leads to.</param>
    /// <param name="similar">An anchor that is spelt alike, or null.</param>
    public static CheckFinding NoAnchor(
        PageFile page, PageLink link, string fragment, TreePath target, string? similar) => Of(
        page,
        link,
        LinkRuleIds.MissingAnchor,
        $"{Name(link)} leads to '#{Shown(fragment)}', which "
        + (target == page.Path ? "this page" : $"'{target}'")
        + " does not have"
        + (similar is null ? "." : $"; it has '#{Shown(similar)}'."));

    /// <summary>It leads out of the workspace.</summary>
    public static CheckFinding Outside(PageFile page, PageLink link) =>
        Of(page, link, LinkRuleIds.OutsideWorkspace, $"{Name(link)} leads out of the workspace.");

    /// <summary>It leads nowhere.</summary>
    public static CheckFinding Empty(PageFile page, PageLink link) =>
        Of(page, link, LinkRuleIds.EmptyTarget, $"{What(link)} does not say where it leads.");

    /// <summary>The finding that a label is, or null where the link is none.</summary>
    public static CheckFinding? OfLabel(PageFile page, PageLink link) => link.Kind switch
    {
        PageLinkKind.UndefinedLabel => Of(
            page, link, LinkRuleIds.UndefinedReference, $"Nothing defines the reference '[{Shown(link.Target)}]'."),
        PageLinkKind.UnusedLabel => Of(
            page, link, LinkRuleIds.UnusedDefinition, $"Nothing refers to the definition '[{Shown(link.Target)}]'."),
        _ => null,
    };

    private static CheckFinding Of(PageFile page, PageLink link, string rule, string message) =>
        new(rule, LinkRuleIds.SeverityOf(rule), message, link.Target)
        {
            Path = page.Path.ToString(),
            Line = link.Place.Line,
            Column = link.Place.Column,
            EndLine = link.Place.EndLine,
            EndColumn = link.Place.EndColumn,
            Properties = new([new("target", DisplayText.Escape(link.Target))]),
        };

    private static string Name(PageLink link) => $"{What(link)} '{Shown(link.Target)}'";

    private static string What(PageLink link) => link.Kind switch
    {
        PageLinkKind.Image => "The image",
        PageLinkKind.Definition => "The definition",
        _ => "The link",
    };

    private static string Shown(string text) =>
        text.Length <= LongestShown ? DisplayText.Escape(text) : $"{DisplayText.Escape(text[..LongestShown])}…";
}
