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

    /// <summary>The counts of its report that a job can fail on, such as <c>removed</c>; empty where there are none.</summary>
    public ValueList<string> FailKinds { get; init; } = [];

    /// <summary>Its parameters, in the order of their documentation.</summary>
    public required ValueList<ActionParameter> Parameters { get; init; }
}
