using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.Links;

/// <summary>How a page is written.</summary>
internal enum PageFormat : byte
{
    /// <summary>It is no page, so that nobody knows its anchors.</summary>
    None,

    /// <summary>In Markdown.</summary>
    Markdown,

    /// <summary>In HTML.</summary>
    Html,
}

/// <summary>Tells by a name how a page is written.</summary>
internal static class PageFormats
{
    private static readonly string[] Html = [".html", ".htm", ".xhtml"];

    private static readonly string[] Markdown = [".md", ".markdown", ".mkd", ".mdown"];

    /// <summary>The format that a file's name tells.</summary>
    public static PageFormat Of(TreePath path)
    {
        string name = EscapedText.Escape(path.Name);
        return Ends(name, Html) ? PageFormat.Html : Ends(name, Markdown) ? PageFormat.Markdown : PageFormat.None;
    }

    private static bool Ends(string name, string[] endings) =>
        Array.Exists(endings, ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
}
