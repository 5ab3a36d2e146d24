using System.Text;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Snapshots.Scopes;

/// <summary>
/// Which paths some patterns mean, each a line of a gitignore file. The last one that matches a file or a folder that it
/// is in decides, so that <c>!</c> takes back what stands in a folder, too.
/// </summary>
internal sealed class PathSelection
{
    private readonly IgnorePattern[] patterns;

    /// <summary>Makes a selection.</summary>
    /// <param name="lines">The patterns; none mean everything.</param>
    public PathSelection(ValueList<string> lines)
    {
        IsEverything = lines.Count == 0;
        patterns = [.. lines.Select(line => IgnorePattern.Parse(Encoding.UTF8.GetBytes(line))).OfType<IgnorePattern>()];
    }

    /// <summary>Whether everything is meant.</summary>
    public bool IsEverything { get; }

    /// <summary>Whether a path is meant.</summary>
    /// <param name="path">The path.</param>
    /// <param name="isFolder">Whether it is a folder.</param>
    public bool Contains(TreePath path, bool isFolder = false) =>
        IsEverything || Array.FindLast(patterns, pattern => Speaks(pattern, path.Bytes, isFolder)) is { IsNegated: false };

    /// <summary>Whether a path is meant, or something that may be below it.</summary>
    /// <param name="path">The path.</param>
    /// <param name="isFolder">Whether it is a folder.</param>
    public bool Touches(TreePath path, bool isFolder) =>
        Contains(path, isFolder)
        || (isFolder && Array.Exists(patterns, pattern => !pattern.IsNegated && pattern.MayMatchBelow(path.Bytes)));

    /// <summary>
    /// The patterns, but those that take back, that match nothing in any of some trees, in their order.
    /// </summary>
    /// <param name="trees">The trees.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="AuditEvidenceException">A node is missing or corrupt.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public IReadOnlyList<string> FindIdle(IEnumerable<SnapshotTree> trees, CancellationToken cancellation)
    {
        List<IgnorePattern> idle = [.. patterns.Where(pattern => !pattern.IsNegated)];
        foreach (SnapshotTree tree in trees)
        {
            RemoveMatching(idle, tree, cancellation);
        }

        return [.. idle.Select(pattern => Encoding.UTF8.GetString(pattern.Line))];
    }

    private static void RemoveMatching(List<IgnorePattern> idle, SnapshotTree tree, CancellationToken cancellation)
    {
        var pending = new Stack<(TreePath Path, SnapshotTree Folder)>();
        pending.Push((default, tree));
        while (idle.Count > 0 && pending.TryPop(out (TreePath Path, SnapshotTree Folder) at))
        {
            cancellation.ThrowIfCancellationRequested();
            var entries = new TreeNodeReader(at.Folder.Nodes.Read(at.Folder.Root).Span);
            while (entries.MoveNext())
            {
                TreePath path = at.Path.Append(entries.Current.Name);
                bool isFolder = entries.Current.Kind is TreeEntryKind.Directory or TreeEntryKind.UnseenDirectory;
                idle.RemoveAll(pattern => pattern.IsMatch(path.Bytes, isFolder));
                if (entries.Current.IsDirectory)
                {
                    pending.Push((path, at.Folder with { Root = entries.Current.Hash }));
                }
            }
        }
    }

    private static bool Speaks(IgnorePattern pattern, ReadOnlySpan<byte> path, bool isFolder)
    {
        for (int slash = 0; (slash = NextSlash(path, slash)) >= 0; slash++)
        {
            if (pattern.IsMatch(path[..slash], isFolder: true))
            {
                return true;
            }
        }

        return pattern.IsMatch(path, isFolder);
    }

    private static int NextSlash(ReadOnlySpan<byte> path, int from)
    {
        int slash = path[from..].IndexOf((byte)'/');
        return slash < 0 ? -1 : from + slash;
    }
}
