using Markdig.Syntax.Inlines;

namespace AuditGraph.Core.Actions.Links;

/// <summary>
/// Finds references to labels that nothing defines: to the parser these are brackets like any others.
/// <c>[text][label]</c> and
/// <c>[label][]</c> are meant as references; <c>[text]</c> alone may mean anything.
/// </summary>
internal static class LiteralReferences
{
    // CommonMark 0.31.2, 4.7: the most characters of a label.
    private const int LongestLabel = 999;

    /// <summary>The labels, and where the references begin and end.</summary>
    /// <param name="text">The page.</param>
    /// <param name="inlines">The content of a paragraph, heading or the like.</param>
    public static IEnumerable<(string Label, int Start, int End)> Find(string text, ContainerInline inlines)
    {
        var brackets = Brackets(text, inlines);
        var open = new Stack<int>();
        for (int index = 0; index < brackets.Count; index++)
        {
            int at = brackets[index];
            if (text[at] == '[')
            {
                open.Push(at);
                continue;
            }

            if (!open.TryPop(out int start)
                || index + 2 >= brackets.Count
                || brackets[index + 1] != at + 1
                || text[at + 1] != '['
                || text[brackets[index + 2]] != ']')
            {
                continue;
            }

            int end = brackets[index + 2];
            Range label = end > at + 2 ? (at + 2)..end : (start + 1)..at;

            // `matrix[0][1]` is meant as it is written.
            if (IsLabel(text.AsSpan()[label]) && !(start > 0 && char.IsLetterOrDigit(text[start - 1])))
            {
                yield return (text[label], start, end + 1);
            }

            index += 2;
        }
    }

    // What is code or within a tag is no literal, and what follows a backslash is no bracket.
    private static List<int> Brackets(string text, ContainerInline inlines)
    {
        var brackets = new List<int>();
        IEnumerable<Inline> literals = inlines.FindDescendants<Inline>()
            .Where(inline => inline is LiteralInline or LinkDelimiterInline);
        foreach (Inline literal in literals)
        {
            for (int at = Math.Max(0, literal.Span.Start); at <= literal.Span.End && at < text.Length; at++)
            {
                if (text[at] is '[' or ']' && !IsEscaped(text, at))
                {
                    brackets.Add(at);
                }
            }
        }

        brackets.Sort();
        return brackets;
    }

    private static bool IsEscaped(string text, int at)
    {
        int slashes = 0;
        while (at - slashes > 0 && text[at - slashes - 1] == '\\')
        {
            slashes++;
        }

        return slashes % 2 == 1;
    }

    // A footnote's label begins with a caret; a box to tick is none.
    private static bool IsLabel(ReadOnlySpan<char> label) =>
        label.Length <= LongestLabel && !label.IsWhiteSpace() && label[0] != '^' && !label.Contains('[');
}
