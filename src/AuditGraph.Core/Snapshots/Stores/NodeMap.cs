using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Snapshots.Stores;

/// <summary>
/// Where every node of some files is, for work that needs most of them: each is found at once, and one that many
/// others start from is not put together anew for each.
/// </summary>
internal sealed class NodeMap
{
    private const long MostBytes = 64 << 20;

    private readonly Dictionary<ContentHash, NodeFile> fileOf = [];
    private readonly Dictionary<ContentHash, byte[]> nodes = [];
    private readonly List<DamagedFile> damaged;
    private long bytes;

    /// <summary>Reads the tables of files.</summary>
    /// <param name="files">The files; of those that hold the same node, the last one counts.</param>
    /// <param name="damaged">Files that cannot be used, and may have held what is not found.</param>
    public NodeMap(IEnumerable<NodeFile> files, IReadOnlyList<DamagedFile> damaged)
    {
        this.damaged = [.. damaged];
        foreach (NodeFile file in files)
        {
            Take(file);
        }
    }

    /// <summary>The file that holds a node.</summary>
    /// <exception cref="AuditEvidenceException"><c>NodeMissing</c>.</exception>
    public NodeFile FileOf(in ContentHash hash) => fileOf.TryGetValue(hash, out NodeFile? file) ? file : throw StoredNodes.Missing(hash, damaged);

    /// <summary>Reads a node and its record.</summary>
    /// <param name="hash">The node's hash.</param>
    /// <param name="record">The record.</param>
    /// <exception cref="AuditException">The node is missing or corrupt, or its file cannot be read.</exception>
    public byte[] Read(in ContentHash hash, out byte[] record)
    {
        record = FileOf(hash).TryRead(hash)!;
        if (nodes.TryGetValue(hash, out byte[]? node))
        {
            return node;
        }

        node = StoredNodes.Decode(hash, record, ReadRecord, nodes);
        Remember(hash, node);
        return node;
    }

    private byte[] ReadRecord(in ContentHash hash) => FileOf(hash).TryRead(hash)!;

    private void Take(NodeFile file)
    {
        try
        {
            for (int index = file.Count - 1; index >= 0; index--)
            {
                fileOf[file.HashAt(index)] = file;
            }
        }
        catch (AuditException failure)
        {
            damaged.Add(new DamagedFile(file.Path, failure));
        }
    }

    private void Remember(in ContentHash hash, byte[] node)
    {
        bytes += node.Length;
        if (bytes > MostBytes)
        {
            nodes.Clear();
            bytes = node.Length;
        }

        nodes[hash] = node;
    }
}
