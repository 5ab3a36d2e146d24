namespace AuditGraph.Core.Collections;

/// <summary>The first of very many items in an order, without holding many more than these.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
/// <param name="most">How many are wanted.</param>
/// <param name="order">Their order, in which no two are equal.</param>
internal sealed class Foremost<T>(int most, Comparison<T> order)
{
    private readonly List<T> items = [];

    private bool isFull;

    /// <summary>Takes an item into account.</summary>
    public void Add(T item)
    {
        // The last of those that are ordered already bounds what can still be among the first.
        if (most == 0 || (isFull && order(item, items[most - 1]) > 0))
        {
            return;
        }

        items.Add(item);
        if (items.Count >= 2L * most)
        {
            Cut();
        }
    }

    /// <summary>The first of all that were added, in order.</summary>
    public IReadOnlyList<T> InOrder()
    {
        Cut();
        return items;
    }

    private void Cut()
    {
        items.Sort(order);
        if (items.Count >= most)
        {
            items.RemoveRange(most, items.Count - most);
            isFull = true;
        }
    }
}
