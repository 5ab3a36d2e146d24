using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Snapshots.Trees;

/// <summary>Where the nodes of a tree are read from.</summary>
internal interface INodeSource
{
    /// <summary>The bytes of a node, which have this SHA-256.</summary>
    /// <exception cref="AuditEvidenceException"><c>NodeMissing</c> or <c>NodeCorrupt</c>.</exception>
    ReadOnlyMemory<byte> Read(in ContentHash hash);
}
