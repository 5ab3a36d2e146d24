namespace AuditGraph;

/// <summary>How much a <see cref="JobConfigDiagnostic"/> or an <see cref="AuditLedgerProblem"/> weighs.</summary>
public enum DiagnosticSeverity
{
    /// <summary>Worth knowing; nothing is wrong.</summary>
    Hint,

    /// <summary>Worth a look: a file can still be run, evidence still holds.</summary>
    Warning,

    /// <summary>A file cannot be run, evidence does not hold.</summary>
    Error,
}
