using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Snapshots.Trees;

/// <summary>What was known before of something that was not seen.</summary>
internal enum FormerState
{
    /// <summary>What it was.</summary>
    Known,

    /// <summary>That it was not there.</summary>
    Absent,

    /// <summary>Nothing.</summary>
    Unknown,
}

/// <summary>Something that was not seen.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Former">What was known of it before.</param>
internal sealed record FilledEntry(TreePath Path, FormerState Former);

/// <summary>Puts what was known before in the place of what was not seen.</summary>
/// <remarks>
/// Of a folder that cannot be looked into for a while all that is below is taken over as it was, and compared with what
/// is there as soon as it can be looked into again. What was known not to be there is left out, so that it then counts
/// as added. Only folders on the way to something unseen are opened; the others are taken over by their hash.
/// </remarks>
internal static class TreeFill
{
    /// <summary>Fills a tree.</summary>
    /// <param name="seen">The tree.</param>
    /// <param name="unseen">What in it may be unseen; other paths do no harm.</param>
    /// <param name="last">What was known before.</param>
    /// <param name="knowsAbsence">Whether what is not in that was not there; if not, nothing was known of it.</param>
    /// <param name="filled">What was not seen.</param>
    /// <exception cref="AuditEvidenceException">A node is missing or corrupt.</exception>
    public static SnapshotTree Apply(
        SnapshotTree seen, IEnumerable<TreePath> unseen, SnapshotTree last, bool knowsAbsence, out IReadOnlyList<FilledEntry> filled)
    {
        HashSet<TreePath> above = FoldersAbove(unseen);
        var nodes = new MemoryNodes(new JoinedNodes(seen.Nodes, last.Nodes));
        var found = new List<FilledEntry>();
        var open = new Stack<OpenFolder>();
        open.Push(new OpenFolder(default, seen.Nodes.Read(seen.Root), last.Nodes.Read(last.Root)));
        while (true)
        {
            OpenFolder folder = open.Peek();
            if (folder.Advance(above, knowsAbsence, found) is { } child)
            {
                open.Push(new OpenFolder(child.Path, seen.Nodes.Read(child.Seen), child.Last is { } hash ? last.Nodes.Read(hash) : TreeNodeWriter.Empty));
                continue;
            }

            open.Pop();
            ContentHash node = nodes.Add(folder.Writer.Node);
            if (open.Count == 0)
            {
                filled = found;
                return new SnapshotTree(node, folder.Writer.Files, folder.Writer.Bytes, nodes);
            }

            if (!folder.Writer.IsEmpty)
            {
                open.Peek().Writer.AddDirectory(folder.Path.Name, node, folder.Writer.Files, folder.Writer.Bytes);
            }
        }
    }

    /// <summary>Every path of a tree that was not seen.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="counts">Chooses among them by the path and by whether it is a folder; null for all.</param>
    /// <exception cref="AuditEvidenceException">A node is missing or corrupt.</exception>
    public static IReadOnlyList<TreePath> FindUnseen(SnapshotTree tree, Func<TreePath, bool, bool>? counts = null)
    {
        var found = new List<TreePath>();
        var pending = new Stack<ChildFolder>();
        pending.Push(new ChildFolder(default, tree.Root, null));
        while (pending.TryPop(out ChildFolder? folder))
        {
            var entries = new TreeNodeReader(tree.Nodes.Read(folder.Seen).Span);
            while (entries.MoveNext())
            {
                if (entries.Current.IsDirectory)
                {
                    pending.Push(new ChildFolder(folder.Path.Append(entries.Current.Name), entries.Current.Hash, null));
                }
                else if (entries.Current.IsUnseen && folder.Path.Append(entries.Current.Name) is var path
                    && counts?.Invoke(path, entries.Current.Kind == TreeEntryKind.UnseenDirectory) != false)
                {
                    found.Add(path);
                }
            }
        }

        return found;
    }

    private static HashSet<TreePath> FoldersAbove(IEnumerable<TreePath> paths)
    {
        var above = new HashSet<TreePath>();
        foreach (TreePath path in paths)
        {
            ReadOnlySpan<byte> bytes = path.Bytes;
            for (int slash = bytes.LastIndexOf((byte)'/'); slash > 0; slash = bytes[..slash].LastIndexOf((byte)'/'))
            {
                if (!above.Add(TreePath.FromBytes(bytes[..slash])))
                {
                    break;
                }
            }
        }

        return above;
    }

    private sealed record ChildFolder(TreePath Path, ContentHash Seen, ContentHash? Last);

    /// <summary>A folder that is being copied, up to some entry.</summary>
    private sealed class OpenFolder(TreePath path, ReadOnlyMemory<byte> seen, ReadOnlyMemory<byte> last)
    {
        private int position = TreeNodeWriter.Magic.Length;
        private int lastPosition = TreeNodeWriter.Magic.Length;

        public TreePath Path { get; } = path;

        public TreeNodeWriter Writer { get; } = new();

        /// <summary>Copies entries, up to the next folder to look into.</summary>
        /// <returns>That folder, or null at the end.</returns>
        public ChildFolder? Advance(HashSet<TreePath> above, bool knowsAbsence, List<FilledEntry> filled)
        {
            var entries = new TreeNodeReader(seen.Span, position);
            var lastEntries = new TreeNodeReader(last.Span, lastPosition);
            bool hasLast = lastEntries.MoveNext();
            while (entries.MoveNext())
            {
                TreeEntry entry = entries.Current;
                int order = -1;
                while (hasLast && (order = lastEntries.Current.Name.SequenceCompareTo(entry.Name)) < 0)
                {
                    lastPosition = lastEntries.Position;
                    hasLast = lastEntries.MoveNext();
                }

                bool isKnown = hasLast && order == 0;
                if (entry.IsUnseen)
                {
                    Fill(entry, isKnown ? lastEntries.Current : default, isKnown, knowsAbsence, filled);
                    continue;
                }

                if (entry.IsDirectory && Path.Append(entry.Name) is var child && above.Contains(child))
                {
                    position = entries.Position;
                    return new ChildFolder(child, entry.Hash, isKnown && lastEntries.Current.IsDirectory ? lastEntries.Current.Hash : null);
                }

                Writer.Add(entry);
            }

            position = seen.Length;
            return null;
        }

        private void Fill(in TreeEntry entry, in TreeEntry former, bool isKnown, bool knowsAbsence, List<FilledEntry> filled)
        {
            FormerState state = isKnown ? former.IsUnseen ? FormerState.Unknown : FormerState.Known
                : knowsAbsence ? FormerState.Absent
                : FormerState.Unknown;
            if (state == FormerState.Unknown)
            {
                Writer.Add(entry);
            }
            else if (state == FormerState.Known)
            {
                Writer.Add(former);
            }

            filled.Add(new FilledEntry(Path.Append(entry.Name), state));
        }
    }
}
