namespace AuditGraph.Core.Actions.RunCommand.Results;

/// <summary>The words of SARIF that decide what a result is.</summary>
internal static class SarifWords
{
    /// <summary>The kind of a result that is a problem.</summary>
    public const string Fail = "fail";

    /// <summary>The kind of a result about which the program had too little to go by.</summary>
    public const string Open = "open";

    /// <summary>The kind of a result that a person has to look at.</summary>
    public const string Review = "review";

    /// <summary>The state of a result that is no longer there.</summary>
    public const string Absent = "absent";

    /// <summary>A level.</summary>
    public const string Error = "error";

    /// <summary>A level; that of a result of which nothing else is said.</summary>
    public const string Warning = "warning";

    /// <summary>The level of what weighs nothing.</summary>
    public const string None = "none";

    private const string Note = "note";

    /// <summary>How much a level weighs; null where it weighs nothing.</summary>
    /// <param name="level">The level.</param>
    /// <param name="part">Who has it, for the mistake.</param>
    /// <exception cref="FormatException">It is none.</exception>
    public static AuditSeverity? SeverityOf(string level, JsonPart part) => level switch
    {
        Error => AuditSeverity.Error,
        Warning => AuditSeverity.Warning,
        Note => AuditSeverity.Note,
        None => null,
        _ => throw part.Mistake($"has the level '{ForeignText.FirstLine(level)}', which SARIF does not know"),
    };
}
