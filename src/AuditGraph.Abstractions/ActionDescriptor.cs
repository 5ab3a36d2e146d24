namespace AuditGraph;

/// <summary>
/// An action's one description of itself. Validation, argument binding, the JSON Schema and the documentation
/// are all made from it.
/// </summary>
public sealed record ActionDescriptor
{
    /// <summary>The value of <c>action.type</c>, such as <c>report.changed_since</c>.</summary>
    public required string Type { get; init; }

    /// <summary>What the action does, in one sentence.</summary>
    public required string Summary { get; init; }

    /// <summary>The version of its report's content; a report is a function of this and its inputs.</summary>
    public required int ReportVersion { get; init; }

    /// <summary>The formats it can write, the default first.</summary>
    public required ValueList<string> Formats { get; init; }

    /// <summary>Whether it is a check, which gives findings and a verdict, rather than a report, which judges nothing.</summary>
    public bool IsCheck { get; init; }

    /// <summary>
    /// What a job can fail on: of a report the counts, such as <c>removed</c>; of a check the severity from which findings count,
    /// or <c>never</c>. Empty where there is nothing.
    /// </summary>
    public ValueList<string> FailKinds { get; init; } = [];

    /// <summary>Its parameters, in the order of their documentation.</summary>
    public required ValueList<ActionParameter> Parameters { get; init; }
}
