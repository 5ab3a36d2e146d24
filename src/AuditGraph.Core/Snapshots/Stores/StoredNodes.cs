using AuditGraph.Core.Canonical;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Snapshots.Stores;

/// <summary>All nodes of the tree store, each verified by its hash when it is read.</summary>
/// <param name="files">The store's files, of which the newest are looked through first.</param>
internal sealed class StoredNodes(IReadOnlyList<NodeFile> files) : INodeSource
{
    /// <summary>The most differences that may lead from a whole node to another.</summary>
    public const byte LargestDepth = 32;

    /// <summary>Whether a node is stored.</summary>
    /// <exception cref="AuditException">A file is damaged or cannot be read.</exception>
    public bool Contains(in ContentHash hash)
    {
        for (int index = files.Count - 1; index >= 0; index--)
        {
            if (files[index].Contains(hash))
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Read(in ContentHash hash) => Read(hash, out _);

    /// <summary>Reads a node.</summary>
    /// <param name="hash">Its hash.</param>
    /// <param name="depth">How many differences lead to it from a whole node.</param>
    /// <exception cref="AuditException">The node is missing or corrupt, or its file cannot be read.</exception>
    public byte[] Read(in ContentHash hash, out byte depth)
    {
        byte[] record = ReadRecord(hash);
        depth = record[0];
        try
        {
            byte[] node = depth == 0
                ? record[1..]
                : NodeDelta.Apply(ReadBase(hash, record), record.AsSpan(1 + ContentHash.Size));
            if (ContentHash.Of(node) == hash)
            {
                return node;
            }
        }
        catch (FormatException misfit)
        {
            throw Corrupt(hash, misfit);
        }

        throw Corrupt(hash, null);
    }

    /// <summary>Reads a node's record.</summary>
    /// <exception cref="AuditException">The node is missing, or its file is damaged or cannot be read.</exception>
    public byte[] ReadRecord(in ContentHash hash)
    {
        for (int index = files.Count - 1; index >= 0; index--)
        {
            if (files[index].TryRead(hash) is { } record)
            {
                return record;
            }
        }

        throw new AuditEvidenceException(SnapshotErrors.NodeMissing, $"The tree node {hash} is not in the tree store.")
        {
            Target = hash.ToString(),
        };
    }

    /// <summary>The node that a record tells the difference from, or null where it holds its node whole.</summary>
    /// <exception cref="FormatException">The record is too short.</exception>
    public static ContentHash? BaseOf(ReadOnlySpan<byte> record) =>
        record[0] == 0 ? null
        : record.Length > ContentHash.Size ? ContentHash.FromBytes(record.Slice(1, ContentHash.Size))
        : throw new FormatException("A difference names the node it starts from.");

    private byte[] ReadBase(in ContentHash hash, ReadOnlySpan<byte> record)
    {
        byte[] basis = Read(BaseOf(record)!.Value, out byte depth);

        // Depths that fall on the way to a whole node are what keeps a damaged store from leading in a circle.
        return record[0] <= LargestDepth && depth < record[0] ? basis : throw Corrupt(hash, null);
    }

    private static AuditEvidenceException Corrupt(in ContentHash hash, Exception? cause) =>
        new(SnapshotErrors.NodeCorrupt, $"What is stored as the tree node {hash} is something else.", cause)
        {
            Target = hash.ToString(),
        };
}
