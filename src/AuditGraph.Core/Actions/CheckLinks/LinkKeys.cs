namespace AuditGraph.Core.Actions.CheckLinks;

/// <summary>The arguments of <c>check.links</c> that it has alone, and the words that they take.</summary>
internal static class LinkKeys
{
    public const string Files = "files";
    public const string Anchors = "anchors";
    public const string Slugs = "slugs";
    public const string Root = "root";
    public const string Index = "index";
    public const string Ignore = "ignore";

    // Whose rules make anchors of headings.
    public const string GitHub = "github";
    public const string GitLab = "gitlab";
    public const string GitBook = "gitbook";
    public const string Pandoc = "pandoc";
    public const string None = "none";
}
