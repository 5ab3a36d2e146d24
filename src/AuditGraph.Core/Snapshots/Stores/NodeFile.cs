using System.Buffers.Binary;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Snapshots.Trees;
using AuditGraph.Core.Workspaces;
using Microsoft.Win32.SafeHandles;

namespace AuditGraph.Core.Snapshots.Stores;

/// <summary>One file of the tree store, read as far as it is needed.</summary>
internal sealed class NodeFile
{
    private const int HeadSize = 4096;
    private const int LargestHeader = 1 << 26;
    private const int LargestUnchecked = 1 << 24;
    private const int PlacesAtOnce = 4096;

    // A whole node and what stands before it.
    private const uint LargestRecord = TreeNodeWriter.Largest + 1 + ContentHash.Size;

    /// <summary>How many bytes follow the table.</summary>
    public const int FootSize = 48;

    /// <summary>How many bytes a row of the table has.</summary>
    public const int PlaceSize = ContentHash.Size + sizeof(ulong) + sizeof(uint);

    private byte[]? table;

    private NodeFile(string path, byte[] header)
    {
        Path = path;
        Header = header;
    }

    /// <summary>How a file of the first form begins.</summary>
    public static ReadOnlySpan<byte> Magic => "auditgraph/snapshot/1\n"u8;

    /// <summary>How a file of the second form begins, whose header may have members that the first form does not know.</summary>
    public static ReadOnlySpan<byte> SecondMagic => "auditgraph/snapshot/2\n"u8;

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>Its header's bytes, whose hash was right.</summary>
    public byte[] Header { get; }

    /// <summary>Reads a file's header.</summary>
    /// <exception cref="AuditEvidenceException"><c>SnapshotCorrupt</c>.</exception>
    /// <exception cref="AuditWorkspaceException"><c>ReadFailed</c>.</exception>
    public static NodeFile Open(string path)
    {
        byte[] head = new byte[HeadSize];
        int fixedSize = Magic.Length + sizeof(uint);
        using SafeFileHandle handle = OpenHandle(path);
        int length = Read(path, handle, head, 0);
        uint headerLength = length < fixedSize || (!head.AsSpan().StartsWith(Magic) && !head.AsSpan().StartsWith(SecondMagic))
            ? uint.MaxValue
            : BinaryPrimitives.ReadUInt32BigEndian(head.AsSpan(Magic.Length));
        if (headerLength > LargestHeader)
        {
            throw Corrupt(path, "it does not begin as one");
        }

        int headEnd = fixedSize + (int)headerLength + ContentHash.Size;
        if (headEnd > head.Length)
        {
            head = new byte[headEnd];
            length = Read(path, handle, head, 0);
        }

        if (headEnd > length
            || ContentHash.Of(head.AsSpan(fixedSize, (int)headerLength))
                != ContentHash.FromBytes(head.AsSpan(headEnd - ContentHash.Size, ContentHash.Size)))
        {
            throw Corrupt(path, "its header does not have the hash that follows it");
        }

        return new NodeFile(path, head[fixedSize..(headEnd - ContentHash.Size)]);
    }

    /// <summary>The error of a file that is damaged.</summary>
    public static AuditEvidenceException Corrupt(string path, string reason, Exception? cause = null) =>
        new(SnapshotErrors.SnapshotCorrupt, $"'{path}' is not a file of the tree store: {reason}.", cause) { Target = path };

    /// <summary>Whether what failed did so because the file is not there any more.</summary>
    public static bool HasVanished(AuditException failure) => failure.InnerException is FileNotFoundException or DirectoryNotFoundException;

    /// <summary>How many nodes the file holds.</summary>
    /// <exception cref="AuditException">The file is damaged or cannot be read.</exception>
    public int Count => Table.Length / PlaceSize;

    private byte[] Table => table ??= ReadTable();

    /// <summary>The hash of the node at a position of the table.</summary>
    public ContentHash HashAt(int index) => ContentHash.FromBytes(Table.AsSpan(index * PlaceSize, ContentHash.Size));

    /// <summary>Whether the file holds a node.</summary>
    /// <exception cref="AuditException">The file is damaged or cannot be read.</exception>
    public bool Contains(in ContentHash hash) => IndexOf(hash) >= 0;

    /// <summary>Reads a node's record.</summary>
    /// <returns>The record, or null if the file does not hold the node.</returns>
    /// <exception cref="AuditException">The file is damaged or cannot be read.</exception>
    public byte[]? TryRead(in ContentHash hash)
    {
        int index = IndexOf(hash);
        if (index < 0)
        {
            return null;
        }

        ReadOnlySpan<byte> place = Table.AsSpan((index * PlaceSize) + ContentHash.Size);
        ulong start = BinaryPrimitives.ReadUInt64BigEndian(place);
        uint length = BinaryPrimitives.ReadUInt32BigEndian(place[sizeof(ulong)..]);
        using SafeFileHandle handle = OpenHandle(Path);
        if (length is 0 or > LargestRecord || start > (ulong)RandomAccess.GetLength(handle) - length)
        {
            throw Corrupt(Path, "its table names a place that is not there");
        }

        byte[] record = GC.AllocateUninitializedArray<byte>((int)length);
        return Read(Path, handle, record, (long)start) == record.Length
            ? record
            : throw Corrupt(Path, "it ends before its last node does");
    }

    private int IndexOf(in ContentHash hash)
    {
        ReadOnlySpan<byte> places = Table;
        int low = 0;
        int high = (places.Length / PlaceSize) - 1;
        while (low <= high)
        {
            int middle = (low + high) >>> 1;
            int order = places.Slice(middle * PlaceSize, ContentHash.Size).SequenceCompareTo(hash.Bytes);
            if (order == 0)
            {
                return middle;
            }

            if (order < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        return -1;
    }

    private byte[] ReadTable()
    {
        using SafeFileHandle handle = OpenHandle(Path);
        long size = RandomAccess.GetLength(handle);
        Span<byte> foot = stackalloc byte[FootSize];
        if (size < FootSize || Read(Path, handle, foot, size - FootSize) != FootSize)
        {
            throw Corrupt(Path, "it has no end");
        }

        ulong start = BinaryPrimitives.ReadUInt64BigEndian(foot);
        ulong count = BinaryPrimitives.ReadUInt64BigEndian(foot[sizeof(ulong)..]);
        long end = size - FootSize;
        if (count > (ulong)(Array.MaxLength / PlaceSize) || start > (ulong)end || (ulong)end - start != count * PlaceSize)
        {
            throw Corrupt(Path, "its end names a table that is not there");
        }

        if (end - (long)start > LargestUnchecked)
        {
            CheckTable(handle, (long)start, end);
        }

        byte[] found = new byte[(int)(end - (long)start) + (2 * sizeof(ulong))];
        if (Read(Path, handle, found, (long)start) != found.Length
            || ContentHash.Of(found) != ContentHash.FromBytes(foot[(2 * sizeof(ulong))..]))
        {
            throw Corrupt(Path, "its table does not have the hash that follows it");
        }

        return found[..^(2 * sizeof(ulong))];
    }

    /// <summary>
    /// Looks through a large table before memory is taken for all of it: its hashes ascend, so that a file of holes,
    /// which costs whoever makes it nothing, cannot claim one of gigabytes.
    /// </summary>
    private void CheckTable(SafeFileHandle handle, long start, long end)
    {
        byte[] part = new byte[PlacesAtOnce * PlaceSize];
        ContentHash last = default;
        for (long at = start; at < end; at += part.Length)
        {
            int length = (int)Math.Min(part.Length, end - at);
            if (Read(Path, handle, part.AsSpan(0, length), at) != length)
            {
                throw Corrupt(Path, "it ends within its table");
            }

            for (int place = 0; place < length; place += PlaceSize)
            {
                ContentHash hash = ContentHash.FromBytes(part.AsSpan(place, ContentHash.Size));
                if (hash.CompareTo(last) <= 0)
                {
                    throw Corrupt(Path, "its table is in no order");
                }

                last = hash;
            }
        }
    }

    private static SafeFileHandle OpenHandle(string path)
    {
        try
        {
            return RegularFile.TryOpen(path) ?? throw new FileNotFoundException($"There is no file '{path}'.", path);
        }
        catch (InvalidDataException misplaced)
        {
            throw new AuditEvidenceException(SnapshotErrors.SnapshotCorrupt, misplaced.Message, misplaced) { Target = path };
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, failure);
        }
    }

    private static int Read(string path, SafeFileHandle handle, Span<byte> buffer, long offset)
    {
        try
        {
            int length = 0;
            while (length < buffer.Length && RandomAccess.Read(handle, buffer[length..], offset + length) is > 0 and int more)
            {
                length += more;
            }

            return length;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, failure);
        }
    }

    private static AuditWorkspaceException Unreadable(string path, Exception failure) =>
        new(WorkspaceErrors.ReadFailed, $"'{path}' could not be read: {failure.Message}", failure) { Target = path };
}
