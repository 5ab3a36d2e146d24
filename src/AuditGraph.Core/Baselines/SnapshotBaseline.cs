using AuditGraph.Core.Snapshots.Stores;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Baselines;

/// <summary>A snapshot that an earlier run took.</summary>
/// <param name="Tree">Its tree, filtered to the scope of the run at hand.</param>
/// <param name="Known">The same with what the run did not see, as it had been seen last: what is compared with.</param>
/// <param name="Header">The snapshot's header.</param>
/// <param name="LastSeen">The run that saw each thing last which the run did not see.</param>
internal sealed record SnapshotBaseline(
    SnapshotTree Tree, SnapshotTree Known, SnapshotHeader Header, IReadOnlyDictionary<TreePath, string> LastSeen) : Baseline
{
    /// <inheritdoc/>
    public override string Evidence => "snapshot";
}
