using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Snapshots.Scopes;

/// <summary>
/// What the repository around a workspace adds to its own <c>.gitignore</c> files: ignore files elsewhere, and the files
/// that git tracks, which none of them speaks of (gitignore(5)).
/// </summary>
internal sealed record IgnoreSurroundings
{
    /// <summary>None.</summary>
    public static IgnoreSurroundings None { get; } = new();

    /// <summary>Ignore files that are not in the workspace, the one that counts most first.</summary>
    public IReadOnlyList<OutsideRules> Rules { get; init; } = [];

    /// <summary>The line that ignores the workspace itself, so that in it only what is tracked counts; null where none does.</summary>
    public string? RuleAgainstRoot { get; init; }

    /// <summary>
    /// The submodules that are checked out, each with the ignore files that its own repository adds. No other ignore file
    /// from outside a submodule counts in it.
    /// </summary>
    public IReadOnlyDictionary<TreePath, IReadOnlyList<OutsideRules>> Submodules { get; init; } =
        new Dictionary<TreePath, IReadOnlyList<OutsideRules>>();

    /// <summary>
    /// The content, by path, of the <c>.gitignore</c> files that git did not check out (skip-worktree). It reads them from
    /// the index where it cannot read them in the work tree.
    /// </summary>
    public IReadOnlyDictionary<TreePath, byte[]> SkippedIgnoreFiles { get; init; } = new Dictionary<TreePath, byte[]>();

    /// <summary>The files that are tracked, or null where that is not known.</summary>
    public TrackedPaths? Tracked { get; init; }

    /// <summary>Which ignore files could not be read; sentences for the report.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Whether a folder is a submodule that is checked out.</summary>
    public bool IsSubmodule(ReadOnlySpan<byte> path) => Submodules.Count > 0 && Submodules.ContainsKey(TreePath.FromBytes(path));

    /// <summary>The line outside the workspace that decides about a path; null where none speaks of it.</summary>
    /// <param name="repository">The path of the repository that the path is in: empty, or a submodule's.</param>
    /// <param name="path">The path from there.</param>
    /// <param name="isFolder">Whether it is a folder.</param>
    /// <param name="file">What a person calls the ignore file.</param>
    public IgnorePattern? Find(ReadOnlySpan<byte> repository, ReadOnlySpan<byte> path, bool isFolder, out string file)
    {
        IReadOnlyList<OutsideRules> all = repository.IsEmpty ? Rules : Submodules[TreePath.FromBytes(repository)];
        for (int index = 0; index < all.Count; index++)
        {
            if (all[index].Find(path, isFolder) is { } line)
            {
                file = all[index].Name;
                return line;
            }
        }

        file = "";
        return null;
    }
}
