namespace AuditGraph;

/// <summary>How an <see cref="AuditFinding"/> stands to what the job's last good run found.</summary>
public enum AuditFindingState
{
    /// <summary>That run did not find it, or there was none.</summary>
    New,

    /// <summary>That run found it too.</summary>
    Unchanged,

    /// <summary>That run found it, and it is gone.</summary>
    Absent,
}
