namespace AuditGraph;

/// <summary>What the check of a run's proof has found. Nothing but <see cref="Problems"/> means anything unless <see cref="IsValid"/>.</summary>
public sealed record AuditRunProofVerification
{
    /// <summary>Whether the proof shows that the log contains the entry.</summary>
    public required bool IsValid { get; init; }

    /// <summary>The run's id, or null where the proof cannot be read.</summary>
    public string? Run { get; init; }

    /// <summary>The job's name, or null where the proof cannot be read.</summary>
    public string? Job { get; init; }

    /// <summary>Where the run stands by the entry that is proved.</summary>
    public AuditRunStatus? Status { get; init; }

    /// <summary>The time that the entry states, in UTC.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>The SHA-256 of the run's record in lower-case hexadecimal, or null where the entry states none.</summary>
    public string? RecordSha256 { get; init; }

    /// <summary>The run's outputs as the entry states them, their paths relative to the workspace's root.</summary>
    public ValueList<AuditRunOutput> Outputs { get; init; } = [];

    /// <summary>The SHA-256 of the first output in lower-case hexadecimal, or null where the entry states none.</summary>
    public string? OutputSha256 => Outputs.Count == 0 ? null : Outputs[0].Sha256;

    /// <summary>Where the first output was, relative to the workspace's root, or null where the entry states none.</summary>
    public string? OutputPath => Outputs.Count == 0 ? null : Outputs[0].Path;

    /// <summary>The zero-based position of the entry in the log.</summary>
    public long? Index { get; init; }

    /// <summary>The number of entries that the checkpoint covers.</summary>
    public long? Size { get; init; }

    /// <summary>The log's name.</summary>
    public string? Origin { get; init; }

    /// <summary>Whether the checkpoint carries a valid signature of the given key.</summary>
    public bool Signed { get; init; }

    /// <summary>What is wrong with it.</summary>
    public ValueList<AuditLedgerProblem> Problems { get; init; } = [];
}
