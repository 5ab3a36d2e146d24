namespace AuditGraph.Core.Actions;

/// <summary>What an action would do, found without writing anything.</summary>
internal sealed record ActionPreview
{
    /// <summary>The baseline that would be compared with, in words; null where nothing would.</summary>
    public string? Baseline { get; init; }

    /// <summary>The command that would be run, as a person would type it; null where none would.</summary>
    public string? Command { get; init; }

    /// <summary>Roughly how many files would be looked at, or null where nobody knows.</summary>
    public long? ExpectedFiles { get; init; }

    /// <summary>Roughly how many bytes these files hold, or null where nobody knows.</summary>
    public long? ExpectedBytes { get; init; }
}
