using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace AuditGraph;

/// <summary>
/// A read-only mapping of few entries, over an array that is sorted by the keys. The base library's collections of
/// numbers
/// are compiled in every process anew; this one is compiled ahead.
/// </summary>
/// <typeparam name="TValue">The type of the values.</typeparam>
/// <param name="entries">The entries, sorted ordinally by their keys, none of which occurs twice.</param>
internal sealed class SortedEntries<TValue>(KeyValuePair<string, TValue>[] entries) : IDictionary<string, TValue>
{
    public ICollection<string> Keys => Array.ConvertAll(entries, entry => entry.Key);

    public ICollection<TValue> Values => Array.ConvertAll(entries, entry => entry.Value);

    public int Count => entries.Length;

    public bool IsReadOnly => true;

    public TValue this[string key]
    {
        get => TryGetValue(key, out TValue? value) ? value : throw new KeyNotFoundException($"The key '{key}' is not in the mapping.");
        set => throw new NotSupportedException();
    }

    public bool ContainsKey(string key) => TryGetValue(key, out _);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out TValue value)
    {
        ArgumentNullException.ThrowIfNull(key);
        (int start, int end) = (0, entries.Length);
        while (start < end)
        {
            int middle = (start + end) / 2;
            int order = string.CompareOrdinal(entries[middle].Key, key);
            if (order == 0)
            {
                value = entries[middle].Value;
                return true;
            }

            (start, end) = order < 0 ? (middle + 1, end) : (start, middle);
        }

        value = default;
        return false;
    }

    public bool Contains(KeyValuePair<string, TValue> item) =>
        TryGetValue(item.Key, out TValue? value) && EqualityComparer<TValue>.Default.Equals(value, item.Value);

    public void CopyTo(KeyValuePair<string, TValue>[] array, int arrayIndex) => entries.CopyTo(array, arrayIndex);

    public IEnumerator<KeyValuePair<string, TValue>> GetEnumerator()
    {
        foreach (KeyValuePair<string, TValue> entry in entries)
        {
            yield return entry;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public void Add(string key, TValue value) => throw new NotSupportedException();

    public void Add(KeyValuePair<string, TValue> item) => throw new NotSupportedException();

    public bool Remove(string key) => throw new NotSupportedException();

    public bool Remove(KeyValuePair<string, TValue> item) => throw new NotSupportedException();

    public void Clear() => throw new NotSupportedException();
}
