using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Snapshots.Stores;

/// <summary>What a snapshot holds of what its run did not see.</summary>
/// <param name="Known">The run's tree in which everything that was not seen is as it was seen last.</param>
/// <param name="LastSeen">A <see cref="PathTexts">map</see> from what was not seen to the run that saw it last; null where none did.</param>
internal sealed record CarriedTrees(SnapshotTree Known, SnapshotTree? LastSeen);

/// <summary>What a snapshot holds beside the tree that was seen.</summary>
/// <param name="Carried">What is known of what was not seen; null where all was seen, or nothing is known.</param>
/// <param name="Facts">A <see cref="PathTexts">map</see> of the facts of what was seen; null where they are not kept.</param>
internal sealed record SnapshotExtras(CarriedTrees? Carried = null, SnapshotTree? Facts = null);
