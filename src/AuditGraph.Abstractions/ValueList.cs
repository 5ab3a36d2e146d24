using System.Collections;
using System.Runtime.CompilerServices;

namespace AuditGraph;

/// <summary>
/// A read-only list that is equal to another when its items are, and whose text is its items joined by
/// <c>;</c>, so that a collection in a CSV cell reads <c>a;b</c>.
/// </summary>
/// <typeparam name="T">The type of the items.</typeparam>
[CollectionBuilder(typeof(ValueList), nameof(ValueList.Create))]
public sealed class ValueList<T> : IReadOnlyList<T>, IEquatable<ValueList<T>>
{
    private readonly T[] items;

    internal ValueList(T[] items) => this.items = items;

    /// <summary>The number of items.</summary>
    public int Count => items.Length;

    /// <summary>The item at a zero-based position.</summary>
    /// <param name="index">The position.</param>
    /// <exception cref="IndexOutOfRangeException">The position is outside the list.</exception>
    public T this[int index] => items[index];

    /// <inheritdoc/>
    public bool Equals(ValueList<T>? other) => other is not null && items.AsSpan().SequenceEqual(other.items);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ValueList<T>);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (T item in items)
        {
            hash.Add(item);
        }

        return hash.ToHashCode();
    }

    /// <summary>The items joined by <c>;</c>.</summary>
    public override string ToString() => string.Join(';', items);

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => items.GetEnumerator();
}
