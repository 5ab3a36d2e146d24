using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Snapshots.Trees;

/// <summary>A file or link of a tree.</summary>
/// <param name="Path">Where it is, from the tree's root.</param>
/// <param name="Kind">What it is; also one that is there and was not seen.</param>
/// <param name="Bytes">Its size; of a link the length of its target.</param>
/// <param name="Hash">Of a file the SHA-256 of its content.</param>
/// <param name="Target">Of a link where it leads, as it is written; else empty.</param>
internal sealed record TreeFile(TreePath Path, TreeEntryKind Kind, long Bytes, ContentHash Hash, TreePath Target)
{
    /// <summary>Whether it is a regular file that was seen.</summary>
    public bool IsFile => Kind is TreeEntryKind.File or TreeEntryKind.Executable;

    /// <summary>All that is in a folder of a tree and no folder with a node itself, sorted by path.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="folder">The folder, or the tree's root.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="AuditEvidenceException">A node is missing or corrupt.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static List<TreeFile> ListBelow(SnapshotTree tree, TreePath folder, CancellationToken cancellation)
    {
        var files = new List<TreeFile>();
        SnapshotTree part = folder.Bytes.IsEmpty ? tree : TreeLookup.Below(tree, folder);
        var pending = new Stack<(TreePath Path, ContentHash Node)>([(folder, part.Root)]);
        while (pending.TryPop(out (TreePath Path, ContentHash Node) next))
        {
            cancellation.ThrowIfCancellationRequested();
            var entries = new TreeNodeReader(part.Nodes.Read(next.Node).Span);
            while (entries.MoveNext())
            {
                TreeEntry entry = entries.Current;
                TreePath path = next.Path.Append(entry.Name);
                if (entry.IsDirectory)
                {
                    pending.Push((path, entry.Hash));
                }
                else
                {
                    files.Add(new TreeFile(
                        path, entry.Kind, entry.Bytes, entry.Hash, TreePath.FromBytes(entry.Target)));
                }
            }
        }

        files.Sort((one, other) => one.Path.CompareTo(other.Path));
        return files;
    }
}
