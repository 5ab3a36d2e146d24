namespace AuditGraph.Core.Reports.Findings;

/// <summary>The words for severities, states and verdicts, as job files, reports and commands spell them.</summary>
internal static class SeverityWords
{
    /// <summary>The severities, the gravest first.</summary>
    public static ValueList<string> All { get; } = ["error", "warning", "note"];

    /// <summary>The word of a check's <c>fail_on</c> by which no finding makes it fail.</summary>
    public const string Never = "never";

    /// <summary>What a check can fail on: the severities, the gravest first, and <see cref="Never"/>.</summary>
    public static ValueList<string> FailKinds { get; } = [.. All, Never];

    /// <summary>The word for a severity.</summary>
    public static string Of(AuditSeverity severity) => All[AuditSeverity.Error - severity];

    /// <summary>The word for a state.</summary>
    public static string Of(AuditFindingState state) => state switch
    {
        AuditFindingState.New => "new",
        AuditFindingState.Unchanged => "unchanged",
        _ => "absent",
    };

    /// <summary>The word for a verdict.</summary>
    public static string Of(AuditVerdict verdict) => verdict.ToString().ToLowerInvariant();

    /// <summary>The severity that a word means.</summary>
    /// <exception cref="FormatException">It means none.</exception>
    public static AuditSeverity SeverityOf(string? word) => word switch
    {
        "error" => AuditSeverity.Error,
        "warning" => AuditSeverity.Warning,
        "note" => AuditSeverity.Note,
        _ => throw new FormatException($"'{word}' is no severity."),
    };

    /// <summary>The state that a word means.</summary>
    /// <exception cref="FormatException">It means none.</exception>
    public static AuditFindingState StateOf(string? word) => word switch
    {
        "new" => AuditFindingState.New,
        "unchanged" => AuditFindingState.Unchanged,
        "absent" => AuditFindingState.Absent,
        _ => throw new FormatException($"'{word}' is no state of a finding."),
    };

    /// <summary>The verdict that a word means.</summary>
    /// <exception cref="FormatException">It means none.</exception>
    public static AuditVerdict VerdictOf(string? word) => word switch
    {
        "none" => AuditVerdict.None,
        "pass" => AuditVerdict.Pass,
        "warn" => AuditVerdict.Warn,
        "fail" => AuditVerdict.Fail,
        _ => throw new FormatException($"'{word}' is no verdict."),
    };
}
