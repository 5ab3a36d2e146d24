namespace AuditGraph.Core.Configuration.Reading;

/// <summary>What may stand after a key of a configuration file.</summary>
internal abstract record ValueDescription;

/// <summary>True or false: a <see cref="bool"/>.</summary>
internal sealed record SwitchValue : ValueDescription;

/// <summary>A text of a certain form.</summary>
/// <param name="Expected">The form in words.</param>
/// <param name="Pattern">The form as a regular expression of JSON Schema; may accept more than <paramref name="Parse"/>, never less.</param>
/// <param name="Parse">Makes of a text what it means, such as a <see cref="TimeSpan"/>; null where it has not the form.</param>
internal sealed record TextValue(string Expected, string Pattern, Func<string, object?> Parse) : ValueDescription;

/// <summary>Keys with values of their own: a <see cref="ConfigSection"/>. Nothing after the key is a section without keys.</summary>
/// <param name="Keys">The keys.</param>
internal sealed record SectionValue(params KeyDescription[] Keys) : ValueDescription;

/// <summary>Any number of sections of one kind: a list of <see cref="ConfigSection"/>. Nothing after the key is an empty list.</summary>
/// <param name="Item">What each of them holds.</param>
internal sealed record SectionListValue(SectionValue Item) : ValueDescription;
