using System.Collections;

namespace AuditGraph.Core.Collections;

/// <summary>Lists whose items are made of something smaller: when they are asked for, where there are many of them.</summary>
internal static class LazyList
{
    /// <summary>Up to how many items are made at once, since they are asked for several times.</summary>
    public const int Few = 1 << 16;

    /// <summary>A list of what each item of another becomes.</summary>
    /// <typeparam name="TFrom">The type of the other's items.</typeparam>
    /// <typeparam name="TTo">The type of the items.</typeparam>
    /// <param name="items">The other.</param>
    /// <param name="make">Makes an item; the same whenever it is asked.</param>
    public static IReadOnlyList<TTo> Of<TFrom, TTo>(IReadOnlyList<TFrom> items, Func<TFrom, TTo> make) =>
        items.Count <= Few ? [.. items.Select(make)] : new Made<TFrom, TTo>(items, make);

    /// <summary>A list of what each number from zero becomes.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="count">How many there are.</param>
    /// <param name="make">Makes an item; the same whenever it is asked.</param>
    public static IReadOnlyList<T> Of<T>(int count, Func<int, T> make) => Of(new Numbers(count), make);

    /// <summary>A list with some items of another changed, of which only those are held anew.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="items">The other.</param>
    /// <param name="change">Changes an item, or gives it back. It is asked once for each, in their order.</param>
    public static IReadOnlyList<T> Changed<T>(IReadOnlyList<T> items, Func<T, T> change)
        where T : class
    {
        if (items.Count <= Few)
        {
            return [.. items.Select(change)];
        }

        var changed = new Dictionary<int, T>();
        int index = 0;
        foreach (T item in items)
        {
            if (change(item) is var other && !ReferenceEquals(other, item))
            {
                changed.Add(index, other);
            }

            index++;
        }

        return changed.Count == 0 ? items : new Patched<T>(items, changed);
    }

    private sealed class Numbers(int count) : IReadOnlyList<int>
    {
        public int Count => count;

        public int this[int index] => index;

        public IEnumerator<int> GetEnumerator() => Enumerable.Range(0, count).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    private sealed class Made<TFrom, TTo>(IReadOnlyList<TFrom> items, Func<TFrom, TTo> make) : IReadOnlyList<TTo>
    {
        public int Count => items.Count;

        public TTo this[int index] => make(items[index]);

        public IEnumerator<TTo> GetEnumerator() => items.Select(make).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    private sealed class Patched<T>(IReadOnlyList<T> items, Dictionary<int, T> changed) : IReadOnlyList<T>
    {
        public int Count => items.Count;

        public T this[int index] => changed.TryGetValue(index, out T? other) ? other : items[index];

        public IEnumerator<T> GetEnumerator() => items.Select((item, index) => changed.GetValueOrDefault(index, item)).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
