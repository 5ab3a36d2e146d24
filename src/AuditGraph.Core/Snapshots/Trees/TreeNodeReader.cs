using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Snapshots.Trees;

/// <summary>Reads a tree node's entries in order, and refuses what is not the one form a node has.</summary>
internal ref struct TreeNodeReader
{
    private readonly ReadOnlySpan<byte> node;
    private ReadOnlySpan<byte> previousName;
    private int position;

    /// <summary>A reader before the node's first entry.</summary>
    /// <exception cref="FormatException">The bytes are no tree node.</exception>
    public TreeNodeReader(ReadOnlySpan<byte> node)
    {
        if (!node.StartsWith(TreeNodeWriter.Magic))
        {
            throw new FormatException("A tree node begins with its format's name.");
        }

        this.node = node;
        position = TreeNodeWriter.Magic.Length;
    }

    /// <summary>A reader that goes on where another one was.</summary>
    /// <param name="node">The node, which that reader has found to be one.</param>
    /// <param name="position">The other reader's <see cref="Position"/>.</param>
    public TreeNodeReader(ReadOnlySpan<byte> node, int position)
        : this(node) => this.position = position;

    /// <summary>How far the reader is.</summary>
    public readonly int Position => position;

    /// <summary>The entry at hand; its kind is <see cref="TreeEntryKind.None"/> before the first and after the last.</summary>
    public TreeEntry Current { get; private set; }

    /// <summary>Goes to the next entry.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="FormatException">The bytes are no tree node.</exception>
    public bool MoveNext()
    {
        if (position == node.Length)
        {
            Current = default;
            return false;
        }

        int start = position;
        var kind = (TreeEntryKind)node[position++];
        ReadOnlySpan<byte> name = Take(Number());
        if (!IsName(name) || (!previousName.IsEmpty && previousName.SequenceCompareTo(name) >= 0))
        {
            throw new FormatException($"A tree node's names are plain and in order; '{EscapedText.Escape(name)}' is not.");
        }

        previousName = name;
        Current = kind switch
        {
            TreeEntryKind.File or TreeEntryKind.Executable => ReadFile(start, kind, name),
            TreeEntryKind.Link or TreeEntryKind.Submodule => ReadLink(start, kind, name),
            TreeEntryKind.Directory => ReadDirectory(start, name),
            TreeEntryKind.UnseenFile or TreeEntryKind.UnseenDirectory => new TreeEntry { Kind = kind, Name = name, Encoded = node[start..position] },
            _ => throw new FormatException($"A tree node has no entries of kind {(byte)kind}."),
        };
        return true;
    }

    /// <summary>Whether a name can stand in a node: not empty, not <c>.</c> or <c>..</c>, without <c>/</c> and NUL.</summary>
    public static bool IsName(ReadOnlySpan<byte> name) =>
        !name.IsEmpty && !name.ContainsAny((byte)'/', (byte)0) && !name.SequenceEqual("."u8) && !name.SequenceEqual(".."u8);

    private TreeEntry ReadFile(int start, TreeEntryKind kind, ReadOnlySpan<byte> name)
    {
        long size = Number();
        ContentHash hash = ContentHash.FromBytes(Take(ContentHash.Size));
        return new TreeEntry { Kind = kind, Name = name, Encoded = node[start..position], Hash = hash, Files = 1, Bytes = size };
    }

    private TreeEntry ReadLink(int start, TreeEntryKind kind, ReadOnlySpan<byte> name)
    {
        ReadOnlySpan<byte> target = Take(Number());
        return new TreeEntry
        {
            Kind = kind,
            Name = name,
            Encoded = node[start..position],
            Target = target,
            Files = 1,
            Bytes = target.Length,
        };
    }

    private TreeEntry ReadDirectory(int start, ReadOnlySpan<byte> name)
    {
        ContentHash hash = ContentHash.FromBytes(Take(ContentHash.Size));
        long files = Number();
        long bytes = Number();
        return new TreeEntry
        {
            Kind = TreeEntryKind.Directory,
            Name = name,
            Encoded = node[start..position],
            Hash = hash,
            Files = files,
            Bytes = bytes,
        };
    }

    private ReadOnlySpan<byte> Take(long length)
    {
        if (length > node.Length - position)
        {
            throw new FormatException("A tree node ends within an entry.");
        }

        ReadOnlySpan<byte> taken = node.Slice(position, (int)length);
        position += (int)length;
        return taken;
    }

    private long Number() => VariableLength.Read(node, ref position);
}
