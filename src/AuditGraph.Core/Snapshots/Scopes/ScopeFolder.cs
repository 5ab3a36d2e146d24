using System.Globalization;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Snapshots.Scopes;

/// <summary>What a scope knows of one folder: the ignore files on the way to it, and whether all in it is included.</summary>
internal sealed class ScopeFolder
{
    private readonly int pathLength;
    private readonly IgnoreRules? rules;
    private readonly bool isIgnored;
    private readonly bool isSubmodule;

    /// <summary>The root, without an ignore file.</summary>
    /// <param name="takesAll">Whether all in it is included.</param>
    /// <param name="isIgnored">Whether it is ignored, so that only what git tracks in it counts.</param>
    public ScopeFolder(bool takesAll, bool isIgnored)
        : this(null, 0, null, takesAll, isIgnored, isSubmodule: false)
    {
    }

    private ScopeFolder(ScopeFolder? parent, int pathLength, byte[]? ignoreFile, bool takesAll, bool isIgnored, bool isSubmodule)
    {
        Parent = parent;
        this.pathLength = pathLength;
        IgnoreFile = ignoreFile;
        rules = ignoreFile is null ? null : IgnoreRules.FromFile(ignoreFile);
        TakesAll = takesAll;
        this.isIgnored = isIgnored;
        this.isSubmodule = isSubmodule;
    }

    /// <summary>The folder it is in, or null for the root.</summary>
    public ScopeFolder? Parent { get; }

    /// <summary>The content of its own ignore file, or null.</summary>
    public byte[]? IgnoreFile { get; }

    /// <summary>Whether all in it is included.</summary>
    public bool TakesAll { get; }

    /// <summary>This folder with the ignore file that was found in it.</summary>
    public ScopeFolder WithIgnoreFile(byte[] content) => new(Parent, pathLength, content, TakesAll, isIgnored, isSubmodule);

    /// <summary>A folder in this one.</summary>
    /// <param name="folderPathLength">The length of its path in bytes.</param>
    /// <param name="decision">What the scope says of it.</param>
    public ScopeFolder Child(int folderPathLength, ScopeDecision decision)
    {
        bool takesAll = decision is ScopeDecision.Take or ScopeDecision.TakeTracked or ScopeDecision.TakeSubmodule;
        bool begins = decision is ScopeDecision.EnterSubmodule or ScopeDecision.TakeSubmodule;
        bool ignored = !begins && (isIgnored || decision is ScopeDecision.EnterTracked or ScopeDecision.TakeTracked);
        return new ScopeFolder(this, folderPathLength, null, takesAll, ignored, begins);
    }

    /// <summary>Whether an ignore file, the nearest first, says to ignore a path in this folder.</summary>
    /// <param name="path">The path from the root.</param>
    /// <param name="isFolder">Whether it is a folder.</param>
    /// <param name="surroundings">The ignore files outside the root or a submodule, which count last in it.</param>
    public bool IsIgnored(ReadOnlySpan<byte> path, bool isFolder, IgnoreSurroundings surroundings) =>
        isIgnored || FindLine(path, isFolder, surroundings, out _, out _) is { IsNegated: false };

    /// <summary>The line by which a path in this folder, or a folder that it is in, is ignored, in words.</summary>
    /// <param name="path">The path from the root, which is ignored.</param>
    /// <param name="isFolder">Whether it is a folder.</param>
    /// <param name="surroundings">The ignore files outside the root or a submodule.</param>
    public string DescribeIgnoring(ReadOnlySpan<byte> path, bool isFolder, IgnoreSurroundings surroundings)
    {
        // Nothing in an ignored folder can be taken back by a pattern, so the outermost one's line is what counts.
        ScopeFolder folder = this;
        while (folder.isIgnored)
        {
            if (folder.Parent is null)
            {
                return surroundings.RuleAgainstRoot ?? "";
            }

            path = path[..folder.pathLength];
            isFolder = true;
            folder = folder.Parent;
        }

        IgnorePattern line = folder.FindLine(path, isFolder, surroundings, out ScopeFolder? holder, out string file)!;
        string name = holder is null ? file : holder.pathLength == 0 ? ".gitignore" : EscapedText.Escape(path[..holder.pathLength]) + "/.gitignore";
        return Describe(name, line);
    }

    /// <summary>A line of an ignore file in words.</summary>
    public static string Describe(string file, IgnorePattern line) =>
        string.Create(CultureInfo.InvariantCulture, $"{file}:{line.Number}: {EscapedText.Escape(line.Line)}");

    // The nearest line that speaks of a path: `holder` is the folder whose ignore file has it, or null and `file` is the name.
    private IgnorePattern? FindLine(
        ReadOnlySpan<byte> path, bool isFolder, IgnoreSurroundings surroundings, out ScopeFolder? holder, out string file)
    {
        file = "";
        for (holder = this; ; holder = holder.Parent)
        {
            int below = holder.pathLength == 0 ? 0 : holder.pathLength + 1;
            if (holder.rules?.Find(path[below..], isFolder) is { } line)
            {
                return line;
            }

            if (holder.isSubmodule || holder.Parent is null)
            {
                ReadOnlySpan<byte> repository = path[..holder.pathLength];
                holder = null;
                return surroundings.Find(repository, path[below..], isFolder, out file);
            }
        }
    }
}
