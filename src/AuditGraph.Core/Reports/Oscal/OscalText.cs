using System.Buffers;
using System.Globalization;
using System.Text;
using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Reports.Oscal;

/// <summary>Texts as the data types of OSCAL want them, whatever they were.</summary>
internal static class OscalText
{
    // OSCAL has no empty strings.
    private const string Empty = "\"\"";

    // What stays, wherever it is but first.
    private static readonly SearchValues<char> Plain =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-");

    /// <summary>
    /// A string, which neither is empty nor begins or ends with a space: those are shown as escapes like all that does
    /// not show.
    /// </summary>
    public static string StringOf(string text)
    {
        string shown = DisplayText.Escape(text);
        int start = shown.Length - shown.TrimStart().Length;
        int end = shown.TrimEnd().Length;
        if (start > 0 || end < shown.Length)
        {
            return string.Concat(shown.Select((unit, index) =>
                index < start || index >= end ? EscapeOf(unit) : unit.ToString()));
        }

        return shown.Length == 0 ? Empty : shown;
    }

    /// <summary>
    /// Markdown that shows a text as it is. It must not begin a paragraph, where a hyphen or a number would begin a
    /// list. Braces are escaped too, since two of them insert a parameter in OSCAL.
    /// </summary>
    public static string MarkupOf(string text) => MarkdownPage.Escape(StringOf(text))
        .Replace("{", "\\{", StringComparison.Ordinal)
        .Replace("}", "\\}", StringComparison.Ordinal);

    /// <summary>
    /// A token: ASCII letters, digits, <c>.</c>, <c>-</c> and <c>_</c> stay, and every other UTF-16 unit is
    /// <c>_xHHHH_</c>, as is what no token begins with, and an underscore that would begin such an escape. So two names
    /// stay two, and <see cref="System.Xml.XmlConvert.DecodeName"/> gives the name back.
    /// </summary>
    public static string TokenOf(string name)
    {
        if (name.Length > 0 && name.AsSpan().IndexOfAnyExcept(Plain) < 0 && char.IsAsciiLetter(name[0]))
        {
            return name;
        }

        var token = new StringBuilder(name.Length + 8);
        for (int index = 0; index < name.Length; index++)
        {
            char unit = name[index];
            bool stays = char.IsAsciiLetter(unit)
                || (unit == '_' && (index + 1 == name.Length || name[index + 1] is not ('x' or 'X')))
                || (index > 0 && (char.IsAsciiDigit(unit) || unit is '.' or '-'));
            _ = stays ? token.Append(unit) : token.Append(CultureInfo.InvariantCulture, $"_x{(int)unit:X4}_");
        }

        return token.Length == 0 ? "_" : token.ToString();
    }

    private static string EscapeOf(char space) => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)space:x4}");
}
