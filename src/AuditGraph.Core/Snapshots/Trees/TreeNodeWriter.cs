using AuditGraph.Core.Canonical;
using AuditGraph.Core.Errors;

namespace AuditGraph.Core.Snapshots.Trees;

/// <summary>Builds the bytes of one tree node from its entries, given in ordinal order of their names.</summary>
/// <remarks><c>docs/format/snapshots.md</c> specifies the form.</remarks>
internal sealed class TreeNodeWriter
{
    /// <summary>The most bytes of a node: a folder of more than ten million entries.</summary>
    public const int Largest = 1 << 30;

    private byte[] buffer = new byte[1024];
    private int length;

    /// <summary>A writer of an empty node.</summary>
    public TreeNodeWriter() => Clear();

    /// <summary>How every node begins.</summary>
    public static ReadOnlySpan<byte> Magic => "auditgraph/tree/1\n"u8;

    /// <summary>The node without entries.</summary>
    public static ReadOnlyMemory<byte> Empty { get; } = Magic.ToArray();

    /// <summary>The most bytes that this node may have.</summary>
    public int Limit { get; init; } = Largest;

    /// <summary>The node so far.</summary>
    public ReadOnlySpan<byte> Node => buffer.AsSpan(0, length);

    /// <summary>Whether the node has no entry.</summary>
    public bool IsEmpty => length == Magic.Length;

    /// <summary>Files and links in the entries so far and below them.</summary>
    public long Files { get; private set; }

    /// <summary>Their bytes.</summary>
    public long Bytes { get; private set; }

    /// <summary>Begins another node.</summary>
    public void Clear()
    {
        Magic.CopyTo(buffer);
        length = Magic.Length;
        Files = 0;
        Bytes = 0;
    }

    /// <summary>Adds a file.</summary>
    public void AddFile(ReadOnlySpan<byte> name, bool executable, long size, in ContentHash hash)
    {
        Begin(executable ? TreeEntryKind.Executable : TreeEntryKind.File, name, ContentHash.Size);
        AddNumber(size);
        AddBytes(hash.Bytes);
        Count(1, size);
    }

    /// <summary>Adds a symbolic link.</summary>
    public void AddLink(ReadOnlySpan<byte> name, ReadOnlySpan<byte> target) => AddText(TreeEntryKind.Link, name, target);

    /// <summary>Adds a submodule by its commit's id as text.</summary>
    public void AddSubmodule(ReadOnlySpan<byte> name, ReadOnlySpan<byte> commit) => AddText(TreeEntryKind.Submodule, name, commit);

    /// <summary>Adds a folder by its node's hash and totals.</summary>
    public void AddDirectory(ReadOnlySpan<byte> name, in ContentHash hash, long files, long bytes)
    {
        Begin(TreeEntryKind.Directory, name, ContentHash.Size);
        AddBytes(hash.Bytes);
        AddNumber(files);
        AddNumber(bytes);
        Count(files, bytes);
    }

    /// <summary>Adds something that is there but was not seen.</summary>
    public void AddUnseen(ReadOnlySpan<byte> name, bool directory) =>
        Begin(directory ? TreeEntryKind.UnseenDirectory : TreeEntryKind.UnseenFile, name, 0);

    /// <summary>Adds an entry of another node.</summary>
    public void Add(in TreeEntry entry)
    {
        Reserve(entry.Name, entry.Encoded.Length);
        AddBytes(entry.Encoded);
        Count(entry.Files, entry.Bytes);
    }

    private void AddText(TreeEntryKind kind, ReadOnlySpan<byte> name, ReadOnlySpan<byte> text)
    {
        Begin(kind, name, text.Length);
        AddNumber(text.Length);
        AddBytes(text);
        Count(1, text.Length);
    }

    private void Begin(TreeEntryKind kind, ReadOnlySpan<byte> name, int more)
    {
        Reserve(name, 1 + name.Length + more + (3 * VariableLength.LargestSize));
        buffer[length++] = (byte)kind;
        AddNumber(name.Length);
        AddBytes(name);
    }

    private void Count(long files, long bytes)
    {
        Files += files;
        Bytes += bytes;
    }

    private void AddNumber(long value) => length += VariableLength.Write(buffer.AsSpan(length), value);

    private void AddBytes(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(buffer.AsSpan(length));
        length += bytes.Length;
    }

    private void Reserve(ReadOnlySpan<byte> name, int more)
    {
        if (more > Limit - length)
        {
            throw new AuditEvidenceException(
                SnapshotErrors.FolderTooLarge,
                $"The folder that holds '{Utf8Text.Decode(name)}' has more entries than fit into a tree node of {Limit} bytes.");
        }

        if (buffer.Length - length < more)
        {
            Array.Resize(ref buffer, (int)Math.Max(Math.Min(2L * buffer.Length, Limit), length + more));
        }
    }
}
