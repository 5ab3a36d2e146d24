using AuditGraph.Core.Canonical;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Snapshots.Stores;

/// <summary>All nodes of the tree store, each verified by its hash when it is read.</summary>
/// <param name="turn">Held by whoever looks through the files or changes what there is of them.</param>
/// <param name="files">The store's files, of which the newest are looked through first; those that turn out to be damaged are taken out.</param>
/// <param name="damaged">Where these are put.</param>
/// <param name="reopen">Finds the store's files anew; for when one has vanished, because snapshots were removed meanwhile.</param>
internal sealed class StoredNodes(Lock turn, List<NodeFile> files, List<DamagedFile> damaged, Action reopen) : INodeSource
{
    /// <summary>The most differences that may lead from a whole node to another.</summary>
    public const byte LargestDepth = 32;

    // How often the files are listed anew because one has vanished, before that is no longer put down to a removal.
    private const int MostAttempts = 10;

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
        return Decode(hash, record, ReadRecord);
    }

    /// <summary>Reads the record of a node that others start from.</summary>
    /// <param name="hash">The node's hash.</param>
    public delegate byte[] RecordReader(in ContentHash hash);

    /// <summary>Makes a node of its record, and verifies it.</summary>
    /// <param name="hash">The node's hash.</param>
    /// <param name="record">Its record.</param>
    /// <param name="readRecord">Reads the record of a node that it starts from.</param>
    /// <param name="known">The nodes that were put together already, or null.</param>
    /// <exception cref="AuditEvidenceException"><c>NodeCorrupt</c>: the record is of another node, or none.</exception>
    public static byte[] Decode(
        in ContentHash hash, byte[] record, RecordReader readRecord, IReadOnlyDictionary<ContentHash, byte[]>? known = null)
    {
        var differences = new Stack<(ContentHash Hash, byte[] Record)>();
        try
        {
            ContentHash current = hash;
            byte[]? node = null;
            while (record[0] != 0 && node is null)
            {
                // Depths that fall on the way to a whole node are what keeps a store that somebody else made from
                // leading in a circle; each is looked at before the way goes on.
                differences.Push((current, record));
                byte depth = record[0];
                current = BaseOf(record)!.Value;
                if (depth > LargestDepth)
                {
                    throw Corrupt(hash, null);
                }

                if (known?.TryGetValue(current, out node) != true)
                {
                    record = readRecord(current);
                    if (record[0] >= depth)
                    {
                        throw Corrupt(hash, null);
                    }
                }
            }

            node = node ?? Verify(current, record[1..]);
            while (differences.TryPop(out (ContentHash Hash, byte[] Record) next))
            {
                node = Verify(next.Hash, NodeDelta.Apply(node, next.Record.AsSpan(1 + ContentHash.Size)));
            }

            return node;
        }
        catch (FormatException misfit)
        {
            throw Corrupt(hash, misfit);
        }
    }

    private static byte[] Verify(in ContentHash hash, byte[] node) =>
        ContentHash.Of(node) == hash ? node : throw Corrupt(hash, null);

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
        lock (turn)
        {
            for (int attempt = 1; ; attempt++)
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
                    catch (AuditException failure) when (NodeFile.HasVanished(failure) && attempt < MostAttempts)
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
            }
        }
    }

    private static AuditEvidenceException Corrupt(in ContentHash hash, Exception? cause) =>
        new(SnapshotErrors.NodeCorrupt, $"What is stored as the tree node {hash} is something else.", cause)
        {
            Target = hash.ToString(),
        };
}
