using System.Globalization;
using System.Text;

namespace AuditGraph.Core.Canonical;

/// <summary>Makes text from outside safe to show: what it holds is seen, and acts on no terminal or reader.</summary>
internal static class DisplayText
{
    /// <summary>
    /// The text with every invisible or acting character as an escape: <c>\n</c>, <c>\t</c>, <c>\r</c>, <c>\u001b</c>;
    /// among them control, format, line and paragraph separators and unpaired surrogates.
    /// </summary>
    public static string Escape(string text)
    {
        int first = FirstUnsafe(text);
        if (first < 0)
        {
            return text;
        }

        var shown = new StringBuilder(text, 0, first, text.Length + 16);
        for (int index = first; index < text.Length;)
        {
            int length = Rune.TryGetRuneAt(text, index, out Rune rune) ? rune.Utf16SequenceLength : 1;
            if (length == 1 && char.IsSurrogate(text[index]))
            {
                shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[index]:x4}");
            }
            else if (IsUnsafe(rune))
            {
                AppendEscape(shown, rune);
            }
            else
            {
                shown.Append(text, index, length);
            }

            index += length;
        }

        return shown.ToString();
    }

    /// <summary>Whether a character does not show, or acts on what shows it.</summary>
    public static bool IsUnsafe(Rune rune) => rune.Value is < 0x20 or 0x7f || (rune.Value >= 0x80 && Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.PrivateUse or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    /// <summary>Whether a UTF-16 unit that is no half of a surrogate pair does not show, or acts on what shows it.</summary>
    public static bool IsUnsafe(char unit) => unit is < ' ' or (>= '\x7f' and < '\xa0') || (unit >= '\xa0' && !char.IsSurrogate(unit) && IsUnsafe(new Rune(unit)));

    /// <summary>Whether a text has no half of a surrogate pair, so that UTF-8 can hold it.</summary>
    public static bool IsWellFormed(string text)
    {
        int first = text.AsSpan().IndexOfAnyInRange('\ud800', '\udfff');
        for (int index = first < 0 ? text.Length : first; index < text.Length; index++)
        {
            if (char.IsSurrogate(text[index]) && !Rune.TryGetRuneAt(text, index++, out _))
            {
                return false;
            }
        }

        return true;
    }

    private static void AppendEscape(StringBuilder shown, Rune rune) => _ = rune.Value switch
    {
        '\n' => shown.Append("\\n"),
        '\r' => shown.Append("\\r"),
        '\t' => shown.Append("\\t"),
        <= char.MaxValue => shown.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}"),
        _ => shown.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:x}}}"),
    };

    private static int FirstUnsafe(string text)
    {
        // Nearly all texts are printable ASCII, which is told many characters at a time.
        int first = text.AsSpan().IndexOfAnyExceptInRange(' ', '~');
        for (int index = first < 0 ? text.Length : first; index < text.Length; index++)
        {
            if (char.IsSurrogate(text[index]) || IsUnsafe(text[index]))
            {
                return index;
            }
        }

        return -1;
    }
}
