namespace AuditGraph.Core.Snapshots.Scopes;

/// <summary>What a scope knows of one folder: the ignore files on the way to it, and whether all in it is included.</summary>
internal sealed class ScopeFolder
{
    private readonly int pathLength;
    private readonly IgnoreRules? rules;
    private readonly bool isIgnored;

    /// <summary>A folder.</summary>
    /// <param name="parent">The folder it is in, or null for the root.</param>
    /// <param name="pathLength">The length of its path in bytes.</param>
    /// <param name="ignoreFile">The content of its own ignore file, or null.</param>
    /// <param name="takesAll">Whether all in it is included.</param>
    /// <param name="isIgnored">Whether it is ignored, so that only what git tracks in it counts.</param>
    public ScopeFolder(ScopeFolder? parent, int pathLength, byte[]? ignoreFile, bool takesAll, bool isIgnored)
    {
        Parent = parent;
        this.pathLength = pathLength;
        IgnoreFile = ignoreFile;
        rules = ignoreFile is null ? null : IgnoreRules.FromFile(ignoreFile);
        TakesAll = takesAll;
        this.isIgnored = isIgnored;
    }

    /// <summary>The folder it is in, or null for the root.</summary>
    public ScopeFolder? Parent { get; }

    /// <summary>The content of its own ignore file, or null.</summary>
    public byte[]? IgnoreFile { get; }

    /// <summary>Whether all in it is included.</summary>
    public bool TakesAll { get; }

    /// <summary>This folder with the ignore file that was found in it.</summary>
    public ScopeFolder WithIgnoreFile(byte[] content) => new(Parent, pathLength, content, TakesAll, isIgnored);

    /// <summary>A folder in this one.</summary>
    /// <param name="folderPathLength">The length of its path in bytes.</param>
    /// <param name="decision">What the scope says of it.</param>
    public ScopeFolder Child(int folderPathLength, ScopeDecision decision) =>
        new(
            this,
            folderPathLength,
            null,
            decision is ScopeDecision.Take or ScopeDecision.TakeTracked,
            isIgnored || decision is ScopeDecision.EnterTracked or ScopeDecision.TakeTracked);

    /// <summary>The line of an ignore file, the nearest first, that says to ignore a path in this folder; null where none does.</summary>
    /// <param name="path">The path from the root.</param>
    /// <param name="isFolder">Whether it is a folder.</param>
    /// <param name="folderLength">The length of the path of the folder whose ignore file that is.</param>
    public IgnorePattern? FindIgnoring(ReadOnlySpan<byte> path, bool isFolder, out int folderLength)
    {
        for (ScopeFolder? folder = this; folder is not null; folder = folder.Parent)
        {
            folderLength = folder.pathLength;
            if (folder.rules?.Find(path[(folderLength == 0 ? 0 : folderLength + 1)..], isFolder) is { } line)
            {
                return line.IsNegated ? null : line;
            }
        }

        folderLength = 0;
        return null;
    }

    /// <summary>Whether an ignore file, the nearest first, says to ignore a path in this folder.</summary>
    /// <param name="path">The path from the root.</param>
    /// <param name="isFolder">Whether it is a folder.</param>
    /// <param name="surroundings">The ignore files outside the root, which count last.</param>
    public bool IsIgnored(ReadOnlySpan<byte> path, bool isFolder, IgnoreSurroundings surroundings)
    {
        // Nothing in an ignored folder can be taken back by a pattern.
        if (isIgnored)
        {
            return true;
        }

        for (ScopeFolder? folder = this; folder is not null; folder = folder.Parent)
        {
            if (folder.rules is { } lines)
            {
                int below = folder.pathLength == 0 ? 0 : folder.pathLength + 1;
                if (lines.Decide(path[below..], isFolder) is { } ignored)
                {
                    return ignored;
                }
            }
        }

        return surroundings.IsIgnored(path, isFolder);
    }
}
