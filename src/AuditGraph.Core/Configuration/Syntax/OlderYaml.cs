namespace AuditGraph.Core.Configuration.Syntax;

/// <summary>How YAML 1.1 (its type repository) reads scalars without quotes, where that differs from the core schema of 1.2.</summary>
internal static class OlderYaml
{
    /// <summary>What YAML 1.1 reads where this text stands without quotes, in words; null where both versions agree.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isTimeMeant">Whether the text is meant as a moment, so that reading a date is no difference.</param>
    public static string? DifferentReading(string text, bool isTimeMeant = false)
    {
        if (text.Length is 0 or > 64)
        {
            return null;
        }

        char first = text[0];
        if (!char.IsAsciiDigit(first) && first is not ('+' or '-' or '.'))
        {
            return ReadWord(text);
        }

        if (IsDate(text))
        {
            return isTimeMeant ? null : "a date";
        }

        ReadOnlySpan<char> digits = first is '+' or '-' ? text.AsSpan(1) : text;
        return digits.IsEmpty ? null : ReadNumber(text, digits);
    }

    private static string? ReadWord(string text) => text switch
    {
        "y" or "Y" or "yes" or "Yes" or "YES" or "on" or "On" or "ON" => "the truth value true",
        "n" or "N" or "no" or "No" or "NO" or "off" or "Off" or "OFF" => "the truth value false",
        "=" => "the default value of a mapping",
        _ => null,
    };

    private static string? ReadNumber(string text, ReadOnlySpan<char> digits)
    {
        if (digits.StartsWith("0o"))
        {
            return CoreSchema.Resolve(text) == ScalarKind.Integer ? $"the text '{text}'" : null;
        }

        if (digits.StartsWith("0b"))
        {
            return digits.Length > 2 && !digits[2..].ContainsAnyExcept('0', '1', '_') ? "a binary number" : null;
        }

        if (digits.StartsWith("0x"))
        {
            bool differs = digits.Length > 2
                && CoreSchema.HoldsOnly(digits[2..], "0123456789abcdefABCDEF_")
                && CoreSchema.Resolve(text) != ScalarKind.Integer;
            return differs ? "a hexadecimal number" : null;
        }

        if (digits.Length > 1 && digits[0] == '0' && CoreSchema.HoldsOnly(digits, "01234567_"))
        {
            return "an octal number";
        }

        if (digits.Contains(':'))
        {
            return IsBaseSixty(digits) ? "a number in base 60" : null;
        }

        bool isSeparated = char.IsAsciiDigit(digits[0]) && digits.Contains('_') && CoreSchema.HoldsOnly(digits, "0123456789_.");
        return isSeparated && digits.Count('.') < 2 ? $"the number {text.Replace("_", "", StringComparison.Ordinal)}" : null;
    }

    private static bool IsBaseSixty(ReadOnlySpan<char> text)
    {
        int point = text.IndexOf('.');
        if (point >= 0 && !CoreSchema.HoldsOnly(text[(point + 1)..], "0123456789_"))
        {
            return false;
        }

        bool isFirst = true;
        ReadOnlySpan<char> whole = point < 0 ? text : text[..point];
        foreach (Range range in whole.Split(':'))
        {
            ReadOnlySpan<char> part = whole[range];
            bool isPart = isFirst
                ? !part.IsEmpty && char.IsAsciiDigit(part[0]) && CoreSchema.HoldsOnly(part, "0123456789_")
                : part.Length is 1 or 2 && !part.ContainsAnyExceptInRange('0', '9') && (part.Length == 1 || part[0] <= '5');
            if (!isPart)
            {
                return false;
            }

            isFirst = false;
        }

        return true;
    }

    private static bool IsDate(string text)
    {
        if (text.Length < 8 || !AreDigits(text, 0, 4) || text[4] != '-')
        {
            return false;
        }

        if (text.Length == 10)
        {
            return AreDigits(text, 5, 2) && text[7] == '-' && AreDigits(text, 8, 2);
        }

        int time = text.AsSpan().IndexOfAny('T', 't', ' ');
        return time is >= 8 and <= 10 && text.Length > time + 1 && char.IsAsciiDigit(text[time + 1])
            && CoreSchema.HoldsOnly(text.AsSpan(0, time), "0123456789-")
            && CoreSchema.HoldsOnly(text.AsSpan(time + 1), "0123456789:.+-Zz \t");
    }

    private static bool AreDigits(string text, int start, int count) =>
        text.Length >= start + count && !text.AsSpan(start, count).ContainsAnyExceptInRange('0', '9');
}
