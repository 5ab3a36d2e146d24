using AuditGraph.Core.Canonical;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Snapshots.Scans;

/// <summary>The nodes of a scan, made from what it found when they are asked for.</summary>
internal sealed class ScannedNodes(ScannedFolder root) : INodeSource
{
    private readonly TreeNodeWriter node = new();
    private readonly Lazy<Dictionary<ContentHash, StatBlock>> blocks = new(() => BlocksOf(root));

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Read(in ContentHash hash)
    {
        // The root is nearly always what is asked for first, and often all.
        StatBlock block = hash == root.Block.Header.Hash ? root.Block
            : blocks.Value.TryGetValue(hash, out StatBlock found) ? found
            : hash == ContentHash.Of(TreeNodeWriter.Empty.Span) ? StatBlock.Create(0, 0)
            : throw new AuditEvidenceException(SnapshotErrors.NodeMissing, $"The tree node {hash} is not part of the scan.");
        lock (node)
        {
            block.WriteNode(node);
            return node.Node.ToArray();
        }
    }

    private static Dictionary<ContentHash, StatBlock> BlocksOf(ScannedFolder root)
    {
        var blocks = new Dictionary<ContentHash, StatBlock>();
        var pending = new Stack<ScannedFolder>();
        pending.Push(root);
        while (pending.TryPop(out ScannedFolder? folder))
        {
            if (!folder.Block.IsNone)
            {
                blocks[folder.Block.Header.Hash] = folder.Block;
            }

            foreach (ScannedFolder child in folder.Children)
            {
                pending.Push(child);
            }
        }

        return blocks;
    }
}
