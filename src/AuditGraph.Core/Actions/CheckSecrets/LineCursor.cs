namespace AuditGraph.Core.Actions.CheckSecrets;

/// <summary>The line of a text that a position is in, for positions that only go forward.</summary>
/// <param name="text">The text.</param>
internal sealed class LineCursor(string text)
{
    private int next = EndFrom(text, 0);

    /// <summary>The line's number, from 1.</summary>
    public int Number { get; private set; } = 1;

    /// <summary>Where it begins.</summary>
    public int Start { get; private set; }

    /// <summary>Where it ends, without what ends it.</summary>
    public int End => next > Start && next < text.Length && text[next - 1] == '\r' ? next - 1 : next;

    /// <summary>Goes to the line of a position, which is no line feed.</summary>
    public void MoveTo(int position)
    {
        if (position < next)
        {
            return;
        }

        ReadOnlySpan<char> passed = text.AsSpan(next, position - next);
        Number += passed.Count('\n');
        Start = next + passed.LastIndexOf('\n') + 1;
        next = EndFrom(text, position);
    }

    private static int EndFrom(string text, int position) =>
        text.IndexOf('\n', position) is >= 0 and var feed ? feed : text.Length;
}
