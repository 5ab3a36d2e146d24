namespace AuditGraph.Core.Snapshots.Scopes;

/// <summary>
/// Matches bytes against one pattern the way git does: <c>?</c>, <c>*</c>, <c>**</c>, <c>[…]</c> and <c>\</c>.
/// </summary>
/// <remarks>
/// A pattern from a hostile ignore file must not cost exponential time. Plain backtracking is tried first; a match
/// that takes too many steps is done again with a note of every (pattern, text) position that has failed, which
/// bounds it by the product of the two lengths.
/// </remarks>
internal ref struct Wildmatch
{
    private const int StepsBeforeNotes = 4096;

    private readonly ReadOnlySpan<byte> pattern;
    private readonly ReadOnlySpan<byte> text;
    private readonly bool pathname;
    private ulong[]? failed;
    private int steps;

    private Wildmatch(ReadOnlySpan<byte> pattern, ReadOnlySpan<byte> text, bool pathname)
    {
        this.pattern = pattern;
        this.text = text;
        this.pathname = pathname;
    }

    /// <summary>Whether a text matches a pattern.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="text">The text.</param>
    /// <param name="pathname">Whether <c>/</c> is matched only by itself and by <c>**</c> between slashes.</param>
    public static bool IsMatch(ReadOnlySpan<byte> pattern, ReadOnlySpan<byte> text, bool pathname) =>
        new Wildmatch(pattern, text, pathname).Match(0, 0, 0);

    // `start` is where the pattern began for this call: git takes a "**" there as one that follows a slash.
    private bool Match(int at, int from, int start)
    {
        if (++steps > StepsBeforeNotes)
        {
            failed ??= new ulong[(((pattern.Length + 1) * (text.Length + 1)) + 63) / 64];
        }

        int position = from;
        for (int p = at; p < pattern.Length; p++, position++)
        {
            byte wanted = pattern[p];
            if (position == text.Length && wanted != '*')
            {
                return false;
            }

            switch (wanted)
            {
                case (byte)'\\':
                    if (++p == pattern.Length || pattern[p] != text[position])
                    {
                        return false;
                    }

                    break;
                case (byte)'?':
                    if (pathname && text[position] == '/')
                    {
                        return false;
                    }

                    break;
                case (byte)'[':
                    if (!MatchClass(ref p, text[position]) || (pathname && text[position] == '/'))
                    {
                        return false;
                    }

                    break;
                case (byte)'*':
                    return MatchStar(p, position, start);
                default:
                    if (wanted != text[position])
                    {
                        return false;
                    }

                    break;
            }
        }

        return position == text.Length;
    }

    private bool MatchStar(int star, int position, int start)
    {
        int p = star + 1;
        bool crossesSlashes = !pathname;
        if (p < pattern.Length && pattern[p] == '*')
        {
            while (p < pattern.Length && pattern[p] == '*')
            {
                p++;
            }

            bool begins = star == start || pattern[star - 1] == '/';
            bool ends = p == pattern.Length
                || pattern[p] == '/'
                || (pattern[p] == '\\' && p + 1 < pattern.Length && pattern[p + 1] == '/');
            if (pathname && begins && ends)
            {
                // "**/" may stand for no folder at all.
                if (p < pattern.Length && pattern[p] == '/' && TryMatch(p + 1, position, p + 1))
                {
                    return true;
                }

                crossesSlashes = true;
            }
        }

        if (p == pattern.Length)
        {
            return crossesSlashes || !text[position..].Contains((byte)'/');
        }

        if (!crossesSlashes && pattern[p] == '/')
        {
            int slash = text[position..].IndexOf((byte)'/');
            return slash >= 0 && TryMatch(p + 1, position + slash + 1, start);
        }

        for (; position <= text.Length; position++)
        {
            if (TryMatch(p, position, p))
            {
                return true;
            }

            if (position < text.Length && text[position] == '/' && !crossesSlashes)
            {
                return false;
            }
        }

        return false;
    }

    private bool TryMatch(int p, int position, int start)
    {
        int note = (p * (text.Length + 1)) + position;
        if (failed is not null && (failed[note / 64] & (1UL << (note % 64))) != 0)
        {
            return false;
        }

        if (Match(p, position, start))
        {
            return true;
        }

        if (failed is not null)
        {
            failed[note / 64] |= 1UL << (note % 64);
        }

        return false;
    }

    // Leaves `p` at the class's closing bracket; a class that does not close matches nothing.
    private readonly bool MatchClass(ref int p, byte value)
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
                return false;
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
                    return false;
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
                        return false;
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
                    return false;
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
                        return false;
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
