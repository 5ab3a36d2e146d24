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

    /// <summary>Whether it must be given; a list then has at least one item.</summary>
    public bool Required { get; init; }

    /// <summary>The least number that it takes, or null where any will do.</summary>
    public long? Minimum { get; init; }

    /// <summary>The parameter that must not be given beside it, or null.</summary>
    public string? Excludes { get; init; }

    /// <summary>The parameter without which it has no meaning, or null.</summary>
    public string? OnlyWith { get; init; }

    /// <summary>The greatest number that it takes, or null where any will do.</summary>
    public long? Maximum { get; init; }

    /// <summary>The member beside it in a mapping, a number too, that it must not exceed, or null.</summary>
    public string? NotAbove { get; init; }

    /// <summary>The only texts it takes, or none where any will do.</summary>
    public ValueList<string> AllowedValues { get; init; } = [];

    /// <summary>Groups of those texts of which a list holds one at most, since each says something else.</summary>
    public ValueList<ValueList<string>> AtMostOneOf { get; init; } = [];

    /// <summary>
    /// Whether each of its glob patterns stands for itself: it is given once among all mappings of a list, and takes
    /// nothing back that another one takes.
    /// </summary>
    public bool IsDistinct { get; init; }

    /// <summary>What its mapping, or each of its mappings, takes, in the order of their documentation; none where it takes none.</summary>
    public ValueList<ActionParameter> Members { get; init; } = [];

    /// <summary>
    /// Whether nothing may stand in two of its members, which are lists. A member that is left out then gives up what of its
    /// default stands in another.
    /// </summary>
    public bool MembersAreDisjoint { get; init; }

    /// <summary>The members of which each of its mappings must have at least one, or none.</summary>
    public ValueList<string> RequiresAnyOf { get; init; } = [];
}
