using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Snapshots.Stores;

/// <summary>
/// Builds a file of the tree store that begins with a header, and beside it as many files of nodes as it takes for none
/// to be larger than a limit. A node may be in any file, so who reads them does not see the difference.
/// </summary>
/// <param name="header">The header.</param>
/// <param name="expected">How many bytes all of it will have, more or less.</param>
/// <param name="largest">The most bytes of a file, unless a single node has more.</param>
/// <param name="isSecondForm">Whether the header needs the second form.</param>
/// <param name="addFile">Takes a whole file of nodes, as soon as it is full.</param>
internal sealed class NodeFilesWriter(
    ReadOnlyMemory<byte> header, long expected, long largest, bool isSecondForm, Action<ReadOnlyMemory<byte>> addFile)
{
    /// <summary>The most bytes of a file: half of what an array can hold, so that one more node of nearly any size fits in.</summary>
    public const long Largest = 1L << 30;

    private readonly HashSet<ContentHash> written = [];

    private readonly NodeFileWriter first = new(header.Span, Math.Min(expected, largest), isSecondForm);

    private NodeFileWriter? further;

    /// <summary>Whether there are no nodes.</summary>
    public bool IsEmpty => written.Count == 0;

    /// <summary>Whether a node is there already.</summary>
    public bool Contains(in ContentHash hash) => written.Contains(hash);

    /// <summary>Adds a node as it is.</summary>
    public void AddWhole(in ContentHash hash, ReadOnlySpan<byte> node)
    {
        if (written.Add(hash))
        {
            WithRoomFor(node.Length).AddWhole(hash, node);
        }
    }

    /// <summary>Adds a node by its difference from another.</summary>
    /// <param name="hash">The node's hash.</param>
    /// <param name="depth">How many differences lead from a whole node to this one.</param>
    /// <param name="basis">The other node's hash.</param>
    /// <param name="delta">The difference.</param>
    public void AddDelta(in ContentHash hash, byte depth, in ContentHash basis, ReadOnlySpan<byte> delta)
    {
        if (written.Add(hash))
        {
            WithRoomFor(delta.Length).AddDelta(hash, depth, basis, delta);
        }
    }

    /// <summary>Adds a node in the form in which another file has it.</summary>
    public void AddRecord(in ContentHash hash, ReadOnlySpan<byte> record)
    {
        if (written.Add(hash))
        {
            WithRoomFor(record.Length).AddRecord(hash, record);
        }
    }

    /// <summary>The whole file with the header; all others have been given away before.</summary>
    public ReadOnlyMemory<byte> Complete()
    {
        if (further is { Count: > 0 })
        {
            addFile(further.Complete());
        }

        return first.Complete();
    }

    private NodeFileWriter WithRoomFor(int length)
    {
        if (further is null && (first.Count == 0 || Fits(first, length)))
        {
            return first;
        }

        if (further is { Count: > 0 } full && !Fits(full, length))
        {
            addFile(full.Complete());
            further = null;
        }

        return further ??= new NodeFileWriter(SnapshotFiles.NodesHeader.Span, largest, isSecondForm: false);
    }

    private bool Fits(NodeFileWriter file, int length) =>
        file.Size + length + 1 + ContentHash.Size + NodeFile.PlaceSize <= largest;
}
