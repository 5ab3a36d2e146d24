using AuditGraph.Core.Reports.Findings;

namespace AuditGraph.Core.Actions.Parameters;

/// <summary>The parameters of checks that look at files: what it means that there was nothing to look at.</summary>
internal static class CheckParameters
{
    private const string OnUnreadableName = "on_unreadable";

    private const string OnEmptyName = "on_empty";

    private const string SeverityName = "severity";

    private const string Fail = "fail";

    private const string Warn = "warn";

    private const string Ignore = "ignore";

    /// <summary>Says what it means that something could not be looked at.</summary>
    public static ActionParameter OnUnreadable { get; } = new()
    {
        Name = OnUnreadableName,
        Kind = ActionParameterKind.Text,
        Default = Fail,
        AllowedValues = ValueList.Create<string>((string[])[Fail, Warn]),
        Summary = "The verdict, at least, where something that belongs to what is looked at could not be looked at.",
    };

    /// <summary>Says what it means that a rule had nothing to look at.</summary>
    public static ActionParameter OnEmpty { get; } = new()
    {
        Name = OnEmptyName,
        Kind = ActionParameterKind.Text,
        Default = Warn,
        AllowedValues = ValueList.Create<string>((string[])[Fail, Warn, Ignore]),
        Summary = "The verdict, at least, where a rule that looks at files matches none.",
    };

    /// <summary>Says how much it weighs what an item of a list asks for and is not so.</summary>
    public static ActionParameter Severity { get; } = new()
    {
        Name = SeverityName,
        Kind = ActionParameterKind.Text,
        Default = SeverityWords.Of(AuditSeverity.Error),
        AllowedValues = SeverityWords.All,
        Summary = "How much its findings weigh.",
    };

    /// <summary>How much the findings of an item weigh.</summary>
    public static AuditSeverity ReadSeverity(ValueMap<object?> item) => SeverityWords.SeverityOf((string)item[SeverityName]!);

    /// <summary>The verdict, at least, where something could not be looked at.</summary>
    public static AuditVerdict ReadOnUnreadable(ValueMap<object?> arguments) => VerdictOf(arguments[OnUnreadableName]);

    /// <summary>
    /// The verdict, at least, where a rule had nothing to look at; <see cref="AuditVerdict.None"/> where that means
    /// nothing.
    /// </summary>
    public static AuditVerdict ReadOnEmpty(ValueMap<object?> arguments) => VerdictOf(arguments[OnEmptyName]);

    private static AuditVerdict VerdictOf(object? word) => word switch
    {
        Fail => AuditVerdict.Fail,
        Warn => AuditVerdict.Warn,
        _ => AuditVerdict.None,
    };
}
