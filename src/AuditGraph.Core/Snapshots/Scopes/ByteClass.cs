namespace AuditGraph.Core.Snapshots.Scopes;

/// <summary>The classes of bytes in patterns: <c>[a-z]</c>, <c>[!a]</c>, <c>[[:digit:]]</c>.</summary>
internal static class ByteClass
{
    /// <summary>Whether a byte is in a class.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="p">Where the class's opening bracket is; afterwards, where its closing one is.</param>
    /// <param name="value">The byte.</param>
    /// <returns>Null where the class does not close or names one that is not there, so that the pattern matches nothing.</returns>
    public static bool? Match(ReadOnlySpan<byte> pattern, ref int p, byte value)
    {
        int at = p + 1;
        bool negated = at < pattern.Length && pattern[at] is (byte)'!' or (byte)'^';
        at += negated ? 1 : 0;
        bool matched = false;
        int previous = 0;
        bool first = true;
        while (true)
        {
            if (at >= pattern.Length)
            {
                return null;
            }

            int member = pattern[at];
            if (member == ']' && !first)
            {
                break;
            }

            first = false;
            if (member == '\\')
            {
                if (++at >= pattern.Length)
                {
                    return null;
                }

                member = pattern[at];
                matched |= value == member;
            }
            else if (member == '-' && previous != 0 && at + 1 < pattern.Length && pattern[at + 1] != ']')
            {
                member = pattern[++at];
                if (member == '\\')
                {
                    if (++at >= pattern.Length)
                    {
                        return null;
                    }

                    member = pattern[at];
                }

                matched |= value <= member && value >= previous;
                member = 0;
            }
            else if (member == '[' && at + 1 < pattern.Length && pattern[at + 1] == ':')
            {
                int end = pattern[(at + 2)..].IndexOf((byte)']');
                if (end < 0)
                {
                    return null;
                }

                end += at + 2;
                if (end - 1 < at + 2 || pattern[end - 1] != ':')
                {
                    // No ":]", so the bracket is a plain member.
                    matched |= value == '[';
                }
                else
                {
                    if (!TryMatchNamed(pattern[(at + 2)..(end - 1)], value, ref matched))
                    {
                        return null;
                    }

                    at = end;
                    member = 0;
                }
            }
            else
            {
                matched |= value == member;
            }

            previous = member;
            at++;
        }

        p = at;
        return matched != negated;
    }

    private static bool TryMatchNamed(ReadOnlySpan<byte> name, byte value, ref bool matched)
    {
        char character = (char)value;
        bool isAscii = value < 0x80;
        bool? member = true switch
        {
            _ when name.SequenceEqual("alnum"u8) => char.IsAsciiLetterOrDigit(character),
            _ when name.SequenceEqual("alpha"u8) => char.IsAsciiLetter(character),
            _ when name.SequenceEqual("blank"u8) => character is ' ' or '\t',
            _ when name.SequenceEqual("cntrl"u8) => isAscii && char.IsControl(character),
            _ when name.SequenceEqual("digit"u8) => char.IsAsciiDigit(character),
            _ when name.SequenceEqual("graph"u8) => character is > ' ' and < (char)0x7f,
            _ when name.SequenceEqual("lower"u8) => char.IsAsciiLetterLower(character),
            _ when name.SequenceEqual("print"u8) => character is >= ' ' and < (char)0x7f,
            _ when name.SequenceEqual("punct"u8) => isAscii && (char.IsPunctuation(character) || char.IsSymbol(character)),
            _ when name.SequenceEqual("space"u8) => character is ' ' or (>= '\t' and <= '\r'),
            _ when name.SequenceEqual("upper"u8) => char.IsAsciiLetterUpper(character),
            _ when name.SequenceEqual("xdigit"u8) => char.IsAsciiHexDigit(character),
            _ => null,
        };
        matched |= member ?? false;
        return member is not null;
    }
}
