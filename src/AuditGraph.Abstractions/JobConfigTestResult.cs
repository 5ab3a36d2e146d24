namespace AuditGraph;

/// <summary>What validating one job configuration file found.</summary>
public sealed record JobConfigTestResult
{
    /// <summary>The file, as an absolute path.</summary>
    public required string Path { get; init; }

    /// <summary>Whether no diagnostic is an error.</summary>
    public bool IsValid => Diagnostics.All(diagnostic => diagnostic.Severity != DiagnosticSeverity.Error);

    /// <summary>How many jobs the file defines, also where some of them are faulty.</summary>
    public required int JobCount { get; init; }

    /// <summary>Every finding, sorted by position.</summary>
    public required ValueList<JobConfigDiagnostic> Diagnostics { get; init; }
}
