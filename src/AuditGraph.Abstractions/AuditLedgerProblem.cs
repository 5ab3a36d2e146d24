namespace AuditGraph;

/// <summary>One thing that a verification of evidence has found.</summary>
public sealed record AuditLedgerProblem
{
    /// <summary>The code, such as <c>AG3034</c>.</summary>
    public required string Code { get; init; }

    /// <summary>The stable name, such as <c>RecordChanged</c>.</summary>
    public required string Name { get; init; }

    /// <summary>How much it weighs: an error means that evidence does not hold.</summary>
    public required DiagnosticSeverity Severity { get; init; }

    /// <summary>The run it is about, or null.</summary>
    public string? Run { get; init; }

    /// <summary>The file it is about, relative to the workspace's root with forward slashes and control characters escaped, or null.</summary>
    public string? Path { get; init; }

    /// <summary>What was expected, such as a hash, or null.</summary>
    public string? Expected { get; init; }

    /// <summary>What was found, or null.</summary>
    public string? Actual { get; init; }

    /// <summary>What is wrong, in one sentence.</summary>
    public required string Message { get; init; }

    /// <summary>What to do about it, or null.</summary>
    public string? RecommendedAction { get; init; }

    /// <summary>The code and the message.</summary>
    public override string ToString() => $"{Code}: {Message}";
}
