namespace AuditGraph.Core.Configuration.Diagnostics;

/// <summary>A decoded file: its characters after any byte order mark, and where its lines begin.</summary>
/// <remarks>A line ends at LF, CR LF or CR, as in every editor and in YAML 1.2.</remarks>
internal sealed class SourceText
{
    // Sought when somebody asks for a place, which for a file without findings nobody does.
    private int[]? lineStarts;

    /// <summary>Makes a source of a text.</summary>
    /// <param name="path">The file, as an absolute path.</param>
    /// <param name="text">The characters after any byte order mark.</param>
    public SourceText(string path, string text)
    {
        Path = path;
        Text = text;
    }

    /// <summary>The file, as an absolute path.</summary>
    public string Path { get; }

    /// <summary>The characters after any byte order mark.</summary>
    public string Text { get; }

    /// <summary>The number of lines, at least one.</summary>
    public int LineCount => LineStarts.Length;

    private int[] LineStarts => lineStarts ??= FindLineStarts();

    /// <summary>The line and column of an offset; the middle of a line's end counts as the end of the line.</summary>
    public SourcePosition PositionOf(int offset)
    {
        offset -= offset > 0 && offset < Text.Length && Text[offset] == '\n' && Text[offset - 1] == '\r' ? 1 : 0;
        int line = Array.BinarySearch(LineStarts, offset);
        line = line >= 0 ? line : ~line - 1;
        return new SourcePosition(line + 1, offset - LineStarts[line] + 1);
    }

    /// <summary>The span of a line without its end.</summary>
    /// <param name="line">The line, from 1.</param>
    public SourceSpan LineAt(int line)
    {
        int start = LineStarts[line - 1];
        int end = line < LineStarts.Length ? LineStarts[line] : Text.Length;
        while (end > start && (Text[end - 1] is '\r' or '\n'))
        {
            end--;
        }

        return new SourceSpan(start, end);
    }

    private int[] FindLineStarts()
    {
        var starts = new List<int> { 0 };
        int at = 0;
        while (Text.AsSpan(at).IndexOfAny('\r', '\n') is >= 0 and int next)
        {
            at += next;
            at += Text[at] == '\r' && at + 1 < Text.Length && Text[at + 1] == '\n' ? 2 : 1;
            starts.Add(at);
        }

        return [.. starts];
    }
}
