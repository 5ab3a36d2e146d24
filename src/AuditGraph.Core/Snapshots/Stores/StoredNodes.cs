using AuditGraph.Core.Canonical;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Snapshots.Stores;

/// <summary>All nodes of the tree store, each verified by its hash when it is read.</summary>
/// <param name="files">The store's files, of which the newest are looked through first; those that turn out to be damaged are taken out.</param>
/// <param name="damaged">Where these are put.</param>
/// <param name="reopen">Finds the store's files anew; for when one has vanished, because snapshots were removed meanwhile.</param>
internal sealed class StoredNodes(List<NodeFile> files, List<DamagedFile> damaged, Action reopen) : INodeSource
{
    /// <summary>The most differences that may lead from a whole node to another.</summary>
    public const byte LargestDepth = 32;

    /// <summary>Whether a node is stored.</summary>
    public bool Contains(in ContentHash hash)
    {
        ContentHash sought = hash;
        return Search(file => file.Contains(sought) ? file : null) is not null;
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
        return Decode(hash, record, Read);
    }

    /// <summary>Reads a node that others start from.</summary>
    /// <param name="hash">Its hash.</param>
    /// <param name="depth">How many differences lead to it from a whole node.</param>
    public delegate byte[] BaseReader(in ContentHash hash, out byte depth);

    /// <summary>Makes a node of its record, and verifies it.</summary>
    /// <param name="hash">The node's hash.</param>
    /// <param name="record">Its record.</param>
    /// <param name="readBase">Reads the node that it starts from.</param>
    /// <exception cref="AuditEvidenceException"><c>NodeCorrupt</c>: the record is of another node, or none.</exception>
    public static byte[] Decode(in ContentHash hash, byte[] record, BaseReader readBase)
    {
        try
        {
            byte[] node = record[0] == 0
                ? record[1..]
                : NodeDelta.Apply(ReadBase(hash, record, readBase), record.AsSpan(1 + ContentHash.Size));
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
    /// <exception cref="AuditEvidenceException"><c>NodeMissing</c>.</exception>
    public byte[] ReadRecord(in ContentHash hash)
    {
        ContentHash sought = hash;
        return Search(file => file.TryRead(sought)) ?? throw Missing(hash, damaged);
    }

    /// <summary>The error of a node that is nowhere.</summary>
    /// <param name="hash">The node's hash.</param>
    /// <param name="damaged">The files in which it may have been.</param>
    public static AuditEvidenceException Missing(in ContentHash hash, IReadOnlyList<DamagedFile> damaged) =>
        new(
            SnapshotErrors.NodeMissing,
            damaged.Count == 0 ? $"The tree node {hash} is not in the tree store."
                : $"The tree node {hash} is not in the tree store, of which a file is damaged: {damaged[0].Failure.Message}",
            damaged.Count == 0 ? null : damaged[0].Failure)
        {
            Target = hash.ToString(),
        };

    /// <summary>The node that a record tells the difference from, or null where it holds its node whole.</summary>
    /// <exception cref="FormatException">The record is too short.</exception>
    public static ContentHash? BaseOf(ReadOnlySpan<byte> record) =>
        record[0] == 0 ? null
        : record.Length > ContentHash.Size ? ContentHash.FromBytes(record.Slice(1, ContentHash.Size))
        : throw new FormatException("A difference names the node it starts from.");

    private T? Search<T>(Func<NodeFile, T?> look)
        where T : class
    {
        bool hasVanished = false;
        for (int index = files.Count - 1; index >= 0; index--)
        {
            try
            {
                if (look(files[index]) is { } found)
                {
                    return found;
                }
            }
            catch (AuditException failure) when (NodeFile.HasVanished(failure))
            {
                hasVanished = true;
            }
            catch (AuditException failure)
            {
                damaged.Add(new DamagedFile(files[index].Path, failure));
                files.RemoveAt(index);
            }
        }

        if (!hasVanished)
        {
            return null;
        }

        // What of its nodes is still needed was put into another file before.
        reopen();
        return Search(look);
    }

    private static byte[] ReadBase(in ContentHash hash, ReadOnlySpan<byte> record, BaseReader readBase)
    {
        byte[] basis = readBase(BaseOf(record)!.Value, out byte depth);

        // Depths that fall on the way to a whole node are what keeps a damaged store from leading in a circle.
        return record[0] <= LargestDepth && depth < record[0] ? basis : throw Corrupt(hash, null);
    }

    private static AuditEvidenceException Corrupt(in ContentHash hash, Exception? cause) =>
        new(SnapshotErrors.NodeCorrupt, $"What is stored as the tree node {hash} is something else.", cause)
        {
            Target = hash.ToString(),
        };
}
