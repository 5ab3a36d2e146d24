namespace AuditGraph;

/// <summary>Where a run stands.</summary>
public enum AuditRunStatus
{
    /// <summary>Started and not finished.</summary>
    Pending,

    /// <summary>Finished; its output is in place.</summary>
    Ok,

    /// <summary>Finished without an output of its own; any earlier output is as it was.</summary>
    Failed,

    /// <summary>Started by a process that ended before it could finish the run.</summary>
    Abandoned,

    /// <summary>Not started: a job that it needs was skipped, or nothing more was to be started after a failure.</summary>
    Skipped,

    /// <summary>Not started: a job that it needs did not end as it has to.</summary>
    Blocked,
}
