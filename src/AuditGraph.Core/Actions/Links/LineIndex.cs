namespace AuditGraph.Core.Actions.Links;

/// <summary>Tells lines and columns of places in a text, whose lines end with LF.</summary>
internal sealed class LineIndex
{
    private readonly List<int> starts = [0];
    private readonly int length;

    /// <summary>The lines of a text.</summary>
    public LineIndex(string text)
    {
        length = text.Length;
        for (int at = text.IndexOf('\n'); at >= 0; at = text.IndexOf('\n', at + 1))
        {
            starts.Add(at + 1);
        }
    }

    /// <summary>The place between two positions, of which the second is behind the last character.</summary>
    public PagePlace PlaceOf(int start, int end)
    {
        (int line, int column) = At(start);
        (int endLine, int endColumn) = At(Math.Max(start, end));
        return new PagePlace(line, column, endLine, endColumn);
    }

    private (int Line, int Column) At(int position)
    {
        position = Math.Clamp(position, 0, length);
        int index = starts.BinarySearch(position);
        int line = index < 0 ? ~index - 1 : index;
        return (line + 1, position - starts[line] + 1);
    }
}
