namespace AuditGraph;

/// <summary>A job in its place in a plan, and what running it would do.</summary>
public sealed record AuditPlanEntry
{
    /// <summary>The place in the plan, from 1: each job comes after all that it needs.</summary>
    public required int Position { get; init; }

    /// <summary>The name of the job.</summary>
    public required string Job { get; init; }

    /// <summary>The type of its action.</summary>
    public required string ActionType { get; init; }

    /// <summary>Whether the job was asked for itself, and not only by a job that needs it.</summary>
    public required bool IsAskedFor { get; init; }

    /// <summary>The jobs that must have ended before, and how.</summary>
    public ValueList<AuditJobNeed> Needs { get; init; } = [];

    /// <summary>What it would do, in words.</summary>
    public required string Description { get; init; }

    /// <summary>Where the report would come from; null where the job would fail, not start, or that is not known yet.</summary>
    public AuditRunOrigin? Origin { get; init; }

    /// <summary>Why it would run, or why the report of an earlier run still holds, the most fundamental first.</summary>
    public ValueList<AuditRunReason> Reasons { get; init; } = [];

    /// <summary>The command that would be run, as a person would type it; null where none would.</summary>
    public string? Command { get; init; }

    /// <summary>The baseline that would be compared with, in words; null where the job would fail.</summary>
    public string? Baseline { get; init; }

    /// <summary>Roughly how many files would be looked at, or null where nobody knows.</summary>
    public long? ExpectedFiles { get; init; }

    /// <summary>Roughly how many bytes these files hold, or null where nobody knows.</summary>
    public long? ExpectedBytes { get; init; }

    /// <summary>The absolute path of the report that would be written: of the first output.</summary>
    public required string OutputPath { get; init; }

    /// <summary>The files that the report would be written to.</summary>
    public ValueList<AuditJobOutput> Outputs { get; init; } = [];

    /// <summary>How many old snapshots would then be removed.</summary>
    public int RemovedSnapshots { get; init; }

    /// <summary>The stable name of the error with which the job would fail, or null.</summary>
    public string? ErrorName { get; init; }

    /// <summary>The message of that error, or null.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>The workspace's root, as an absolute path.</summary>
    public required string Root { get; init; }
}
