namespace AuditGraph;

/// <summary>Which end of a needed job lets the job that needs it start.</summary>
public enum AuditNeedCondition
{
    /// <summary>It ended <see cref="AuditRunStatus.Ok"/>, and its verdict is not <see cref="AuditVerdict.Fail"/>.</summary>
    Ok,

    /// <summary>It ended, however it did, but for being cancelled.</summary>
    Done,

    /// <summary>It ended, however it did; the job runs also after the invocation was cancelled, with its own time.</summary>
    Always,
}
