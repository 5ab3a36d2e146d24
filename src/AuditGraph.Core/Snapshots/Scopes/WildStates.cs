namespace AuditGraph.Core.Snapshots.Scopes;

/// <summary>
/// A pattern of <see cref="Wildmatch"/> taken apart, and matched by going through it once with the set of all places of
/// the text that it may have come to.
/// </summary>
internal sealed class WildStates
{
    // No path is that long; what needs a longer one to match matches nothing.
    private const int MostSteps = 1 << 20;

    private readonly List<Step> steps = [];
    private readonly int shortest;

    /// <summary>Takes a pattern apart.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="pathname">Whether <c>/</c> is matched only by itself and by <c>**</c> between slashes.</param>
    public WildStates(ReadOnlySpan<byte> pattern, bool pathname)
    {
        for (int at = 0; at < pattern.Length; at++)
        {
            Step step = pattern[at] switch
            {
                (byte)'\\' => ++at < pattern.Length ? new Step(Kind.Byte, pattern[at]) : new Step(Kind.Nothing),
                (byte)'?' => new Step(pathname ? Kind.NoSlash : Kind.Any),
                (byte)'[' => TakeClass(pattern, ref at, pathname),
                (byte)'*' => TakeStar(pattern, ref at, pathname),
                byte plain => new Step(Kind.Byte, plain),
            };

            // To say the same again changes nothing: "**/**/" is "**/".
            if (!step.IsStar || steps.Count == 0 || !steps[^1].Equals(step))
            {
                steps.Add(step);
            }

            shortest += step.IsStar ? 0 : 1;
            if (step.Kind == Kind.Nothing || shortest > MostSteps)
            {
                shortest = int.MaxValue;
                steps.Clear();
                return;
            }
        }
    }

    private enum Kind
    {
        Nothing,
        Byte,
        Any,
        NoSlash,
        Class,
        Star,
        StarWithinName,
        StarsAndSlash,
    }

    /// <summary>Whether a text matches.</summary>
    public bool IsMatch(ReadOnlySpan<byte> text)
    {
        if (shortest > text.Length)
        {
            return false;
        }

        bool[] here = new bool[text.Length + 1];
        bool[] next = new bool[text.Length + 1];
        here[0] = true;
        foreach (Step step in steps)
        {
            if (!Advance(step, text, here, next))
            {
                return false;
            }

            (here, next) = (next, here);
        }

        return here[text.Length];
    }

    /// <summary>Goes one step from every place; false where it leads nowhere.</summary>
    private static bool Advance(in Step step, ReadOnlySpan<byte> text, bool[] here, bool[] next)
    {
        Array.Clear(next);
        bool leadsOn = false;
        bool isOpen = false;
        for (int place = 0; place <= text.Length; place++)
        {
            bool follows = step.Kind switch
            {
                Kind.Star => isOpen |= here[place],
                Kind.StarWithinName => isOpen = here[place] || (isOpen && text[place - 1] != '/'),
                Kind.StarsAndSlash => here[place] || (isOpen && text[place - 1] == '/'),
                _ => place > 0 && here[place - 1] && step.Takes(text[place - 1]),
            };
            isOpen |= step.Kind == Kind.StarsAndSlash && here[place];
            next[place] = follows;
            leadsOn |= follows;
        }

        return leadsOn;
    }

    private static Step TakeClass(ReadOnlySpan<byte> pattern, ref int at, bool pathname)
    {
        var members = new bool[byte.MaxValue + 1];
        int end = at;
        for (int value = 0; value <= byte.MaxValue; value++)
        {
            end = at;
            if (ByteClass.Match(pattern, ref end, (byte)value) is not { } isMember)
            {
                return new Step(Kind.Nothing);
            }

            members[value] = isMember && !(pathname && value == '/');
        }

        at = end;
        return new Step(Kind.Class, 0, members);
    }

    private static Step TakeStar(ReadOnlySpan<byte> pattern, ref int at, bool pathname)
    {
        int star = at;
        while (at + 1 < pattern.Length && pattern[at + 1] == '*')
        {
            at++;
        }

        if (!pathname)
        {
            return new Step(Kind.Star);
        }

        ReadOnlySpan<byte> rest = pattern[(at + 1)..];
        bool begins = star == 0 || pattern[star - 1] == '/';
        if (at == star || !begins || !(rest.IsEmpty || rest[0] == '/' || rest.StartsWith("\\/"u8)))
        {
            return new Step(Kind.StarWithinName);
        }

        if (rest.IsEmpty || rest[0] != '/')
        {
            return new Step(Kind.Star);
        }

        // "**/" may stand for no folder at all.
        at++;
        return new Step(Kind.StarsAndSlash);
    }

    private readonly record struct Step(Kind Kind, byte Value = 0, bool[]? Members = null)
    {
        public bool IsStar => Kind is Kind.Star or Kind.StarWithinName or Kind.StarsAndSlash;

        public bool Takes(byte value) => Kind switch
        {
            Kind.Byte => value == Value,
            Kind.Any => true,
            Kind.NoSlash => value != '/',
            Kind.Class => Members![value],
            _ => false,
        };
    }
}
