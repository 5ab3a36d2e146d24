namespace AuditGraph;

/// <summary>How much a <see cref="JobConfigDiagnostic"/> weighs.</summary>
public enum DiagnosticSeverity
{
    /// <summary>Worth knowing; the file is read as written.</summary>
    Hint,

    /// <summary>Likely a mistake; the file can still be run.</summary>
    Warning,

    /// <summary>The file cannot be run.</summary>
    Error,
}
