namespace AuditGraph.Core.Snapshots.Stores;

/// <summary>What retention will do, or would.</summary>
internal sealed record RetentionPlan
{
    /// <summary>The snapshots to remove, the oldest first.</summary>
    public required IReadOnlyList<SnapshotHeader> Removed { get; init; }

    /// <summary>
    /// Those that are old enough but that a record still names as a baseline: kept, or, where the caller insists,
    /// also among <see cref="Removed"/>.
    /// </summary>
    public required IReadOnlyList<SnapshotHeader> StillNamed { get; init; }

    /// <summary>How many bytes of disk that frees.</summary>
    public required long FreedBytes { get; init; }

    /// <summary>The files to delete.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>A file of the nodes that the deleted ones hold and kept snapshots need; empty if there are none.</summary>
    public required ReadOnlyMemory<byte> Moved { get; init; }
}
