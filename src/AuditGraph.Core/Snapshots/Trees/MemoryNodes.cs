using AuditGraph.Core.Canonical;
using AuditGraph.Core.Errors;

namespace AuditGraph.Core.Snapshots.Trees;

/// <summary>Nodes that are held in memory, in front of those of another source.</summary>
/// <param name="behind">The other source, or null.</param>
internal sealed class MemoryNodes(INodeSource? behind = null) : INodeSource
{
    private readonly Dictionary<ContentHash, byte[]> nodes = [];

    /// <summary>Takes a node in.</summary>
    /// <returns>Its hash.</returns>
    public ContentHash Add(ReadOnlySpan<byte> node)
    {
        ContentHash hash = ContentHash.Of(node);
        if (!nodes.ContainsKey(hash))
        {
            nodes.Add(hash, node.ToArray());
        }

        return hash;
    }

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Read(in ContentHash hash)
    {
        if (nodes.TryGetValue(hash, out byte[]? node))
        {
            return node;
        }

        return behind is not null
            ? behind.Read(hash)
            : throw new AuditEvidenceException(SnapshotErrors.NodeMissing, $"The tree node {hash} is not there.");
    }
}
