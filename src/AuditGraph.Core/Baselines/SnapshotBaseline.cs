using AuditGraph.Core.Snapshots.Stores;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Baselines;

/// <summary>A snapshot that an earlier run took.</summary>
/// <param name="Tree">Its tree.</param>
/// <param name="Known">The same with what the run did not see, as it had been seen last: what is compared with.</param>
/// <param name="Header">The snapshot's header.</param>
/// <param name="LastSeen">The run that saw each thing last which the run did not see.</param>
/// <param name="IsCut">Whether its trees were cut down to the scope of the run at hand, because it is of another job.</param>
internal sealed record SnapshotBaseline(
    SnapshotTree Tree, SnapshotTree Known, SnapshotHeader Header, IReadOnlyDictionary<TreePath, string> LastSeen, bool IsCut) : Baseline
{
    /// <inheritdoc/>
    public override string Evidence => "snapshot";
}
