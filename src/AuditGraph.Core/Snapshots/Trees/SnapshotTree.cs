using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Snapshots.Trees;

/// <summary>A tree of folders that one hash stands for.</summary>
/// <param name="Root">The hash of the topmost node.</param>
/// <param name="Files">Files and links in it.</param>
/// <param name="Bytes">Their bytes.</param>
/// <param name="Nodes">Where its nodes are.</param>
internal sealed record SnapshotTree(ContentHash Root, long Files, long Bytes, INodeSource Nodes);
