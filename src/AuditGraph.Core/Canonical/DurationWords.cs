namespace AuditGraph.Core.Canonical;

/// <summary>Finds the duration that somebody meant who wrote it in words, such as <c>24 hours</c> or <c>5 min</c>.</summary>
internal static class DurationWords
{
    private const int Longest = 32;

    private static readonly (string Unit, string[] Words)[] Units =
    [
        ("s", ["s", "sec", "secs", "second", "seconds"]),
        ("m", ["m", "min", "mins", "minute", "minutes"]),
        ("h", ["h", "hr", "hrs", "hour", "hours"]),
        ("d", ["d", "day", "days"]),
        ("w", ["w", "wk", "wks", "week", "weeks"]),
    ];

    /// <summary>The end of a sentence about a text that is no duration: what was probably meant, or a full stop.</summary>
    public static string Question(string text) => Meant(text) is { } meant ? $"; did you mean '{meant}'?" : ".";

    /// <summary>The duration as it is written, or null where none was meant.</summary>
    public static string? Meant(string text)
    {
        string word = text.Trim().ToLowerInvariant();
        if (word.Length is 0 or > Longest)
        {
            return null;
        }

        int digits = 0;
        while (digits < word.Length && char.IsAsciiDigit(word[digits]))
        {
            digits++;
        }

        string unit = word[digits..].Trim();
        string? sign = Array.Find(Units, candidate => candidate.Words.Contains(unit)).Unit;
        string meant = (digits == 0 ? "" : word[..digits]) + sign;
        return sign is not null && meant != text && DurationText.TryParse(meant, out _) ? meant : null;
    }
}
