namespace AuditGraph;

/// <summary>What an action would do, found without writing anything.</summary>
public sealed record AuditActionPreview
{
    /// <summary>The baseline that would be compared with, in words.</summary>
    public required string Baseline { get; init; }

    /// <summary>Roughly how many files would be looked at, or null where nobody knows.</summary>
    public long? ExpectedFiles { get; init; }

    /// <summary>Roughly how many bytes these files hold, or null where nobody knows.</summary>
    public long? ExpectedBytes { get; init; }
}
