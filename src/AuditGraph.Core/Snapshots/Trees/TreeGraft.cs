namespace AuditGraph.Core.Snapshots.Trees;

/// <summary>Puts submodules in the place of the folders that they are checked out in.</summary>
internal static class TreeGraft
{
    /// <summary>A tree in which each of some paths, and all below it, is one entry.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="submodules">The paths, and the text of each entry. None is below another, or below a file.</param>
    /// <exception cref="AuditEvidenceException">A node is missing or corrupt.</exception>
    public static SnapshotTree Apply(SnapshotTree tree, IReadOnlyDictionary<TreePath, byte[]> submodules)
    {
        if (submodules.Count == 0)
        {
            return tree;
        }

        var nodes = new MemoryNodes(tree.Nodes);
        var grafts = new Folder();
        foreach ((TreePath path, byte[] text) in submodules)
        {
            grafts.Add(path.Bytes, text);
        }

        TreeNodeWriter root = grafts.Write(tree.Nodes.Read(tree.Root), nodes);
        return new SnapshotTree(nodes.Add(root.Node), root.Files, root.Bytes, nodes);
    }

    /// <summary>A folder on the way to a submodule, by the names in it.</summary>
    private sealed class Folder
    {
        private readonly SortedDictionary<byte[], object> entries = new(Comparer<byte[]>.Create(
            static (left, right) => left.AsSpan().SequenceCompareTo(right)));

        public void Add(ReadOnlySpan<byte> path, byte[] text)
        {
            int slash = path.IndexOf((byte)'/');
            if (slash < 0)
            {
                entries[path.ToArray()] = text;
                return;
            }

            byte[] name = path[..slash].ToArray();
            if (!entries.TryGetValue(name, out object? folder))
            {
                entries.Add(name, folder = new Folder());
            }

            ((Folder)folder).Add(path[(slash + 1)..], text);
        }

        // Paths in a work tree are as deep as the system allows, so a recursion is bounded.
        public TreeNodeWriter Write(ReadOnlyMemory<byte> node, MemoryNodes nodes)
        {
            var writer = new TreeNodeWriter();
            using SortedDictionary<byte[], object>.Enumerator grafts = entries.GetEnumerator();
            bool hasGraft = grafts.MoveNext();
            var old = new TreeNodeReader(node.Span);
            bool hasOld = old.MoveNext();
            while (hasOld || hasGraft)
            {
                int order = !hasOld ? 1 : !hasGraft ? -1 : old.Current.Name.SequenceCompareTo(grafts.Current.Key);
                if (order < 0)
                {
                    writer.Add(old.Current);
                }
                else
                {
                    ReadOnlyMemory<byte> below = order == 0 && old.Current.IsDirectory ? nodes.Read(old.Current.Hash) : TreeNodeWriter.Empty;
                    WriteGraft(writer, grafts.Current, below, nodes);
                    hasGraft = grafts.MoveNext();
                }

                hasOld = order <= 0 ? old.MoveNext() : hasOld;
            }

            return writer;
        }

        private static void WriteGraft(
            TreeNodeWriter writer, KeyValuePair<byte[], object> graft, ReadOnlyMemory<byte> below, MemoryNodes nodes)
        {
            if (graft.Value is byte[] text)
            {
                writer.AddSubmodule(graft.Key, text);
                return;
            }

            TreeNodeWriter folder = ((Folder)graft.Value).Write(below, nodes);
            writer.AddDirectory(graft.Key, nodes.Add(folder.Node), folder.Files, folder.Bytes);
        }
    }
}
