namespace AuditGraph.Core.Snapshots.Scopes;

/// <summary>One line of an ignore file, with the meaning that git gives it (gitignore(5)).</summary>
internal sealed class IgnorePattern
{
    private readonly byte[] text;
    private readonly int literalLength;
    private readonly bool onlyFolders;
    private readonly bool byName;
    private readonly bool isSuffix;

    // Only for a pattern that has once taken too long.
    private WildStates? states;

    private IgnorePattern(ReadOnlySpan<byte> line)
    {
        if (line[0] == '!')
        {
            IsNegated = true;
            line = line[1..];
        }

        if (line.EndsWith("/"u8))
        {
            onlyFolders = true;
            line = line[..^1];
        }

        byName = !line.Contains((byte)'/');
        int special = line.IndexOfAny("*?[\\"u8);
        literalLength = special < 0 ? line.Length : special;
        isSuffix = line.StartsWith("*"u8) && !line[1..].ContainsAny("*?[\\"u8);
        if (line.StartsWith("/"u8))
        {
            line = line[1..];
            literalLength--;
        }

        text = line.ToArray();
    }

    /// <summary>The line as it stands in the file or list.</summary>
    public required byte[] Line { get; init; }

    /// <summary>Which line it is, counted from one.</summary>
    public int Number { get; init; }

    /// <summary>Whether the line takes back what an earlier one says.</summary>
    public bool IsNegated { get; }

    /// <summary>Reads a line, without its line feed.</summary>
    /// <param name="line">The line.</param>
    /// <param name="number">Which line it is, counted from one.</param>
    /// <returns>The pattern, or null for an empty line or a comment.</returns>
    public static IgnorePattern? Parse(ReadOnlySpan<byte> line, int number = 0)
    {
        if (line.StartsWith("#"u8))
        {
            return null;
        }

        if (line.EndsWith("\r"u8))
        {
            line = line[..^1];
        }

        int end = line.IndexOf((byte)0);
        line = TrimSpaces(end < 0 ? line : line[..end]);
        return line.IsEmpty || line.SequenceEqual("!"u8) ? null : new IgnorePattern(line) { Line = line.ToArray(), Number = number };
    }

    /// <summary>Whether the line speaks of a path.</summary>
    /// <param name="path">The path below the folder of the ignore file.</param>
    /// <param name="isFolder">Whether it is a folder.</param>
    public bool IsMatch(ReadOnlySpan<byte> path, bool isFolder)
    {
        if (onlyFolders && !isFolder)
        {
            return false;
        }

        if (byName)
        {
            ReadOnlySpan<byte> name = path[(path.LastIndexOf((byte)'/') + 1)..];
            return literalLength == text.Length ? name.SequenceEqual(text)
                : isSuffix ? name.EndsWith(text.AsSpan(1))
                : IsMatch(text, name, pathname: false);
        }

        return path.StartsWith(text.AsSpan(0, literalLength))
            && IsMatch(text.AsSpan(literalLength), path[literalLength..], pathname: true);
    }

    private bool IsMatch(ReadOnlySpan<byte> pattern, ReadOnlySpan<byte> path, bool pathname)
    {
        if (states is null && Wildmatch.TryMatch(pattern, path, pathname) is { } isMatch)
        {
            return isMatch;
        }

        states ??= new WildStates(pattern, pathname);
        return states.IsMatch(path);
    }

    /// <summary>Whether the line may speak of something below a folder that it does not speak of.</summary>
    public bool MayMatchBelow(ReadOnlySpan<byte> folder)
    {
        if (byName)
        {
            return true;
        }

        // Beyond the literal part, or within a folder that it names, a wildcard may match anything.
        ReadOnlySpan<byte> literal = text.AsSpan(0, literalLength);
        int common = literal.CommonPrefixLength(folder);
        return common == literal.Length
            ? literalLength < text.Length
            : common == folder.Length && literal[common] == '/';
    }

    // A space at the end counts only after a backslash.
    private static ReadOnlySpan<byte> TrimSpaces(ReadOnlySpan<byte> line)
    {
        int end = 0;
        for (int index = 0; index < line.Length; index++)
        {
            if (line[index] == '\\' && index + 1 < line.Length)
            {
                index++;
                end = index + 1;
            }
            else if (line[index] != ' ')
            {
                end = index + 1;
            }
        }

        return line[..end];
    }
}
