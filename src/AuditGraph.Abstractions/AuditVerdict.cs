namespace AuditGraph;

/// <summary>What a check found. It says nothing of how the execution ended; that is the status.</summary>
public enum AuditVerdict
{
    /// <summary>Nothing was judged: the action makes a report, or did not come to its end.</summary>
    None,

    /// <summary>All is as it should be.</summary>
    Pass,

    /// <summary>Something deserves a look.</summary>
    Warn,

    /// <summary>Something is not as it should be.</summary>
    Fail,
}
