using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AuditGraph.Core.Canonical;

/// <summary>
/// Writes JSON in the one form of RFC 8785 (JSON Canonicalization Scheme): members sorted by the UTF-16 code
/// units of their names, no white space, the fewest escapes, UTF-8 without a byte order mark.
/// </summary>
/// <remarks>Numbers are whole ones that a double holds exactly; <see cref="WholeNumber"/> makes texts of the others.</remarks>
internal static class CanonicalJson
{
    /// <summary>The canonical bytes of a value.</summary>
    /// <exception cref="ArgumentException">A number is not whole or beyond 2^53, or a text holds an unpaired surrogate.</exception>
    public static byte[] Serialize(JsonNode? value)
    {
        var text = new StringBuilder();
        Append(text, value);
        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetBytes(text.ToString());
        }
        catch (EncoderFallbackException surrogate)
        {
            throw new ArgumentException("A text with an unpaired surrogate has no canonical form.", nameof(value), surrogate);
        }
    }

    private static void Append(StringBuilder text, JsonNode? value)
    {
        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case JsonObject members:
                AppendObject(text, members);
                break;
            case JsonArray items:
                text.Append('[');
                for (int index = 0; index < items.Count; index++)
                {
                    text.Append(index == 0 ? "" : ",");
                    Append(text, items[index]);
                }

                text.Append(']');
                break;
            default:
                AppendScalar(text, value);
                break;
        }
    }

    private static void AppendObject(StringBuilder text, JsonObject members)
    {
        // Sorting an array of names rather than a query of pairs keeps the compiler out of a short process's start.
        string[] names = new string[members.Count];
        ((IDictionary<string, JsonNode?>)members).Keys.CopyTo(names, 0);
        Array.Sort(names, StringComparer.Ordinal);
        text.Append('{');
        for (int index = 0; index < names.Length; index++)
        {
            text.Append(index == 0 ? "" : ",");
            AppendString(text, names[index]);
            text.Append(':');
            Append(text, members[names[index]]);
        }

        text.Append('}');
    }

    private static void AppendScalar(StringBuilder text, JsonNode value)
    {
        switch (value.GetValueKind())
        {
            case JsonValueKind.True:
                text.Append("true");
                break;
            case JsonValueKind.False:
                text.Append("false");
                break;
            case JsonValueKind.String:
                AppendString(text, value.GetValue<string>());
                break;
            default:
                AppendNumber(text, value.ToJsonString());
                break;
        }
    }

    private static void AppendNumber(StringBuilder text, string number)
    {
        if (!long.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole)
            || whole is < -WholeNumber.Largest or > WholeNumber.Largest)
        {
            throw new ArgumentException($"The number {number} is not whole, or is beyond 2^53.", nameof(number));
        }

        text.Append(CultureInfo.InvariantCulture, $"{whole}");
    }

    private static void AppendString(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (char unit in value)
        {
            _ = unit switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\t' => text.Append("\\t"),
                '\n' => text.Append("\\n"),
                '\f' => text.Append("\\f"),
                '\r' => text.Append("\\r"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}"),
                _ => text.Append(unit),
            };
        }

        text.Append('"');
    }
}
