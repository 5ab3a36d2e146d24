namespace AuditGraph.Core.Runs.Retention;

/// <summary>Why a snapshot stays or may go.</summary>
internal enum RetentionReason
{
    /// <summary>It may go: it is old, and nothing needs it.</summary>
    Unneeded,

    /// <summary>It was taken within the kept period.</summary>
    Recent,

    /// <summary>It is of another job or run than those that are asked to go.</summary>
    NotAsked,

    /// <summary>It is the newest of its job and scope from before the kept period: it tells how things stood when that began.</summary>
    PeriodStart,

    /// <summary>It is approved as the baseline of its job, and no other was approved after it.</summary>
    Approved,

    /// <summary>The record of a run within the kept period names it as its baseline.</summary>
    Baseline,

    /// <summary>The record of a run within the kept period cannot be read, and may name it as its baseline.</summary>
    Unknown,

    /// <summary>A job of the job file names it, or the moment it stands for, as its baseline.</summary>
    Pinned,

    /// <summary>A job of the job file looks back that far.</summary>
    LookBack,
}
