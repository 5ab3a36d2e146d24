using AuditGraph.Core.Configuration.Diagnostics;
using AuditGraph.Core.Configuration.Syntax;

namespace AuditGraph.Core.Configuration.Reading;

/// <summary>What a section of a configuration file says, as far as it is right.</summary>
/// <param name="values">The values by their keys.</param>
/// <param name="source">The section as it stands in the file; null where it does not.</param>
/// <param name="path">The section's place.</param>
internal sealed class ConfigSection(Dictionary<string, object?> values, MappingNode? source = null, DocumentPath? path = null)
{
    /// <summary>A section that says nothing.</summary>
    public static ConfigSection Empty { get; } = new([]);

    /// <summary>The section's place.</summary>
    public DocumentPath Path { get; } = path ?? DocumentPath.Root;

    /// <summary>The characters that stand for the section where something is said of it: its first key.</summary>
    public SourceSpan Place { get; } = source is null ? default : source.Entries.Length > 0 ? source.Entries[0].Key.Span : source.Span;

    /// <summary>The value of a key; the type's default where the key is left out.</summary>
    /// <typeparam name="T">The type that the key's description yields.</typeparam>
    public T? Value<T>(string key) => values.TryGetValue(key, out object? value) && value is T found ? found : default;

    /// <summary>The value of a key as it stands in the file, or null.</summary>
    public ScalarNode? Node(string key) => source?.Find(key)?.Value as ScalarNode;

    /// <summary>The section under a key; an empty one where it is left out.</summary>
    public ConfigSection Section(string key) => Value<ConfigSection>(key) ?? Empty;
}
