using System.Globalization;
using System.Text;

namespace AuditGraph.Core.Actions.Links;

/// <summary>
/// Small letters by the full rules of Unicode (chapter 3.13), as browsers and servers make them; the base library
/// changes single characters alone.
/// </summary>
internal static class LowerCase
{
    private const char Sigma = 'Σ';
    private const char CapitalIWithDot = 'İ';

    /// <summary>A text in small letters.</summary>
    public static string Of(string text)
    {
        if (text.AsSpan().IndexOfAny(Sigma, CapitalIWithDot) < 0)
        {
            return text.ToLowerInvariant();
        }

        Rune[] runes = [.. text.EnumerateRunes()];
        var small = new StringBuilder(text.Length + 4);
        for (int index = 0; index < runes.Length; index++)
        {
            _ = runes[index].Value switch
            {
                CapitalIWithDot => small.Append("i\u0307"),
                Sigma => small.Append(EndsWord(runes, index) ? 'ς' : 'σ'),
                _ => small.Append(Rune.ToLowerInvariant(runes[index])),
            };
        }

        return small.ToString();
    }

    /// <summary>
    /// Whether a symbol is a letter in a circle or a square, which is alphabetic and capital or small.
    /// </summary>
    public static bool IsEnclosedLetter(Rune rune) => rune.Value
        is (>= 0x24b6 and <= 0x24e9)
        or (>= 0x1f130 and <= 0x1f149)
        or (>= 0x1f150 and <= 0x1f169)
        or (>= 0x1f170 and <= 0x1f189);

    // SpecialCasing: Final_Sigma
    private static bool EndsWord(Rune[] runes, int index)
    {
        int before = index - 1;
        while (before >= 0 && IsCaseIgnorable(runes[before]))
        {
            before--;
        }

        int after = index + 1;
        while (after < runes.Length && IsCaseIgnorable(runes[after]))
        {
            after++;
        }

        return before >= 0 && IsCased(runes[before]) && !(after < runes.Length && IsCased(runes[after]));
    }

    // Numerals of Rome are capital or small, and the ordinal indicators of Spain are small.
    private static bool IsCased(Rune rune) => IsEnclosedLetter(rune) || rune.Value is (>= 0x2160 and <= 0x217f) or 'ª' or 'º'
        || Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter;

    private static bool IsCaseIgnorable(Rune rune) => rune.Value is '\'' or '.' or ':' or '·' or '’' or '‘' or '․' or '‧'
        || Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format
            or UnicodeCategory.ModifierLetter or UnicodeCategory.ModifierSymbol;
}
