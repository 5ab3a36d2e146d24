using AuditGraph.Core.Snapshots.Stores;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Baselines;

/// <summary>A snapshot that an earlier run took.</summary>
/// <param name="Tree">Its tree, filtered to the scope of the run at hand.</param>
/// <param name="Header">The snapshot's header.</param>
internal sealed record SnapshotBaseline(SnapshotTree Tree, SnapshotHeader Header) : Baseline
{
    /// <inheritdoc/>
    public override string Evidence => "snapshot";
}
