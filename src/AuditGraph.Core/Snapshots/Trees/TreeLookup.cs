namespace AuditGraph.Core.Snapshots.Trees;

/// <summary>Finds single paths in a tree.</summary>
internal static class TreeLookup
{
    /// <summary>The part of a tree below a folder; an empty one where there is no such folder.</summary>
    /// <exception cref="AuditEvidenceException">A node is missing or corrupt.</exception>
    public static SnapshotTree Below(SnapshotTree tree, TreePath folder)
    {
        SnapshotTree found = tree;
        foreach (Range part in folder.Bytes.Split((byte)'/'))
        {
            found = FindFolder(found, folder.Bytes[part]) ?? new TreeBuilder().Build();
        }

        return found;
    }

    private static SnapshotTree? FindFolder(SnapshotTree tree, ReadOnlySpan<byte> name)
    {
        var entries = new TreeNodeReader(tree.Nodes.Read(tree.Root).Span);
        while (entries.MoveNext())
        {
            if (entries.Current.IsDirectory && entries.Current.Name.SequenceEqual(name))
            {
                return new SnapshotTree(entries.Current.Hash, entries.Current.Files, entries.Current.Bytes, tree.Nodes);
            }
        }

        return null;
    }
}
