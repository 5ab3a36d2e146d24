using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Snapshots.Scopes;

/// <summary>The paths that git tracks, and the folders they are in.</summary>
internal sealed class TrackedPaths
{
    private readonly HashSet<TreePath> files = [];

    private readonly HashSet<TreePath> folders = [];

    /// <summary>Takes a path in.</summary>
    public void Add(ReadOnlySpan<byte> path)
    {
        files.Add(TreePath.FromBytes(path));
        for (int slash; (slash = path.LastIndexOf((byte)'/')) >= 0;)
        {
            path = path[..slash];
            if (!folders.Add(TreePath.FromBytes(path)))
            {
                return;
            }
        }
    }

    /// <summary>Whether a file, or something in a folder, is tracked.</summary>
    public bool Contains(ReadOnlySpan<byte> path, bool isFolder) =>
        isFolder ? folders.Contains(TreePath.FromBytes(path)) : files.Contains(TreePath.FromBytes(path));
}
