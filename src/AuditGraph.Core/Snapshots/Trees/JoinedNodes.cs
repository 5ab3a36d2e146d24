using AuditGraph.Core.Canonical;
using AuditGraph.Core.Errors;

namespace AuditGraph.Core.Snapshots.Trees;

/// <summary>The nodes of two sources.</summary>
/// <param name="first">The one that is asked first.</param>
/// <param name="second">The one that is asked for what the first does not have.</param>
internal sealed class JoinedNodes(INodeSource first, INodeSource second) : INodeSource
{
    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Read(in ContentHash hash)
    {
        try
        {
            return first.Read(hash);
        }
        catch (AuditEvidenceException missing) when (missing.Code == SnapshotErrors.NodeMissing.Code)
        {
            return second.Read(hash);
        }
    }
}
