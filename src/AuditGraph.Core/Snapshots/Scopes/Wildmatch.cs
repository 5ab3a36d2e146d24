namespace AuditGraph.Core.Snapshots.Scopes;

/// <summary>
/// Matches bytes against one pattern the way git does: <c>?</c>, <c>*</c>, <c>**</c>, <c>[…]</c> and <c>\</c>.
/// </summary>
/// <remarks>
/// A pattern from a hostile ignore file must cost neither exponential time nor the stack. Plain backtracking, which is
/// fastest for the patterns that people write, gives up after some steps and at some depth; <see cref="WildStates"/>
/// then decides in a time that the product of the two lengths bounds.
/// </remarks>
internal ref struct Wildmatch
{
    private const int MostSteps = 4096;
    private const int MostDepth = 64;

    private readonly ReadOnlySpan<byte> pattern;
    private readonly ReadOnlySpan<byte> text;
    private readonly bool pathname;
    private int steps;
    private int depth;
    private bool hasGivenUp;

    private Wildmatch(ReadOnlySpan<byte> pattern, ReadOnlySpan<byte> text, bool pathname)
    {
        this.pattern = pattern;
        this.text = text;
        this.pathname = pathname;
    }

    /// <summary>Whether a text matches a pattern; null where that takes too long to tell this way.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="text">The text.</param>
    /// <param name="pathname">Whether <c>/</c> is matched only by itself and by <c>**</c> between slashes.</param>
    public static bool? TryMatch(ReadOnlySpan<byte> pattern, ReadOnlySpan<byte> text, bool pathname)
    {
        var match = new Wildmatch(pattern, text, pathname);
        bool isMatch = match.Match(0, 0, 0);
        return match.hasGivenUp ? null : isMatch;
    }

    // `start` is where the pattern began for this call: git takes a "**" there as one that follows a slash.
    private bool Match(int at, int from, int start)
    {
        hasGivenUp |= ++steps > MostSteps || depth > MostDepth;
        if (hasGivenUp)
        {
            return false;
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
                    int bracket = p;
                    bool isMember = ByteClass.Match(pattern, ref p, text[position]) == true;
                    steps += p - bracket;
                    if (!isMember || (pathname && text[position] == '/'))
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
                steps++;
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

        for (; position <= text.Length && !hasGivenUp; position++)
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
        depth++;
        bool isMatch = Match(p, position, start);
        depth--;
        return isMatch;
    }
}
