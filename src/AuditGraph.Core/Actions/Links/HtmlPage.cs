using System.Text;
using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;
using AngleSharp.Text;

namespace AuditGraph.Core.Actions.Links;

/// <summary>
/// Finds links and anchors in HTML. It reads tags alone and builds no tree, so that neither depth nor what is not
/// closed costs anything.
/// </summary>
/// <param name="page">Takes what is found.</param>
internal sealed class HtmlPage(PageBuilder page)
{
    private StringBuilder? heading;
    private int headingStart;
    private string? baseTarget;

    /// <summary>The page that a whole file is.</summary>
    public static PageYield Read(string text, SlugRule slugs)
    {
        var page = new PageBuilder(text, slugs);
        new HtmlPage(page).Read(text, 0, isMarkdown: false);
        return page.Build();
    }

    /// <summary>Reads HTML.</summary>
    /// <param name="html">The text.</param>
    /// <param name="offset">Where it begins in the page.</param>
    /// <param name="isMarkdown">Whether the page is Markdown, of which headings are anchors.</param>
    public void Read(string html, int offset, bool isMarkdown)
    {
        using var source = new TextSource(html);
        using var tokens = new HtmlTokenizer(source, HtmlEntityProvider.Resolver)
        {
            SkipComments = true,
            // Only these, because a tag may have any number of others.
            ShouldEmitAttribute = static (ref _, name) => HtmlLinks.IsRead(name.Span),
        };
        for (HtmlToken token = tokens.Get(); token.Type != HtmlTokenType.EndOfFile; token = tokens.Get())
        {
            switch (token)
            {
                case HtmlTagToken { Type: HtmlTokenType.StartTag } tag:
                    tokens.State = HtmlLinks.ModeIn(tag.Name);
                    Take(tag, html, offset, isMarkdown);
                    break;
                case { Type: HtmlTokenType.EndTag } when heading is not null && IsHeading(token.Name):
                    page.AddHeading(headingStart, heading.ToString().Trim());
                    heading = null;
                    break;
                case { Type: HtmlTokenType.Character } when heading is not null:
                    heading.Append(token.Data);
                    break;
            }
        }

        heading = null;
    }

    private void Take(HtmlTagToken tag, string html, int offset, bool isMarkdown)
    {
        int start = offset + tag.Position.Position - 1;
        if (isMarkdown && IsHeading(tag.Name))
        {
            (heading, headingStart) = (new StringBuilder(), start);
        }

        foreach (HtmlAttributeToken attribute in tag.Attributes)
        {
            if (attribute.Name == "id" || (attribute.Name == "name" && tag.Name == "a"))
            {
                page.AddAnchor(attribute.Value);
            }
            else if (tag.Name == "base" && attribute.Name == "href" && !isMarkdown)
            {
                baseTarget ??= attribute.Value.Trim();
            }
            else if (HtmlLinks.KindOf(tag.Name, attribute.Name) is { } kind)
            {
                int from = offset + attribute.Position.Position - 1;
                foreach (string target in HtmlLinks.TargetsOf(attribute.Name, attribute.Value))
                {
                    page.AddLink(kind, Rebase(target), from, from + attribute.Name.Length);
                }
            }
        }
    }

    // RFC 3986, 5.2: a reference takes the place of what follows the last slash of its base.
    private string Rebase(string target) =>
        string.IsNullOrEmpty(baseTarget) || LinkTarget.SchemeOf(target) is not null ? target
        : LinkTarget.SchemeOf(baseTarget) is { } scheme ? scheme
        : target.StartsWith('/') ? target
        : target.StartsWith('#') ? baseTarget + target
        : baseTarget[..(baseTarget.LastIndexOf('/') + 1)] + target;

    private static bool IsHeading(string name) => name.Length == 2 && name[0] == 'h' && name[1] is >= '1' and <= '6';
}
