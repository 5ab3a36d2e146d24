using AngleSharp.Html.Parser;

namespace AuditGraph.Core.Actions.Links;

/// <summary>Which attributes of HTML lead elsewhere (the HTML standard, "Attributes" in its index).</summary>
internal static class HtmlLinks
{
    private static readonly (string Attribute, PageLinkKind Kind, string[] Elements)[] Known =
    [
        ("href", PageLinkKind.Link, ["a", "area", "link"]),
        ("src", PageLinkKind.Image,
            ["img", "source", "script", "iframe", "frame", "embed", "video", "audio", "track", "input"]),
        ("srcset", PageLinkKind.Image, ["img", "source"]),
        ("data", PageLinkKind.Image, ["object"]),
        ("poster", PageLinkKind.Image, ["video"]),
    ];

    /// <summary>Whether an attribute of some element is an anchor or leads elsewhere.</summary>
    public static bool IsRead(ReadOnlySpan<char> attribute)
    {
        foreach ((string name, _, _) in Known)
        {
            if (attribute.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return attribute.Equals("id", StringComparison.OrdinalIgnoreCase)
            || attribute.Equals("name", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>How an attribute leads elsewhere, or null.</summary>
    public static PageLinkKind? KindOf(string element, string attribute)
    {
        foreach ((string name, PageLinkKind kind, string[] elements) in Known)
        {
            if (name == attribute)
            {
                return Array.IndexOf(elements, element) < 0 ? null : kind;
            }
        }

        return null;
    }

    /// <summary>
    /// Where the value of an attribute leads: the white space around a target does not count, nor do line ends in it.
    /// </summary>
    public static IEnumerable<string> TargetsOf(string attribute, string value) =>
        (attribute == "srcset" ? Candidates(value) : [value])
            .Select(target => target
                .ReplaceLineEndings("")
                .Replace("\t", "", StringComparison.Ordinal)
                .Trim(' ', '\f'));

    /// <summary>How the text in an element is read, as far as it holds no tags.</summary>
    public static HtmlParseMode ModeIn(string element) => element switch
    {
        "script" => HtmlParseMode.Script,
        "style" or "xmp" or "iframe" or "noembed" or "noframes" => HtmlParseMode.Rawtext,
        "textarea" or "title" => HtmlParseMode.RCData,
        "plaintext" => HtmlParseMode.Plaintext,
        _ => HtmlParseMode.PCData,
    };

    // "Parsing a srcset attribute": a target is what has no white space, without commas at its end; what follows up to
    // a comma describes it.
    private static IEnumerable<string> Candidates(string value)
    {
        for (int at = 0; at < value.Length;)
        {
            while (at < value.Length && (char.IsWhiteSpace(value[at]) || value[at] == ','))
            {
                at++;
            }

            int start = at;
            while (at < value.Length && !char.IsWhiteSpace(value[at]))
            {
                at++;
            }

            string target = value[start..at];
            if (!target.EndsWith(','))
            {
                at = value.IndexOf(',', at) is >= 0 and int comma ? comma + 1 : value.Length;
            }

            if (target.Length > 0)
            {
                yield return target.TrimEnd(',');
            }
        }
    }
}
