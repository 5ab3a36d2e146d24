using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Snapshots.Stores;

/// <summary>What a snapshot holds of what its run did not see.</summary>
/// <param name="Known">The run's tree in which everything that was not seen is as it was seen last.</param>
/// <param name="LastSeen">A <see cref="PathTexts">map</see> from what was not seen to the run that saw it last; null where none did.</param>
internal sealed record CarriedTrees(SnapshotTree Known, SnapshotTree? LastSeen);
