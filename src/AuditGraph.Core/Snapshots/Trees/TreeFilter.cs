using AuditGraph.Core.Canonical;
using AuditGraph.Core.Snapshots.Scopes;

namespace AuditGraph.Core.Snapshots.Trees;

/// <summary>Cuts a tree down to a narrower scope, as if only that had been scanned.</summary>
internal static class TreeFilter
{
    /// <summary>The part of a tree that a scope covers.</summary>
    /// <param name="tree">The tree of a scope that <see cref="SnapshotScope.Covers">covers</see> the other.</param>
    /// <param name="scope">The narrower scope; ignore files and mount points must not matter to it.</param>
    /// <param name="cancellation">Cancels the work.</param>
    /// <exception cref="AuditEvidenceException">A node is missing or corrupt.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static SnapshotTree Apply(SnapshotTree tree, SnapshotScope scope, CancellationToken cancellation = default)
    {
        var rules = new ScopeRules(scope);
        var nodes = new MemoryNodes(tree.Nodes);
        var open = new Stack<OpenFolder>();
        open.Push(new OpenFolder(default, rules.Root, tree.Nodes.Read(tree.Root)));
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            OpenFolder folder = open.Peek();
            if (folder.Advance(rules) is { } child)
            {
                open.Push(new OpenFolder(child.Path, child.Scope, tree.Nodes.Read(child.Hash)));
                continue;
            }

            open.Pop();
            ContentHash hash = nodes.Add(folder.Writer.Node);
            if (open.Count == 0)
            {
                return new SnapshotTree(hash, folder.Writer.Files, folder.Writer.Bytes, nodes);
            }

            if (!folder.Writer.IsEmpty)
            {
                open.Peek().Writer.AddDirectory(folder.Path.Name, hash, folder.Writer.Files, folder.Writer.Bytes);
            }
        }
    }

    private readonly record struct ChildFolder(TreePath Path, ScopeFolder Scope, ContentHash Hash);

    /// <summary>A folder that is being copied, up to some entry.</summary>
    private sealed class OpenFolder(TreePath path, ScopeFolder scope, ReadOnlyMemory<byte> node)
    {
        private int position = TreeNodeWriter.Magic.Length;

        public TreePath Path { get; } = path;

        public TreeNodeWriter Writer { get; } = new();

        /// <summary>Copies what belongs to the scope, up to the next folder to look into.</summary>
        /// <returns>That folder, or null at the end.</returns>
        public ChildFolder? Advance(ScopeRules rules)
        {
            var entries = new TreeNodeReader(node.Span, position);
            while (entries.MoveNext())
            {
                TreeEntry entry = entries.Current;
                bool isFolder = entry.Kind is TreeEntryKind.Directory or TreeEntryKind.UnseenDirectory;
                TreePath entryPath = Path.Append(entry.Name);
                ScopeDecision decision = rules.Decide(scope, entryPath.Bytes, entryPath.Bytes.Length - entry.Name.Length, isFolder);
                if (decision is ScopeDecision.LeaveOut or ScopeDecision.Reserved)
                {
                    continue;
                }

                if (entry.IsDirectory)
                {
                    position = entries.Position;
                    return new ChildFolder(entryPath, scope.Child(entryPath.Bytes.Length, decision), entry.Hash);
                }

                Writer.Add(entry);
            }

            position = node.Length;
            return null;
        }
    }
}
