namespace AuditGraph.Core.Actions.Checks;

/// <summary>
/// Something that a check found, before it is known whether it is new and whether somebody has set it aside.
/// </summary>
/// <param name="RuleId">The rule, one of those that the check names.</param>
/// <param name="Severity">How much it weighs.</param>
/// <param name="Message">What is wrong, in a sentence.</param>
/// <param name="Key">
/// What tells it from others of its rule in its file, and stays when it moves within it: never a line or a number that
/// counts lines.
/// </param>
internal sealed record CheckFinding(string RuleId, AuditSeverity Severity, string Message, string Key)
{
    /// <summary>The file, relative to the workspace's root and safe to show; null where it is none's.</summary>
    public string? Path { get; init; }

    /// <summary>The line, from 1, or null.</summary>
    public long? Line { get; init; }

    /// <summary>The column in UTF-16 code units, from 1, or null.</summary>
    public long? Column { get; init; }

    /// <summary>The line where it ends, or null.</summary>
    public long? EndLine { get; init; }

    /// <summary>The column behind its last character, or null.</summary>
    public long? EndColumn { get; init; }

    /// <summary>What else the rule says of it.</summary>
    public ValueMap<string> Properties { get; init; } = new();
}
