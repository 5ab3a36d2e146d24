using System.Buffers.Binary;
using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Snapshots.Stores;

/// <summary>Builds the bytes of a file of the tree store: a header, nodes, and a table of where each node is.</summary>
/// <remarks><c>docs/format/snapshots.md</c> specifies the form.</remarks>
internal sealed class NodeFileWriter
{
    private readonly List<Place> places = [];
    private byte[] buffer;
    private int length;

    /// <summary>A file that begins with a header.</summary>
    /// <param name="header">The header.</param>
    /// <param name="expected">How many bytes the file will have, more or less.</param>
    /// <param name="isSecondForm">Whether the header needs the second form.</param>
    public NodeFileWriter(ReadOnlySpan<byte> header, long expected, bool isSecondForm)
    {
        buffer = new byte[(int)Math.Clamp(expected, 4096, Array.MaxLength)];
        Append(isSecondForm ? NodeFile.SecondMagic : NodeFile.Magic);
        Span<byte> number = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(number, (uint)header.Length);
        Append(number);
        Append(header);
        Append(ContentHash.Of(header).Bytes);
    }

    /// <summary>How many bytes the file has as it stands, with its table.</summary>
    public long Size => length + ((long)places.Count * NodeFile.PlaceSize) + NodeFile.FootSize;

    /// <summary>How many nodes there are.</summary>
    public int Count => places.Count;

    /// <summary>Adds a node as it is.</summary>
    public void AddWhole(in ContentHash hash, ReadOnlySpan<byte> node) => Add(hash, [0], default, node);

    /// <summary>Adds a node by its difference from another.</summary>
    /// <param name="hash">The node's hash.</param>
    /// <param name="depth">How many differences lead from a whole node to this one.</param>
    /// <param name="basis">The other node's hash.</param>
    /// <param name="delta">The difference.</param>
    public void AddDelta(in ContentHash hash, byte depth, in ContentHash basis, ReadOnlySpan<byte> delta) =>
        Add(hash, [depth], basis.Bytes, delta);

    /// <summary>Adds a node in the form in which another file has it.</summary>
    public void AddRecord(in ContentHash hash, ReadOnlySpan<byte> record) => Add(hash, default, default, record);

    /// <summary>The whole file.</summary>
    public ReadOnlyMemory<byte> Complete()
    {
        places.Sort(static (left, right) => left.Hash.CompareTo(right.Hash));
        int tableStart = length;
        Span<byte> numbers = stackalloc byte[2 * sizeof(ulong)];
        foreach (Place place in places)
        {
            Append(place.Hash.Bytes);
            BinaryPrimitives.WriteUInt64BigEndian(numbers, (ulong)place.Start);
            BinaryPrimitives.WriteUInt32BigEndian(numbers[sizeof(ulong)..], (uint)place.Length);
            Append(numbers[..(sizeof(ulong) + sizeof(uint))]);
        }

        BinaryPrimitives.WriteUInt64BigEndian(numbers, (ulong)tableStart);
        BinaryPrimitives.WriteUInt64BigEndian(numbers[sizeof(ulong)..], (ulong)places.Count);
        Append(numbers);
        Append(ContentHash.Of(buffer.AsSpan(tableStart, length - tableStart)).Bytes);
        return buffer.AsMemory(0, length);
    }

    private void Add(in ContentHash hash, ReadOnlySpan<byte> depth, ReadOnlySpan<byte> basis, ReadOnlySpan<byte> content)
    {
        int start = length;
        Append(depth);
        Append(basis);
        Append(content);
        places.Add(new Place(hash, start, length - start));
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        if (buffer.Length - length < bytes.Length)
        {
            long grown = Math.Min(Array.MaxLength, Math.Max(buffer.Length + (buffer.Length / 2L), (long)length + bytes.Length));
            Array.Resize(ref buffer, (int)grown);
        }

        bytes.CopyTo(buffer.AsSpan(length));
        length += bytes.Length;
    }

    private sealed record Place(ContentHash Hash, int Start, int Length);
}
