namespace AuditGraph;

/// <summary>How much an <see cref="AuditFinding"/> weighs, the gravest last.</summary>
public enum AuditSeverity
{
    /// <summary>Worth knowing; nothing is wrong.</summary>
    Note,

    /// <summary>Deserves a look.</summary>
    Warning,

    /// <summary>Is not as it should be.</summary>
    Error,
}
