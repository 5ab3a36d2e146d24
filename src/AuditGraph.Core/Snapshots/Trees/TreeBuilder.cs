using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Snapshots.Trees;

/// <summary>
/// Builds a tree in memory from files given by their paths in any order, so that content from elsewhere (a commit,
/// an archive) can be compared with a snapshot.
/// </summary>
internal sealed class TreeBuilder
{
    private readonly List<Leaf> leaves = [];

    /// <summary>Adds a file.</summary>
    /// <param name="path">Its path's bytes, with <c>/</c> between the names.</param>
    /// <param name="executable">Whether its owner may execute it.</param>
    /// <param name="size">Its size in bytes.</param>
    /// <param name="hash">The SHA-256 of its content.</param>
    /// <exception cref="ArgumentException">The path is not a plain relative one.</exception>
    public void AddFile(ReadOnlySpan<byte> path, bool executable, long size, in ContentHash hash) =>
        Add(new Leaf(Checked(path), executable ? TreeEntryKind.Executable : TreeEntryKind.File, size, hash, null));

    /// <summary>Adds a symbolic link.</summary>
    /// <param name="path">Its path's bytes, with <c>/</c> between the names.</param>
    /// <param name="target">Its target's bytes.</param>
    /// <exception cref="ArgumentException">The path is not a plain relative one.</exception>
    public void AddLink(ReadOnlySpan<byte> path, ReadOnlySpan<byte> target) =>
        Add(new Leaf(Checked(path), TreeEntryKind.Link, target.Length, default, target.ToArray()));

    /// <summary>Adds a submodule.</summary>
    /// <param name="path">Its path's bytes, with <c>/</c> between the names.</param>
    /// <param name="commit">Its commit's id as text.</param>
    /// <exception cref="ArgumentException">The path is not a plain relative one.</exception>
    public void AddSubmodule(ReadOnlySpan<byte> path, ReadOnlySpan<byte> commit) =>
        Add(new Leaf(Checked(path), TreeEntryKind.Submodule, commit.Length, default, commit.ToArray()));

    /// <summary>Adds a file that is there but not seen, so that nothing is claimed about it.</summary>
    /// <param name="path">Its path's bytes, with <c>/</c> between the names.</param>
    /// <exception cref="ArgumentException">The path is not a plain relative one.</exception>
    public void AddUnseen(ReadOnlySpan<byte> path) => Add(new Leaf(Checked(path), TreeEntryKind.UnseenFile, 0, default, null));

    /// <summary>The tree of all that was added.</summary>
    /// <exception cref="ArgumentException">One path was added twice, or is also a folder of another.</exception>
    public SnapshotTree Build()
    {
        leaves.Sort(static (left, right) => Compare(left.Path, right.Path));
        var nodes = new MemoryNodes();
        var open = new List<OpenFolder> { new(0) };
        byte[] previous = [];
        foreach (Leaf leaf in leaves)
        {
            int shared = SharedFolder(previous, leaf.Path);
            while (open[^1].PathLength > shared)
            {
                Close(open, nodes, previous);
            }

            RefuseConflict(previous, leaf.Path);
            for (int slash = NextSlash(leaf.Path, shared); slash >= 0; slash = NextSlash(leaf.Path, slash + 1))
            {
                open.Add(new OpenFolder(slash + 1));
            }

            Write(open[^1].Writer, leaf, leaf.Path.AsSpan(open[^1].PathLength));
            previous = leaf.Path;
        }

        while (open.Count > 1)
        {
            Close(open, nodes, previous);
        }

        TreeNodeWriter root = open[0].Writer;
        return new SnapshotTree(nodes.Add(root.Node), root.Files, root.Bytes, nodes);
    }

    private void Add(Leaf leaf) => leaves.Add(leaf);

    private static byte[] Checked(ReadOnlySpan<byte> path)
    {
        foreach (Range part in path.Split((byte)'/'))
        {
            if (!TreeNodeReader.IsName(path[part]))
            {
                throw new ArgumentException($"'{EscapedText.Escape(path)}' is not a plain relative path.", nameof(path));
            }
        }

        return path.ToArray();
    }

    private static void Write(TreeNodeWriter writer, Leaf leaf, ReadOnlySpan<byte> name)
    {
        switch (leaf.Kind)
        {
            case TreeEntryKind.Link:
                writer.AddLink(name, leaf.Target);
                break;
            case TreeEntryKind.Submodule:
                writer.AddSubmodule(name, leaf.Target);
                break;
            case TreeEntryKind.UnseenFile:
                writer.AddUnseen(name, directory: false);
                break;
            default:
                writer.AddFile(name, leaf.Kind == TreeEntryKind.Executable, leaf.Size, leaf.Hash);
                break;
        }
    }

    private static void Close(List<OpenFolder> open, MemoryNodes nodes, byte[] path)
    {
        OpenFolder folder = open[^1];
        open.RemoveAt(open.Count - 1);
        ReadOnlySpan<byte> name = path.AsSpan(open[^1].PathLength..(folder.PathLength - 1));
        open[^1].Writer.AddDirectory(name, nodes.Add(folder.Writer.Node), folder.Writer.Files, folder.Writer.Bytes);
    }

    // Names are ordered folder by folder, which is the order of whole paths with '/' below every other byte.
    private static int Compare(byte[] left, byte[] right)
    {
        int same = left.AsSpan().CommonPrefixLength(right);
        if (same == left.Length || same == right.Length)
        {
            return left.Length.CompareTo(right.Length);
        }

        int first = left[same] == '/' ? -1 : left[same];
        int second = right[same] == '/' ? -1 : right[same];
        return first.CompareTo(second);
    }

    private static void RefuseConflict(byte[] previous, byte[] path)
    {
        if (previous.Length > 0
            && path.AsSpan().StartsWith(previous)
            && (path.Length == previous.Length || path[previous.Length] == '/'))
        {
            throw new ArgumentException($"'{EscapedText.Escape(previous)}' was added twice, or as a file and a folder.");
        }
    }

    private static int SharedFolder(byte[] left, byte[] right)
    {
        int same = left.AsSpan().CommonPrefixLength(right);
        return left.AsSpan(0, same).LastIndexOf((byte)'/') + 1;
    }

    private static int NextSlash(byte[] path, int from)
    {
        int slash = path.AsSpan(from).IndexOf((byte)'/');
        return slash < 0 ? -1 : from + slash;
    }

    private sealed record Leaf(byte[] Path, TreeEntryKind Kind, long Size, ContentHash Hash, byte[]? Target);

    /// <summary>A folder whose entries are being added; its path is the first bytes of the path at hand, with the slash.</summary>
    private sealed class OpenFolder(int pathLength)
    {
        public int PathLength { get; } = pathLength;

        public TreeNodeWriter Writer { get; } = new();
    }
}
