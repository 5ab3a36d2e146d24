using System.Text;

namespace AuditGraph.Core.Actions.CheckLinks;

/// <summary>Finds out what a content yields.</summary>
internal static class PageReader
{
    /// <summary>
    /// Raised with every change of what is found in a content, so that nothing is taken for known that another version
    /// found.
    /// </summary>
    public const int Revision = 1;

    /// <summary>The most bytes that are read of a file.</summary>
    public const int LargestContent = 16 << 20;

    /// <summary>The most bytes of Markdown, whose syntax tree takes up to a hundred times as many.</summary>
    public const int LargestMarkdown = 4 << 20;

    // As git decides (buffer_is_binary in xdiff-interface.c).
    private const int BinaryPrefix = 8000;

    /// <summary>The most bytes of a page.</summary>
    public static int LargestOf(PageFormat format) => format == PageFormat.Markdown ? LargestMarkdown : LargestContent;

    /// <summary>What a content yields; what is not UTF-8 becomes U+FFFD.</summary>
    public static PageYield Read(byte[] content, PageFormat format, SlugRule slugs)
    {
        if (content.AsSpan(0, Math.Min(content.Length, BinaryPrefix)).Contains((byte)0))
        {
            return PageYield.Binary;
        }

        ReadOnlySpan<byte> mark = "\ufeff"u8;
        string text = Encoding.UTF8.GetString(content.AsSpan(content.AsSpan().StartsWith(mark) ? mark.Length : 0));
        return format == PageFormat.Html ? HtmlPage.Read(text, slugs) : MarkdownPage.Read(text, slugs);
    }
}
