using AuditGraph.Core.Canonical;
using AuditGraph.Core.Snapshots.Scopes;

namespace AuditGraph.Core.Snapshots.Trees;

/// <summary>
/// Takes some paths from one tree and all others from another. Folders that are the same in both are taken over by their
/// hash and not opened.
/// </summary>
/// <remarks>
/// Where one tree has a file and the other a folder of that name, what is taken wins: a folder where anything in it is
/// taken, the file where that is.
/// </remarks>
internal sealed class TreeMerge
{
    private readonly SnapshotTree basis;
    private readonly SnapshotTree taken;
    private readonly PathSelection selection;
    private readonly bool isFacts;

    private TreeMerge(SnapshotTree basis, SnapshotTree taken, PathSelection selection, bool isFacts)
    {
        this.basis = basis;
        this.taken = taken;
        this.selection = selection;
        this.isFacts = isFacts;
    }

    /// <summary>A tree in which what is selected is as in one tree, and all else as in another.</summary>
    /// <param name="basis">The other tree.</param>
    /// <param name="taken">The tree that has what is selected.</param>
    /// <param name="selection">What is taken from it: added, changed or gone.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="AuditEvidenceException">A node is missing or corrupt.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static SnapshotTree Apply(SnapshotTree basis, SnapshotTree taken, PathSelection selection, CancellationToken cancellation) =>
        new TreeMerge(basis, taken, selection, isFacts: false).Run(cancellation);

    /// <summary>
    /// The same of maps of <see cref="EntryFacts"/>. A folder's own are taken where it is selected or new.
    /// </summary>
    /// <inheritdoc cref="Apply" path="/*[not(self::summary)]"/>
    public static SnapshotTree ApplyToFacts(SnapshotTree basis, SnapshotTree taken, PathSelection selection, CancellationToken cancellation) =>
        new TreeMerge(basis, taken, selection, isFacts: true).Run(cancellation);

    private SnapshotTree Run(CancellationToken cancellation)
    {
        // Not by recursion: folders may be nested deeper than a thread's stack is.
        var nodes = new MemoryNodes(new JoinedNodes(basis.Nodes, taken.Nodes));
        var open = new Stack<OpenFolder>();
        open.Push(new OpenFolder(default, nodes.Read(basis.Root), nodes.Read(taken.Root), null));
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            OpenFolder folder = open.Peek();
            if (Advance(folder) is { } child)
            {
                open.Push(new OpenFolder(child.Path, Read(nodes, child.Basis), Read(nodes, child.Taken), child.FileInPlace));
                continue;
            }

            open.Pop();
            TreeNodeWriter writer = folder.Writer;
            ContentHash hash = nodes.Add(writer.Node);
            if (open.Count == 0)
            {
                return new SnapshotTree(hash, writer.Files, writer.Bytes, nodes);
            }

            if (!folder.IsEmpty)
            {
                open.Peek().Writer.AddDirectory(folder.Path.Name, hash, writer.Files, writer.Bytes);
            }
            else if (folder.FileInPlace is { } file)
            {
                open.Peek().AddFrom(file);
            }
        }
    }

    private static ReadOnlyMemory<byte> Read(MemoryNodes nodes, ContentHash? hash) => hash is { } at ? nodes.Read(at) : TreeNodeWriter.Empty;

    /// <summary>Merges entries, up to the next folder to look into.</summary>
    /// <returns>That folder, or null at the end.</returns>
    private ChildFolder? Advance(OpenFolder folder)
    {
        var old = new TreeNodeReader(folder.Basis.Span, folder.BasisPosition);
        var current = new TreeNodeReader(folder.Taken.Span, folder.TakenPosition);
        bool hasOld = old.MoveNext();
        bool hasCurrent = current.MoveNext();
        while (hasOld || hasCurrent)
        {
            int order = !hasOld ? 1 : !hasCurrent ? -1 : old.Current.Name.SequenceCompareTo(current.Current.Name);
            int at = folder.BasisPosition;
            folder.BasisPosition = order <= 0 ? old.Position : folder.BasisPosition;
            folder.TakenPosition = order >= 0 ? current.Position : folder.TakenPosition;
            if (Merge(folder, order <= 0 ? old.Current : default, order >= 0 ? current.Current : default, at) is { } child)
            {
                return child;
            }

            hasOld = order <= 0 ? old.MoveNext() : hasOld;
            hasCurrent = order >= 0 ? current.MoveNext() : hasCurrent;
        }

        return null;
    }

    /// <summary>Merges what the two trees have of one name; an entry of no kind is none.</summary>
    private ChildFolder? Merge(OpenFolder folder, in TreeEntry old, in TreeEntry current, int at)
    {
        ReadOnlySpan<byte> name = old.Kind == TreeEntryKind.None ? current.Name : old.Name;
        TreePath path = folder.Path.Append(name);
        if (isFacts && name.SequenceEqual(EntryFacts.NameOfFolder))
        {
            bool isTaken = old.Kind == TreeEntryKind.None
                || (current.Kind != TreeEntryKind.None && selection.Contains(folder.Path, isFolder: true));
            folder.Writer.Add(isTaken ? current : old);
            folder.OwnFacts = 1;
        }
        else if (old.Encoded.SequenceEqual(current.Encoded))
        {
            folder.Writer.Add(current);
        }
        else if (current.IsDirectory)
        {
            bool keepsFile = old.Kind != TreeEntryKind.None && !old.IsDirectory && !selection.Contains(path);
            return new ChildFolder(path, old.IsDirectory ? old.Hash : null, current.Hash, keepsFile ? at : null);
        }
        else if (selection.Contains(path) && current.Kind != TreeEntryKind.None)
        {
            folder.Writer.Add(current);
        }
        else if (old.IsDirectory)
        {
            return new ChildFolder(path, old.Hash, null, null);
        }
        else if (old.Kind != TreeEntryKind.None && !selection.Contains(path))
        {
            folder.Writer.Add(old);
        }

        return null;
    }

    private sealed record ChildFolder(TreePath Path, ContentHash? Basis, ContentHash? Taken, int? FileInPlace);

    /// <summary>A folder that is being merged, up to some entry of either tree.</summary>
    private sealed class OpenFolder(
        TreePath path, ReadOnlyMemory<byte> basis, ReadOnlyMemory<byte> taken, int? fileInPlace)
    {
        public TreePath Path { get; } = path;

        public ReadOnlyMemory<byte> Basis { get; } = basis;

        public ReadOnlyMemory<byte> Taken { get; } = taken;

        /// <summary>
        /// Where in the node above the file stands that stays if nothing is taken of this folder; null where none
        /// does.
        /// </summary>
        public int? FileInPlace { get; } = fileInPlace;

        public int BasisPosition { get; set; } = TreeNodeWriter.Magic.Length;

        public int TakenPosition { get; set; } = TreeNodeWriter.Magic.Length;

        public TreeNodeWriter Writer { get; } = new();

        /// <summary>How many entries are the folder's own facts, for the sake of which there is no folder.</summary>
        public int OwnFacts { get; set; }

        public bool IsEmpty => Writer.Files == OwnFacts;

        /// <summary>Adds the entry of the basis that stands at a position.</summary>
        public void AddFrom(int position)
        {
            var entries = new TreeNodeReader(Basis.Span, position);
            entries.MoveNext();
            Writer.Add(entries.Current);
        }
    }
}
