namespace AuditGraph.Core.Configuration.Reading;

/// <summary>What a section of a configuration file says, as far as it is right.</summary>
/// <param name="values">The values by their keys.</param>
internal sealed class ConfigSection(Dictionary<string, object?> values)
{
    /// <summary>A section that says nothing.</summary>
    public static ConfigSection Empty { get; } = new([]);

    /// <summary>The value of a key; the type's default where the key is left out.</summary>
    /// <typeparam name="T">The type that the key's description yields.</typeparam>
    public T? Value<T>(string key) => values.TryGetValue(key, out object? value) && value is T found ? found : default;

    /// <summary>The section under a key; an empty one where it is left out.</summary>
    public ConfigSection Section(string key) => Value<ConfigSection>(key) ?? Empty;
}
