using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AuditGraph.Core.Canonical;

/// <summary>
/// Whole numbers in canonical JSON, whose numbers are doubles (RFC 8785, section 3.2.2.3): one that a double does not
/// hold exactly is written as a text of its digits, as appendix D of that document has it.
/// </summary>
internal static class WholeNumber
{
    /// <summary>The largest number, and its negative the smallest, that is written as a number.</summary>
    public const long Largest = 1L << 53;

    /// <summary>A number as JSON.</summary>
    public static JsonValue ToJson(long number) => number is >= -Largest and <= Largest
        ? JsonValue.Create(number)
        : JsonValue.Create(number.ToString(CultureInfo.InvariantCulture));

    /// <summary>Reads back what <see cref="ToJson"/> wrote, or any number that is whole.</summary>
    /// <exception cref="FormatException">It is no whole number, or one beyond 64 bits.</exception>
    public static long FromJson(JsonElement value) => value.ValueKind == JsonValueKind.String
        ? long.TryParse(value.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number)
            ? number
            : throw new FormatException($"'{value}' is no whole number.")
        : value.GetInt64();
}
