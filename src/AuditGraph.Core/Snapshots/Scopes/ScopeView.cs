using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Snapshots.Scopes;

/// <summary>What a scope says of any path, together with the ignore files that there were or are.</summary>
/// <param name="rules">The scope.</param>
/// <param name="ignoreFiles">The content of each ignore file by its path.</param>
internal sealed class ScopeView(ScopeRules rules, IReadOnlyDictionary<TreePath, byte[]> ignoreFiles)
{
    private readonly Dictionary<TreePath, JudgedFolder> folders = [];

    /// <summary>The rule by which a path, or a folder that it is in, does not belong to the scope; null where it does.</summary>
    /// <param name="path">The path from the root.</param>
    /// <param name="isFolder">Whether it is a folder.</param>
    public string? FindRuleAgainst(TreePath path, bool isFolder)
    {
        ReadOnlySpan<byte> bytes = path.Bytes;
        JudgedFolder above = Judge(null, default);
        int start = 0;
        for (int slash; (slash = bytes[start..].IndexOf((byte)'/')) >= 0;)
        {
            above = Judge(above, bytes[..(start + slash)]);
            start += slash + 1;
        }

        return above.Rule ?? rules.DescribeRuleAgainst(above.Scope, bytes, start, isFolder);
    }

    private JudgedFolder Judge(JudgedFolder? above, ReadOnlySpan<byte> path)
    {
        var key = TreePath.FromBytes(path);
        if (folders.TryGetValue(key, out JudgedFolder? known))
        {
            return known;
        }

        JudgedFolder judged;
        if (above is null)
        {
            judged = new JudgedFolder(WithIgnoreFile(rules.Root, key), null);
        }
        else
        {
            int nameStart = path.LastIndexOf((byte)'/') + 1;
            judged = above.Rule is not null ? above
                : rules.DescribeRuleAgainst(above.Scope, path, nameStart, isFolder: true) is { } rule ? above with { Rule = rule }
                : new JudgedFolder(WithIgnoreFile(above.Scope.Child(path.Length, rules.Decide(above.Scope, path, nameStart, isFolder: true)), key), null);
        }

        folders.Add(key, judged);
        return judged;
    }

    private ScopeFolder WithIgnoreFile(ScopeFolder folder, TreePath path) =>
        rules.ReadsIgnoreFiles && ignoreFiles.TryGetValue(path.Append(".gitignore"u8), out byte[]? content) ? folder.WithIgnoreFile(content) : folder;

    /// <summary>A folder, and the rule by which it does not belong to the scope, or null.</summary>
    private sealed record JudgedFolder(ScopeFolder Scope, string? Rule);
}
