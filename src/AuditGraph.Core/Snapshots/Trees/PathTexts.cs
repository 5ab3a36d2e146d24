using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Snapshots.Trees;

/// <summary>
/// A map from paths to texts in the form of a tree, in which each path is a link whose target is the text: what a
/// snapshot has to remember beside files is stored, shared and kept as its tree is.
/// </summary>
internal static class PathTexts
{
    /// <summary>The map.</summary>
    /// <exception cref="ArgumentException">A path is given twice, or is above another one.</exception>
    public static SnapshotTree Build(IReadOnlyCollection<KeyValuePair<TreePath, byte[]>> texts)
    {
        var builder = new TreeBuilder();
        foreach ((TreePath path, byte[] text) in texts)
        {
            builder.AddLink(path.Bytes, text);
        }

        return builder.Build();
    }

    /// <summary>Reads a map.</summary>
    /// <exception cref="AuditEvidenceException">A node is missing or corrupt, or the tree is no map.</exception>
    public static Dictionary<TreePath, byte[]> Read(in ContentHash root, INodeSource nodes)
    {
        var texts = new Dictionary<TreePath, byte[]>();
        var pending = new Stack<KeyValuePair<TreePath, ContentHash>>();
        pending.Push(new(default, root));
        while (pending.TryPop(out KeyValuePair<TreePath, ContentHash> folder))
        {
            var entries = new TreeNodeReader(nodes.Read(folder.Value).Span);
            while (entries.MoveNext())
            {
                TreePath path = folder.Key.Append(entries.Current.Name);
                if (entries.Current.IsDirectory)
                {
                    pending.Push(new(path, entries.Current.Hash));
                }
                else
                {
                    texts[path] = entries.Current.Target.ToArray();
                }
            }
        }

        return texts;
    }
}
