namespace AuditGraph.Core.Snapshots.Scopes;

/// <summary>The lines of one ignore file, or a list of patterns of the same form.</summary>
internal sealed class IgnoreRules
{
    private readonly List<IgnorePattern> patterns = [];

    /// <summary>Reads a whole ignore file.</summary>
    public static IgnoreRules FromFile(ReadOnlySpan<byte> content)
    {
        var rules = new IgnoreRules();
        if (content.StartsWith("\ufeff"u8))
        {
            content = content["\ufeff"u8.Length..];
        }

        int number = 0;
        foreach (Range line in content.Split((byte)'\n'))
        {
            rules.Add(content[line], ++number);
        }

        return rules;
    }

    /// <summary>Reads a list, each of whose items has the form of a line.</summary>
    public static IgnoreRules FromList(IReadOnlyList<string> lines)
    {
        var rules = new IgnoreRules();
        foreach (string line in lines)
        {
            rules.Add(System.Text.Encoding.UTF8.GetBytes(line), 0);
        }

        return rules;
    }

    /// <summary>Whether there is no pattern.</summary>
    public bool IsEmpty => patterns.Count == 0;

    /// <summary>What the last line that speaks of a path says.</summary>
    /// <param name="path">The path below the folder of the ignore file.</param>
    /// <param name="isFolder">Whether it is a folder.</param>
    /// <returns>True to ignore it, false to take it all the same, null where no line speaks of it.</returns>
    public bool? Decide(ReadOnlySpan<byte> path, bool isFolder) =>
        Find(path, isFolder) is { } last ? !last.IsNegated : null;

    /// <summary>The last line that speaks of a path, or null.</summary>
    /// <param name="path">The path below the folder of the ignore file.</param>
    /// <param name="isFolder">Whether it is a folder.</param>
    public IgnorePattern? Find(ReadOnlySpan<byte> path, bool isFolder)
    {
        for (int index = patterns.Count - 1; index >= 0; index--)
        {
            if (patterns[index].IsMatch(path, isFolder))
            {
                return patterns[index];
            }
        }

        return null;
    }

    /// <summary>Whether a line may say to ignore something below a folder that none ignores.</summary>
    public bool MayIgnoreBelow(ReadOnlySpan<byte> folder)
    {
        foreach (IgnorePattern pattern in patterns)
        {
            if (!pattern.IsNegated && pattern.MayMatchBelow(folder))
            {
                return true;
            }
        }

        return false;
    }

    private void Add(ReadOnlySpan<byte> line, int number)
    {
        if (IgnorePattern.Parse(line, number) is { } pattern)
        {
            patterns.Add(pattern);
        }
    }
}
