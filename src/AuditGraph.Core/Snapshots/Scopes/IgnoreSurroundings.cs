namespace AuditGraph.Core.Snapshots.Scopes;

/// <summary>
/// What the repository around a workspace adds to its own <c>.gitignore</c> files: ignore files elsewhere, and the files
/// that git tracks, which none of them speaks of (gitignore(5)).
/// </summary>
/// <param name="Rules">
/// Ignore files that are not in the workspace, the one that counts most first, each with the workspace's path from the
/// folder that its patterns start from: empty, or with a slash at the end.
/// </param>
/// <param name="IgnoresRoot">Whether one of them ignores the workspace itself, so that in it only what is tracked counts.</param>
/// <param name="Tracked">The files that are tracked, or null where that is not known.</param>
/// <param name="Notes">Which ignore files could not be read; sentences for the report.</param>
internal sealed record IgnoreSurroundings(
    IReadOnlyList<(IgnoreRules Rules, byte[] Prefix)> Rules, bool IgnoresRoot, TrackedPaths? Tracked, IReadOnlyList<string> Notes)
{
    /// <summary>None.</summary>
    public static IgnoreSurroundings None { get; } = new([], false, null, []);

    /// <summary>Whether an ignore file outside the workspace, the one that counts most first, says to ignore a path.</summary>
    public bool IsIgnored(ReadOnlySpan<byte> path, bool isFolder)
    {
        foreach ((IgnoreRules rules, byte[] prefix) in Rules)
        {
            bool? decision = prefix.Length == 0 ? rules.Decide(path, isFolder) : rules.Decide([.. prefix, .. path], isFolder);
            if (decision is { } ignored)
            {
                return ignored;
            }
        }

        return false;
    }
}
