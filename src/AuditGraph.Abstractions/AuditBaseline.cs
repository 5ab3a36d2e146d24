namespace AuditGraph;

/// <summary>What somebody approved as the baseline of a job, as the ledger says.</summary>
public sealed record AuditBaseline
{
    /// <summary>The approval's id.</summary>
    public required string Id { get; init; }

    /// <summary>The job's name.</summary>
    public required string Job { get; init; }

    /// <summary>When it was approved, in UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Who approved it: user and host, as the process knew them.</summary>
    public required string By { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }

    /// <summary>The run whose state was approved.</summary>
    public required string Run { get; init; }

    /// <summary>The patterns of the part that was approved; none where it was all that the run saw.</summary>
    public ValueList<string> Paths { get; init; } = [];

    /// <summary>The approval that was in force before, or null for the first of the job.</summary>
    public string? Previous { get; init; }

    /// <summary>Whether it is in force: no other of its job followed.</summary>
    public required bool IsCurrent { get; init; }

    /// <summary>How many files and links it holds; null where its snapshot is not there any more.</summary>
    public long? Files { get; init; }

    /// <summary>Their bytes; null where its snapshot is not there any more.</summary>
    public long? Bytes { get; init; }

    /// <summary>The root hash of its tree; null where its snapshot is not there any more.</summary>
    public string? SnapshotRoot { get; init; }

    /// <summary>The hash of the header of its snapshot, for which the ledger vouches.</summary>
    public required string SnapshotSha256 { get; init; }

    /// <summary>The root of the workspace.</summary>
    public required string Root { get; init; }
}
