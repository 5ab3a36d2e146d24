using System.Globalization;

namespace AuditGraph.Core.Canonical;

/// <summary>
/// The one way in which moments are written: ISO 8601, UTC, to the millisecond, with <c>Z</c>; and the ways in which people
/// may write them.
/// </summary>
internal static class InstantText
{
    /// <summary>What is expected where somebody writes a moment.</summary>
    public const string Expected = "an ISO 8601 date or instant, such as 2026-01-31 or 2026-01-31T08:30:00Z";

    private const string Form = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    // Only forms that mean the same everywhere: 1/2/26 is a day of January, of February and of the year 1 (or 2001).
    private static readonly string[] WrittenForms =
    [
        "yyyy-MM-dd",
        "yyyy-MM-dd'T'HH:mmK",
        "yyyy-MM-dd'T'HH:mm:ssK",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
    ];

    /// <summary>The text of a moment.</summary>
    public static string Format(DateTimeOffset instant) => instant.UtcDateTime.ToString(Form, CultureInfo.InvariantCulture);

    /// <summary>Reads what <see cref="Format"/> writes, and nothing else.</summary>
    public static bool TryParse(string? text, out DateTimeOffset instant) => DateTimeOffset.TryParseExact(
        text, Form, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out instant);

    /// <summary>Reads a moment as people write it in ISO 8601. A date is its first moment; a time without an offset is UTC.</summary>
    public static bool TryParseWritten(string text, out DateTimeOffset instant)
    {
        instant = default;
        return text.Length >= 10 && (char.IsAsciiDigit(text[^1]) || text[^1] == 'Z') && DateTimeOffset.TryParseExact(
            text, WrittenForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out instant);
    }

    /// <summary>The moment without what its text does not tell.</summary>
    public static DateTimeOffset Truncate(DateTimeOffset instant) =>
        new(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
}
