using AuditGraph.Core.Snapshots.Scopes;

namespace AuditGraph.Core.Git;

/// <summary>Decides by a scope's patterns what of a commit belongs to it, path by path.</summary>
/// <remarks>Paths are best given in their order, since the decisions about the folders of the last one are kept.</remarks>
internal sealed class GitScope
{
    private readonly ScopeRules rules;

    private readonly byte[] prefix;

    private readonly List<OpenFolder> open = [];

    private byte[] previous = [];

    /// <summary>A scope's patterns.</summary>
    /// <param name="scope">The scope; its ignore files and mount points are no part of a commit.</param>
    /// <param name="prefix">What stands before every path, for a repository in a folder of the scope: empty, or with a slash at the end.</param>
    public GitScope(SnapshotScope scope, byte[] prefix)
    {
        rules = new ScopeRules(new SnapshotScope { Include = scope.Include, Exclude = scope.Exclude });
        this.prefix = prefix;
    }

    /// <summary>What the scope says of a path; <see cref="ScopeDecision.Enter"/> only of a folder, as a submodule is one.</summary>
    public ScopeDecision Decide(byte[] relative, bool isFolder)
    {
        byte[] path = [.. prefix, .. relative];
        int same = path.AsSpan().CommonPrefixLength(previous);
        while (open.Count > 0 && open[^1].Length >= same)
        {
            open.RemoveAt(open.Count - 1);
        }

        previous = path;
        int start = open.Count == 0 ? 0 : open[^1].Length + 1;
        for (int slash; (slash = path.AsSpan(start).IndexOf((byte)'/')) >= 0; start += slash + 1)
        {
            ScopeFolder above = open.Count == 0 ? rules.Root : open[^1].Scope;
            int length = start + slash;
            ScopeDecision decision = open.Count > 0 && IsOut(open[^1].Decision)
                ? open[^1].Decision
                : rules.Decide(above, path.AsSpan(0, length), start, isFolder: true);
            open.Add(new OpenFolder(length, above.Child(length, decision), decision));
        }

        return open.Count > 0 && IsOut(open[^1].Decision)
            ? open[^1].Decision
            : rules.Decide(open.Count == 0 ? rules.Root : open[^1].Scope, path, start, isFolder);
    }

    /// <summary>Whether a decision leaves something out.</summary>
    public static bool IsOut(ScopeDecision decision) => decision is ScopeDecision.LeaveOut or ScopeDecision.Reserved;

    private sealed record OpenFolder(int Length, ScopeFolder Scope, ScopeDecision Decision);
}
