using System.Text.Json.Nodes;
using AuditGraph.Core.Actions.Contents;
using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Actions.Links;

/// <summary>Asks what a content yields as a page.</summary>
/// <param name="format">How the page is written.</param>
/// <param name="slugs">Whose rules make anchors of headings.</param>
internal sealed class PageQuestion(PageFormat format, SlugRule slugs) : IContentQuestion<PageYield>
{
    // Raised with every change of what is found in a content, so that nothing is taken for known that another version
    // found.
    private const int Revision = 1;

    private const int LargestHtml = 16 << 20;

    // The syntax tree takes up to a hundred times as many.
    private const int LargestMarkdown = 4 << 20;

    /// <inheritdoc/>
    public ContentHash Digest { get; } = ContentHash.Of(CanonicalJson.Serialize(new JsonObject
    {
        ["revision"] = Revision,
        ["format"] = format.ToString(),
        ["slugs"] = slugs.ToString(),
    }));

    /// <inheritdoc/>
    public string? FindObstacle(long bytes) => (format, bytes) switch
    {
        (PageFormat.Html, > LargestHtml) => $"It is larger than the {LargestHtml >> 20} MiB of HTML that are read.",
        (PageFormat.Markdown, > LargestMarkdown) =>
            $"It is larger than the {LargestMarkdown >> 20} MiB of Markdown that are read.",
        _ => null,
    };

    /// <inheritdoc/>
    public PageYield? TryAnswer(byte[] content, out string? obstacle, CancellationToken cancellation)
    {
        obstacle = null;
        return Answer(content);
    }

    /// <summary>What a content yields; what is not UTF-8 becomes U+FFFD.</summary>
    public PageYield Answer(byte[] content)
    {
        if (PlainText.IsBinary(content))
        {
            return PageYield.Binary;
        }

        string text = PlainText.Decode(content);
        return format == PageFormat.Html ? HtmlPage.Read(text, slugs) : MarkdownPage.Read(text, slugs);
    }
}
