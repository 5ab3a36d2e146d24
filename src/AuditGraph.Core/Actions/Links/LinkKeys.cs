namespace AuditGraph.Core.Actions.Links;

/// <summary>The arguments of actions that follow links, and the words that they take.</summary>
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
