using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Snapshots.Scopes;

/// <summary>A scope made ready to decide, folder by folder from the root down, what belongs to it.</summary>
internal sealed class ScopeRules
{
    private readonly IgnoreRules include;
    private readonly IgnoreRules exclude;
    private readonly bool includesAll;

    /// <summary>The rules of a scope.</summary>
    /// <param name="scope">The scope.</param>
    /// <param name="around">What the repository around the root adds, which counts only where ignore files do.</param>
    public ScopeRules(SnapshotScope scope, IgnoreSurroundings? around = null)
    {
        Surroundings = scope.RespectGitignore && around is not null ? around : IgnoreSurroundings.None;
        include = IgnoreRules.FromList(scope.Include);
        exclude = IgnoreRules.FromList(scope.Exclude);
        includesAll = scope.Include.Count == 0;
        ReadsIgnoreFiles = scope.RespectGitignore;
        Root = new ScopeFolder(includesAll, Surroundings.RuleAgainstRoot is not null);
    }

    /// <summary>What the repository around the root adds.</summary>
    public IgnoreSurroundings Surroundings { get; }

    /// <summary>The root's folder, without an ignore file.</summary>
    public ScopeFolder Root { get; }

    /// <summary>Whether ignore files count.</summary>
    public bool ReadsIgnoreFiles { get; }

    /// <summary>Whether decisions need paths; without patterns a name is enough.</summary>
    public bool NeedsPaths => !includesAll || !exclude.IsEmpty || ReadsIgnoreFiles;

    /// <summary>The rule that leaves an entry of a folder out, in words; null where none does.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="path">The entry's path from the root.</param>
    /// <param name="nameStart">Where in the path its name begins.</param>
    /// <param name="isFolder">Whether it is a folder.</param>
    public string? DescribeRuleAgainst(ScopeFolder folder, ReadOnlySpan<byte> path, int nameStart, bool isFolder)
    {
        if (Decide(folder, path, nameStart, isFolder) != ScopeDecision.LeaveOut)
        {
            return null;
        }

        // In the order in which the decision was made.
        return exclude.Find(path, isFolder) is { IsNegated: false } excluding ? $"exclude: {EscapedText.Escape(excluding.Line)}"
            : IsIgnored(folder, path, isFolder) && !IsTracked(path, isFolder) ? folder.DescribeIgnoring(path, isFolder, Surroundings)
            : "include: no pattern takes it";
    }

    /// <summary>The content of the ignore file that git has for a folder in which it could read none; null where it has none.</summary>
    /// <param name="folder">The folder's path, with a slash at the end where it is not the root's.</param>
    public byte[]? SkippedIgnoreFile(ReadOnlySpan<byte> folder) => Surroundings.SkippedIgnoreFiles.Count == 0
        ? null
        : Surroundings.SkippedIgnoreFiles.GetValueOrDefault(TreePath.FromBytes([.. folder, .. ".gitignore"u8]));

    /// <summary>Decides about one entry of a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="path">The entry's path from the root; its name alone will do where <see cref="NeedsPaths"/> is false.</param>
    /// <param name="nameStart">Where in the path its name begins.</param>
    /// <param name="isFolder">Whether it is a folder.</param>
    /// <returns>Whether it is left out, taken, or (folders only) entered because something below may be taken.</returns>
    public ScopeDecision Decide(ScopeFolder folder, ReadOnlySpan<byte> path, int nameStart, bool isFolder)
    {
        ReadOnlySpan<byte> name = path[nameStart..];
        if (name.SequenceEqual(".git"u8))
        {
            return ScopeDecision.Reserved;
        }

        if (folder.Parent is null && isFolder && (name.SequenceEqual(".pkg"u8) || name.SequenceEqual("exports"u8)))
        {
            return ScopeDecision.Reserved;
        }

        if (!NeedsPaths)
        {
            return ScopeDecision.Take;
        }

        if (exclude.Decide(path, isFolder) == true)
        {
            return ScopeDecision.LeaveOut;
        }

        bool isSubmodule = isFolder && Surroundings.IsSubmodule(path);
        bool isIgnored = !isSubmodule && IsIgnored(folder, path, isFolder);
        if (isIgnored && !IsTracked(path, isFolder))
        {
            return ScopeDecision.LeaveOut;
        }

        return folder.TakesAll || include.Decide(path, isFolder) == true
                ? isSubmodule ? ScopeDecision.TakeSubmodule
                    : isIgnored && isFolder ? ScopeDecision.TakeTracked
                    : ScopeDecision.Take
            : isFolder && include.MayIgnoreBelow(path)
                ? isSubmodule ? ScopeDecision.EnterSubmodule
                    : isIgnored ? ScopeDecision.EnterTracked
                    : ScopeDecision.Enter
            : ScopeDecision.LeaveOut;
    }

    private bool IsIgnored(ScopeFolder folder, ReadOnlySpan<byte> path, bool isFolder) =>
        ReadsIgnoreFiles && folder.IsIgnored(path, isFolder, Surroundings);

    private bool IsTracked(ReadOnlySpan<byte> path, bool isFolder) =>
        Surroundings.Tracked?.Contains(path, isFolder) == true || (isFolder && Surroundings.IsSubmodule(path));
}
