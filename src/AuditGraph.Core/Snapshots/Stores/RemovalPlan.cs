namespace AuditGraph.Core.Snapshots.Stores;

/// <summary>What removing some snapshots takes.</summary>
internal sealed record RemovalPlan
{
    /// <summary>How many bytes of disk that frees.</summary>
    public required long FreedBytes { get; init; }

    /// <summary>The files to delete, in this order.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>Files of the nodes that the deleted ones hold and remaining snapshots need.</summary>
    public required IReadOnlyList<ReadOnlyMemory<byte>> Moved { get; init; }
}
