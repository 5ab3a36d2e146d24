namespace AuditGraph;

/// <summary>One parameter of an action.</summary>
public sealed record ActionParameter
{
    /// <summary>The key under <c>action.args</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The kind of value it takes.</summary>
    public required ActionParameterKind Kind { get; init; }

    /// <summary>What it does, in one or two sentences.</summary>
    public required string Summary { get; init; }

    /// <summary>The value when none is given, of the type its kind names, or null.</summary>
    public object? Default { get; init; }

    /// <summary>Whether it must be given.</summary>
    public bool Required { get; init; }

    /// <summary>The only texts it takes, or none where any will do.</summary>
    public ValueList<string> AllowedValues { get; init; } = [];
}
