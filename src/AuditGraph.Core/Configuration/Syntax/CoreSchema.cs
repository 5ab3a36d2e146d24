using System.Globalization;

namespace AuditGraph.Core.Configuration.Syntax;

/// <summary>The core schema of YAML 1.2 (section 10.3.2): the type of a scalar without quotes and tag.</summary>
internal static class CoreSchema
{
    /// <summary>The type of a plain scalar.</summary>
    public static ScalarKind Resolve(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
        {
            return ScalarKind.Null;
        }

        char first = text[0];
        if (char.IsAsciiDigit(first) || first is '+' or '-' or '.')
        {
            return ResolveNumber(text);
        }

        return text switch
        {
            "~" or "null" or "Null" or "NULL" => ScalarKind.Null,
            "true" or "True" or "TRUE" or "false" or "False" or "FALSE" => ScalarKind.Boolean,
            _ => ScalarKind.Text,
        };
    }

    /// <summary>The value of a text that resolves to <see cref="ScalarKind.Boolean"/>.</summary>
    public static bool ToBoolean(string text) => text[0] is 't' or 'T';

    /// <summary>The value of a text that resolves to <see cref="ScalarKind.Integer"/>; false where it is beyond 64 bits.</summary>
    public static bool TryToInteger(ReadOnlySpan<char> text, out long value)
    {
        if (text.StartsWith("0x"))
        {
            return long.TryParse(text[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value) && value >= 0;
        }

        if (!text.StartsWith("0o"))
        {
            return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
        }

        value = 0;
        foreach (char digit in text[2..])
        {
            if (value > long.MaxValue >> 3)
            {
                return false;
            }

            value = (value << 3) + (digit - '0');
        }

        return true;
    }

    /// <summary>Whether a text has no other characters than those of a set.</summary>
    public static bool HoldsOnly(ReadOnlySpan<char> text, string set)
    {
        foreach (char unit in text)
        {
            if (!set.Contains(unit))
            {
                return false;
            }
        }

        return true;
    }

    private static ScalarKind ResolveNumber(ReadOnlySpan<char> text)
    {
        if (text.StartsWith("0o") || text.StartsWith("0x"))
        {
            ReadOnlySpan<char> digits = text[2..];
            bool isWhole = !digits.IsEmpty && (text[1] == 'o'
                ? !digits.ContainsAnyExceptInRange('0', '7')
                : HoldsOnly(digits, "0123456789abcdefABCDEF"));
            return isWhole ? ScalarKind.Integer : ScalarKind.Text;
        }

        if (text is ".nan" or ".NaN" or ".NAN")
        {
            return ScalarKind.Float;
        }

        ReadOnlySpan<char> rest = text[0] is '+' or '-' ? text[1..] : text;
        if (rest is ".inf" or ".Inf" or ".INF")
        {
            return ScalarKind.Float;
        }

        int whole = CountDigits(rest);
        rest = rest[whole..];
        if (rest.IsEmpty)
        {
            return whole > 0 ? ScalarKind.Integer : ScalarKind.Text;
        }

        int fraction = 0;
        if (rest[0] == '.')
        {
            fraction = CountDigits(rest[1..]);
            rest = rest[(1 + fraction)..];
        }

        if (whole + fraction == 0)
        {
            return ScalarKind.Text;
        }

        if (!rest.IsEmpty && (rest[0] is 'e' or 'E'))
        {
            rest = rest[1..];
            rest = !rest.IsEmpty && (rest[0] is '+' or '-') ? rest[1..] : rest;
            return !rest.IsEmpty && CountDigits(rest) == rest.Length ? ScalarKind.Float : ScalarKind.Text;
        }

        return rest.IsEmpty ? ScalarKind.Float : ScalarKind.Text;
    }

    private static int CountDigits(ReadOnlySpan<char> text)
    {
        int end = text.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? text.Length : end;
    }
}
