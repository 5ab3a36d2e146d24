using Markdig;
using Markdig.Extensions.Footnotes;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace AuditGraph.Core.Actions.Links;

/// <summary>
/// Finds links and anchors in Markdown: CommonMark with footnotes, bare addresses and front matter, as GitHub, GitLab
/// and Pandoc have them all. What else they have makes neither links nor anchors.
/// </summary>
internal sealed class MarkdownPage
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePreciseSourceLocation()
        .UseYamlFrontMatter()
        .UseFootnotes()
        .UseAutoLinks()
        .Build();

    private readonly string text;
    private readonly SlugRule slugs;
    private readonly PageBuilder page;
    private readonly HtmlPage html;
    private readonly HashSet<LinkReferenceDefinition> used = new(ReferenceEqualityComparer.Instance);
    private readonly List<LinkReferenceDefinition> definitions = [];

    private MarkdownPage(string text, SlugRule slugs)
    {
        (this.text, this.slugs) = (text, slugs);
        page = new PageBuilder(text, slugs);
        html = new HtmlPage(page);
    }

    /// <summary>The page that a whole file is.</summary>
    public static PageYield Read(string text, SlugRule slugs)
    {
        if (MarkdownWeight.IsTooMuch(text))
        {
            return new PageYield { Obstacle = PageObstacle.TooIntricate };
        }

        MarkdownDocument document;
        try
        {
            document = Markdown.Parse(text, Pipeline);
        }
        catch (ArgumentException failure) when (failure.GetType() == typeof(ArgumentException))
        {
            // The parser's own bound on depth.
            return new PageYield { Obstacle = PageObstacle.TooDeep };
        }
        catch (Exception failure)
            when (failure is ArgumentException or InvalidOperationException or IndexOutOfRangeException)
        {
            // None is known; it would be the parser's mistake, and not that of the other pages.
            return new PageYield { Obstacle = PageObstacle.Unparsable };
        }

        var read = new MarkdownPage(text, slugs);
        foreach (MarkdownObject part in document.Descendants())
        {
            read.Take(part);
        }

        read.TakeDefinitions();
        return read.page.Build();
    }

    private void Take(MarkdownObject part)
    {
        switch (part)
        {
            case LinkInline link:
                Take(link);
                break;
            case AutolinkInline address:
                page.AddElsewhere(address.IsEmail ? "mailto:" : LinkTarget.SchemeOf(address.Url) ?? "//");
                break;
            case HtmlInline tag:
                html.Read(tag.Tag, tag.Span.Start, isMarkdown: true);
                break;
            case HtmlBlock block:
                html.Read(SourceOf(block), block.Span.Start, isMarkdown: true);
                break;
            case HeadingBlock heading:
                (string title, string? id) = HeadingText.Of(heading, slugs);
                page.AddHeading(heading.Span.Start, title, id);
                break;
            case FootnoteLinkReferenceDefinition:
                break;
            case LinkReferenceDefinition definition:
                definitions.Add(definition);
                break;
        }

        if (part is LeafBlock { Inline: { } inlines })
        {
            foreach ((string label, int start, int end) in LiteralReferences.Find(text, inlines))
            {
                page.AddLabel(PageLinkKind.UndefinedLabel, label, start, end);
            }
        }
    }

    private void Take(LinkInline link)
    {
        if (link.Reference is { } definition)
        {
            // Where it leads is the definition's own business.
            used.Add(definition);
            return;
        }

        PageLinkKind kind = link.IsImage ? PageLinkKind.Image : PageLinkKind.Link;
        page.AddLink(kind, link.Url ?? "", link.Span.Start, link.Span.End + 1);
    }

    private void TakeDefinitions()
    {
        foreach (LinkReferenceDefinition definition in definitions)
        {
            (int start, int end) = (definition.Span.Start, definition.Span.End + 1);
            page.AddLink(PageLinkKind.Definition, definition.Url ?? "", start, end);

            // `[//]: # (text)` is how people write comments.
            if (!used.Contains(definition) && definition.Label is { } label and not "//")
            {
                page.AddLabel(PageLinkKind.UnusedLabel, label, start, end);
            }
        }
    }

    private string SourceOf(Block block) =>
        block.Span.Start >= 0 && block.Span.End < text.Length && block.Span.Length > 0
            ? text.Substring(block.Span.Start, block.Span.Length)
            : "";
}
