using AuditGraph.Core.Collections;

namespace AuditGraph.Core.Tests.Collections;

public sealed class LazyListTests
{
    public static TheoryData<int> Counts => [0, 3, LazyList.Few, LazyList.Few + 1];

    [Theory]
    [MemberData(nameof(Counts))]
    public void Items_are_made_of_those_of_another_list(int count)
    {
        int[] numbers = [.. Enumerable.Range(0, count)];
        IReadOnlyList<string> list = LazyList.Of(numbers, number => $"{number}");
        Assert.Equal(numbers.Select(number => $"{number}"), list);
        Assert.Equal(count, list.Count);
        Assert.All([0, count / 2, count - 1], index => Assert.Equal($"{index}", index < 0 || count == 0 ? $"{index}" : list[index]));
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public void Some_items_are_changed_in_their_order_and_the_others_are_the_same_objects(int count)
    {
        string[] items = [.. Enumerable.Range(0, count).Select(number => $"{number}")];
        var asked = new List<string>();
        IReadOnlyList<string> list = LazyList.Changed(items, item =>
        {
            asked.Add(item);
            return item.EndsWith('7') ? $"<{item}>" : item;
        });

        string[] expected = [.. items.Select(item => item.EndsWith('7') ? $"<{item}>" : item)];
        Assert.Equal(expected, list);
        Assert.Equal(expected, Enumerable.Range(0, count).Select(index => list[index]));
        Assert.Equal(items, asked);
        Assert.True(items.Where((item, index) => !item.EndsWith('7') && !ReferenceEquals(item, list[index])).FirstOrDefault() is null);
    }
}
