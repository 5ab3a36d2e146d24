using System.Text;
using System.Text.RegularExpressions;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace AuditGraph.Core.Actions.Links;

/// <summary>What a heading of Markdown says, without how it looks.</summary>
internal static partial class HeadingText
{
    /// <summary>The text of a heading, and the anchor that it gives itself by the rules of Pandoc, or null.</summary>
    public static (string Text, string? Id) Of(HeadingBlock heading, SlugRule rule)
    {
        string text = Gather(heading.Inline);
        return rule == SlugRule.Pandoc && Attributes().Match(text) is { Success: true } match
            ? (text[..match.Index].TrimEnd(), match.Groups["id"] is { Success: true } id ? id.Value : null)
            : (text, null);
    }

    // Images have no text, as on GitHub, and neither have tags. No recursion: links and emphasis may be nested a
    // thousand deep.
    private static string Gather(ContainerInline? heading)
    {
        var text = new StringBuilder();
        Inline? at = heading?.FirstChild;
        while (at is not null)
        {
            Append(text, at);
            if (at is ContainerInline { FirstChild: { } child } and not LinkInline { IsImage: true })
            {
                at = child;
                continue;
            }

            while (at is not null && at.NextSibling is null)
            {
                at = at.Parent == heading ? null : at.Parent;
            }

            at = at?.NextSibling;
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, Inline part) => _ = part switch
    {
        LiteralInline literal => text.Append(literal.Content.AsSpan()),
        CodeInline code => text.Append(code.ContentSpan),
        HtmlEntityInline entity => text.Append(entity.Transcoded.AsSpan()),
        AutolinkInline address => text.Append(address.Url),
        LineBreakInline => text.Append('\n'),
        _ => text,
    };

    // `# Title {#id .class key=value}`
    [GeneratedRegex(@"\{(?:[^{}]*\s)?#(?<id>[^\s{}]+)[^{}]*\}\s*$|\{[^{}]*\}\s*$", RegexOptions.NonBacktracking)]
    private static partial Regex Attributes();
}
