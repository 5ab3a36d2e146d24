using System.Globalization;
using System.Text;

namespace AuditGraph.Core.Configuration;

/// <summary>Text of the file as messages show it: on one line, harmless to a terminal, and not too long.</summary>
internal static class OffendingText
{
    private const int LongestShown = 80;

    /// <summary>The text in single quotes.</summary>
    public static string Quote(string text) => $"'{Show(text)}'";

    /// <summary>The text without quotes.</summary>
    public static string Show(string text)
    {
        bool isLong = text.Length > LongestShown;
        ReadOnlySpan<char> shown = isLong ? text.AsSpan(0, LongestShown) : text;
        var result = new StringBuilder(shown.Length + 1);
        Append(result, shown);
        return isLong ? result.Append('…').ToString() : result.ToString();
    }

    /// <summary>The whole text on one line, such as a path.</summary>
    public static string Escape(string text)
    {
        var result = new StringBuilder(text.Length);
        Append(result, text);
        return result.ToString();
    }

    /// <summary>Appends text with every character that is not seen, or that steers a terminal, as an escape.</summary>
    public static void Append(StringBuilder result, ReadOnlySpan<char> text)
    {
        for (int index = 0; index < text.Length; index++)
        {
            char unit = text[index];
            if (char.IsHighSurrogate(unit) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]))
            {
                result.Append(unit).Append(text[++index]);
            }
            else if (IsHidden(unit))
            {
                _ = unit switch
                {
                    '\t' => result.Append("\\t"),
                    '\n' => result.Append("\\n"),
                    '\r' => result.Append("\\r"),
                    _ => result.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}"),
                };
            }
            else
            {
                result.Append(unit);
            }
        }
    }

    /// <summary>Whether a UTF-16 unit standing alone is not seen, or steers a terminal or the direction of text.</summary>
    public static bool IsHidden(char unit) => unit >= 0x80
        ? unit < 0xa0 || char.GetUnicodeCategory(unit) is UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate
        : unit is < ' ' or '\x7f';
}
