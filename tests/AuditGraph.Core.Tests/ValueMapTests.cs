using System.Globalization;

namespace AuditGraph.Core.Tests;

/// <summary>Mappings keep their keys in ordinal order, whatever order they came in.</summary>
public sealed class ValueMapTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(5_000)]
    public void Gives_its_entries_in_the_ordinal_order_of_their_keys(int count)
    {
        var random = new Random(count);
        KeyValuePair<string, int>[] entries = [.. Enumerable.Range(0, count)
            .Select(number => new KeyValuePair<string, int>((number * 7 % 10 < 5 ? "k" : "K") + number.ToString(CultureInfo.InvariantCulture), number))];
        string[] expected = [.. entries.Select(entry => entry.Key).Order(StringComparer.Ordinal)];
        random.Shuffle(entries);

        Assert.Equal(expected, new ValueMap<int>(entries).Keys);
        Assert.Equal(expected, new ValueMap<int>(entries.ToList()).Select(entry => entry.Key));
        Assert.Equal(entries.Length, new ValueMap<int>(entries).Count);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(40)]
    public void Refuses_a_key_that_occurs_twice(int count) =>
        Assert.Throws<ArgumentException>(() => new ValueMap<int>(
            Enumerable.Range(1, count).Select(number => new KeyValuePair<string, int>((number % (count - 1)).ToString(CultureInfo.InvariantCulture), number))));

    [Fact]
    public void Leaves_the_array_that_it_was_made_of_as_it_was()
    {
        KeyValuePair<string, int>[] entries = [new("b", 1), new("a", 2)];

        _ = new ValueMap<int>(entries);

        Assert.Equal("b", entries[0].Key);
    }
}
