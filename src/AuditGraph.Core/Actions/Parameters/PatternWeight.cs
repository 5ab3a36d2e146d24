using System.Buffers;
using System.Globalization;

namespace AuditGraph.Core.Actions.Parameters;

/// <summary>
/// How large an automaton a regular expression needs, told from its text: its characters and classes, each as often as
/// the repetitions around it say. <c>((a{99}){99}){99}</c> is short and weighs a million.
/// </summary>
/// <remarks>The library can bound this too, but only for the whole process, which others may live in.</remarks>
internal static class PatternWeight
{
    /// <summary>The most that an expression may weigh.</summary>
    public const int Most = 1000;

    private static readonly SearchValues<char> Numbers = SearchValues.Create("0123456789,");

    private static readonly SearchValues<char> Options = SearchValues.Create("imnsxIMNSX-");

    /// <summary>
    /// Why an expression is too large, or cannot be weighed, in words for the end of a sentence; null where neither is
    /// so.
    /// </summary>
    public static string? FaultOf(string pattern)
    {
        // The weight of each open group, and of what a repetition that comes next would repeat.
        var open = new Stack<long>();
        long sum = 0;
        long last = 0;
        for (int index = 0; index < pattern.Length; index++)
        {
            switch (pattern[index])
            {
                case '(' when HasOption(pattern.AsSpan(index + 1), 'x'):
                    return "it sets the option x, which is not taken";
                case '(' when pattern.AsSpan(index).StartsWith("(?#"):
                    index = End(pattern, index, ')');
                    break;
                case '(':
                    open.Push(sum);
                    (sum, last) = (0, 0);
                    break;
                case ')' when open.TryPop(out long outer):
                    last = sum;
                    sum += outer;
                    break;
                case '{' when ReadRepetitions(pattern.AsSpan(index + 1)) is { } times:
                    last = Math.Min(last * Math.Max(times, 1), int.MaxValue);
                    sum += last - (last / Math.Max(times, 1));
                    index = End(pattern, index, '}');
                    break;
                case '*' or '+' or '?' or '|' or '^' or '$':
                    break;
                case '[':
                    index = EndOfClass(pattern, index);
                    (sum, last) = (sum + 1, 1);
                    break;
                case '\\':
                    index++;
                    (sum, last) = (sum + 1, 1);
                    break;
                default:
                    (sum, last) = (sum + 1, 1);
                    break;
            }

            if (sum > Most)
            {
                return string.Create(CultureInfo.InvariantCulture, $"with its repetitions written out it has more than {Most} characters");
            }
        }

        return null;
    }

    // The greatest number of a repetition that begins behind its brace; null where it is none, and the brace a
    // character.
    private static long? ReadRepetitions(ReadOnlySpan<char> text)
    {
        int end = text.IndexOf('}');
        if (end <= 0 || text[..end].ContainsAnyExcept(Numbers))
        {
            return null;
        }

        long most = 0;
        foreach (Range number in text[..end].Split(','))
        {
            most = Math.Max(most, text[number].IsEmpty ? 0
                : int.TryParse(text[number], NumberStyles.None, CultureInfo.InvariantCulture, out int times) ? times
                : int.MaxValue);
        }

        return most;
    }

    private static bool HasOption(ReadOnlySpan<char> group, char option)
    {
        if (!group.StartsWith("?"))
        {
            return false;
        }

        int end = group[1..].IndexOfAnyExcept(Options);
        ReadOnlySpan<char> options = end < 0 ? group[1..] : group.Slice(1, end);
        return end >= 0 && group[1 + end] is ':' or ')' && (options.Contains(option) || options.Contains(char.ToUpperInvariant(option)));
    }

    private static int End(string pattern, int start, char last) => pattern.IndexOf(last, start) is >= 0 and int end ? end : pattern.Length;

    // A bracket that comes first is a character of the class; a subtraction only makes it longer.
    private static int EndOfClass(string pattern, int start)
    {
        int index = start + 1;
        index += index < pattern.Length && pattern[index] == '^' ? 1 : 0;
        index += index < pattern.Length && pattern[index] == ']' ? 1 : 0;
        for (; index < pattern.Length && pattern[index] != ']'; index++)
        {
            index += pattern[index] == '\\' ? 1 : 0;
        }

        return index;
    }
}
