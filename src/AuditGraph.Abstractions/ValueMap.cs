using System.Collections.ObjectModel;

namespace AuditGraph;

/// <summary>
/// A read-only mapping with its keys in ordinal order, whose text is <c>key=value;key=value</c>.
/// </summary>
/// <typeparam name="TValue">The type of the values.</typeparam>
public sealed class ValueMap<TValue> : ReadOnlyDictionary<string, TValue>, IEquatable<ValueMap<TValue>>
{
    /// <summary>Copies entries into a mapping.</summary>
    /// <param name="entries">The entries; keys are compared ordinally and must be unique.</param>
    /// <exception cref="ArgumentException">A key occurs twice.</exception>
    public ValueMap(IEnumerable<KeyValuePair<string, TValue>> entries)
        : base(Sort(entries))
    {
    }

    /// <summary>Makes the mapping with no entries.</summary>
    public ValueMap()
        : base(new SortedList<string, TValue>(StringComparer.Ordinal))
    {
    }

    /// <inheritdoc/>
    public bool Equals(ValueMap<TValue>? other) => other is not null && this.SequenceEqual(other);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ValueMap<TValue>);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach ((string key, TValue value) in this)
        {
            hash.Add(key, StringComparer.Ordinal);
            hash.Add(value);
        }

        return hash.ToHashCode();
    }

    /// <summary>The entries as <c>key=value</c>, joined by <c>;</c>.</summary>
    public override string ToString() => string.Join(';', this.Select(entry => $"{entry.Key}={entry.Value}"));

    private static SortedList<string, TValue> Sort(IEnumerable<KeyValuePair<string, TValue>> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        int count = entries is ICollection<KeyValuePair<string, TValue>> collection ? collection.Count : 0;
        var sorted = new SortedList<string, TValue>(count, StringComparer.Ordinal);
        foreach ((string key, TValue value) in entries)
        {
            sorted.Add(key, value);
        }

        return sorted;
    }
}
