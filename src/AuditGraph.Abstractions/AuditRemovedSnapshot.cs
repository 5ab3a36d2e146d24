namespace AuditGraph;

/// <summary>A snapshot that was removed; the record of its run is still there.</summary>
public sealed record AuditRemovedSnapshot
{
    /// <summary>The id of the run that took it.</summary>
    public required string Run { get; init; }

    /// <summary>The name of the run's job.</summary>
    public required string Job { get; init; }

    /// <summary>When it was taken, in UTC.</summary>
    public required DateTimeOffset TakenAt { get; init; }

    /// <summary>How many files and symbolic links it held.</summary>
    public required long Files { get; init; }

    /// <summary>How many bytes these had.</summary>
    public required long Bytes { get; init; }

    /// <summary>Its root hash in lower-case hexadecimal, which the run's record still states.</summary>
    public required string SnapshotRoot { get; init; }

    /// <summary>What needed it, as a clause; that nothing did, unless it was removed by force.</summary>
    public required string Reason { get; init; }

    /// <summary>The workspace's root, as an absolute path.</summary>
    public required string Root { get; init; }
}
