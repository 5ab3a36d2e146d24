namespace AuditGraph;

/// <summary>Makes <see cref="ValueList{T}"/> instances.</summary>
public static class ValueList
{
    /// <summary>A list of the given items, in their order.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="items">The items; they are copied.</param>
    public static ValueList<T> Create<T>(ReadOnlySpan<T> items) => new(items.ToArray());

    /// <summary>A list of the given items, in their order.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="items">The items; they are copied.</param>
    public static ValueList<T> ToValueList<T>(this IEnumerable<T> items)
    {
        if (items is not ICollection<T> collection)
        {
            return new ValueList<T>([.. items]);
        }

        var copy = new T[collection.Count];
        collection.CopyTo(copy, 0);
        return new ValueList<T>(copy);
    }
}
