namespace AuditGraph;

/// <summary>Something that a check found not to be as it should.</summary>
public sealed record AuditFinding
{
    /// <summary>The stable name of the rule, such as <c>files.missing</c>.</summary>
    public required string RuleId { get; init; }

    /// <summary>How much it weighs.</summary>
    public required AuditSeverity Severity { get; init; }

    /// <summary>What is wrong, in a sentence.</summary>
    public required string Message { get; init; }

    /// <summary>
    /// The file, relative to the workspace's root, with forward slashes and control characters escaped; null where it
    /// is none's.
    /// </summary>
    public string? Path { get; init; }

    /// <summary>The line, from 1, or null.</summary>
    public long? Line { get; init; }

    /// <summary>The column in UTF-16 code units, from 1, or null.</summary>
    public long? Column { get; init; }

    /// <summary>The line where it ends, or null.</summary>
    public long? EndLine { get; init; }

    /// <summary>The column behind its last character, or null.</summary>
    public long? EndColumn { get; init; }

    /// <summary>
    /// What tells it from all others and stays the same when it moves within its file: a SHA-256 in lower-case
    /// hexadecimal over
    /// rule, path and what the rule says of it.
    /// </summary>
    public required string Fingerprint { get; init; }

    /// <summary>How it stands to what the job's last good run found.</summary>
    public AuditFindingState State { get; init; }

    /// <summary>The waiver that sets it aside, or null.</summary>
    public AuditWaiver? Waiver { get; init; }

    /// <summary>What else the rule says of it.</summary>
    public ValueMap<string> Properties { get; init; } = new();

    /// <summary>The id of the run that found it.</summary>
    public string? Run { get; init; }

    /// <summary>The name of that run's job.</summary>
    public string? Job { get; init; }

    /// <summary>The root of that run's workspace, as an absolute path.</summary>
    public string? Root { get; init; }

    /// <summary>Whether it counts for the verdict: it is there, and nobody has set it aside.</summary>
    public bool IsLive => Waiver is null && State != AuditFindingState.Absent;
}
