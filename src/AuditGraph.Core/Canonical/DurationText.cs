namespace AuditGraph.Core.Canonical;

/// <summary>Durations as they are written in a configuration: a whole number and a unit, such as <c>90s</c> or <c>24h</c>.</summary>
internal static class DurationText
{
    /// <summary>The form as a regular expression of JSON Schema.</summary>
    public const string Pattern = "0*[1-9][0-9]{0,5}[smhdw]";

    /// <summary>What is expected where a duration is.</summary>
    public const string Expected = "a whole number from 1 to 999999 followed by s, m, h, d or w, such as 90m, 24h or 7d";

    /// <summary>Reads a duration of more than nothing.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out TimeSpan duration)
    {
        duration = default;
        if (text.Length < 2)
        {
            return false;
        }

        long seconds = text[^1] switch
        {
            's' => 1,
            'm' => 60,
            'h' => 3600,
            'd' => 86_400,
            'w' => 604_800,
            _ => 0,
        };
        ReadOnlySpan<char> digits = text[..^1].TrimStart('0');
        if (seconds == 0 || digits.Length is 0 or > 6)
        {
            return false;
        }

        // Six digits at most; the base library's way would load a culture, which a command that lists jobs would feel.
        int count = 0;
        foreach (char digit in digits)
        {
            if (!char.IsAsciiDigit(digit))
            {
                return false;
            }

            count = (count * 10) + (digit - '0');
        }

        duration = TimeSpan.FromTicks(count * seconds * TimeSpan.TicksPerSecond);
        return true;
    }

    /// <summary>The moment so long before another, or the first one there is where that lies before it.</summary>
    public static DateTimeOffset Before(DateTimeOffset moment, TimeSpan duration) =>
        moment - DateTimeOffset.MinValue > duration ? moment - duration : DateTimeOffset.MinValue;
}
