namespace AuditGraph.Core.Configuration.Reading;

/// <summary>What may stand after a key of a configuration file.</summary>
internal abstract record ValueDescription;

/// <summary>True or false: a <see cref="bool"/>.</summary>
internal sealed record SwitchValue : ValueDescription;

/// <summary>A text of a certain form.</summary>
/// <param name="Expected">The form in words.</param>
/// <param name="Pattern">The form as a regular expression of JSON Schema; may accept more than <paramref name="Parse"/>, never less.</param>
/// <param name="Parse">Makes of a text what it means, such as a <see cref="TimeSpan"/>; null where it has not the form.</param>
internal sealed record TextValue(string Expected, string Pattern, Func<string, object?> Parse) : ValueDescription
{
    /// <summary>Whether it is a moment, so that what YAML 1.1 reads as a date is no trap.</summary>
    public bool IsTime { get; init; }
}

/// <summary>Keys with values of their own: a <see cref="ConfigSection"/>. Nothing after the key is a section without keys.</summary>
/// <param name="Keys">The keys.</param>
internal sealed record SectionValue(params KeyDescription[] Keys) : ValueDescription
{
    /// <summary>Keys of which there must be one, and no two; empty where nothing is so.</summary>
    public string[] OneOf { get; init; } = [];
}

/// <summary>Any number of sections of one kind: a list of <see cref="ConfigSection"/>. Nothing after the key is an empty list.</summary>
/// <param name="Item">What each of them holds.</param>
internal sealed record SectionListValue(SectionValue Item) : ValueDescription;
