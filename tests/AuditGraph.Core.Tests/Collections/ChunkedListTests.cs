using AuditGraph.Core.Collections;

namespace AuditGraph.Core.Tests.Collections;

public sealed class ChunkedListTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(8192)]
    [InlineData(8193)]
    [InlineData(40_000)]
    public void Values_are_where_they_were_added_and_can_be_changed_there(int count)
    {
        var list = new ChunkedList<int>();
        for (int value = 0; value < count; value++)
        {
            list.Add(value);
            list[value / 2]++;
        }

        int[] expected = new int[count];
        for (int value = 0; value < count; value++)
        {
            expected[value] = value;
            expected[value / 2]++;
        }

        Assert.Equal(count, list.Count);
        Assert.Equal(expected, Enumerable.Range(0, count).Select(index => list[index]));
    }
}
