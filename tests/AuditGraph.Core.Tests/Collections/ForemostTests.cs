using AuditGraph.Core.Collections;

namespace AuditGraph.Core.Tests.Collections;

public sealed class ForemostTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(499)]
    [InlineData(500)]
    [InlineData(int.MaxValue)]
    public void Has_the_first_of_all_in_order(int most)
    {
        int[] items = [.. Enumerable.Range(0, 500)];
        new Random(1).Shuffle(items);
        var foremost = new Foremost<int>(most, (left, right) => right.CompareTo(left));
        foreach (int item in items)
        {
            foremost.Add(item);
        }

        Assert.Equal(items.OrderDescending().Take(most), foremost.InOrder());
    }
}
