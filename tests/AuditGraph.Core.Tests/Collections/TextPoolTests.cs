using AuditGraph.Core.Canonical;
using AuditGraph.Core.Collections;
using FsCheck;
using FsCheck.Fluent;

namespace AuditGraph.Core.Tests.Collections;

public sealed class TextPoolTests
{
    // One unit is no valid Unicode, some need two bytes, and some texts are the digits of a hash.
    private static Gen<string> Texts => Gen.OneOf(
        Gen.Elements("", "a", "é", "ÿ", "Ā", "\ud800", "\uffff", ContentHash.Of("a"u8).ToString(), ContentHash.Of("b"u8).ToString()[1..]),
        Gen.Elements('a', 'b', 'é', 'Ā', '\udfff', '\0').ArrayOf().Select(units => new string(units)));

    [Fact]
    public void Every_text_comes_back_as_it_was_and_has_one_number() =>
        Prop.ForAll(Texts.ArrayOf().ToArbitrary(), some =>
        {
            string?[] texts = [.. some, null];
            var pool = new TextPool();
            int[] numbers = [.. texts.Select(pool.Add)];
            return texts.SequenceEqual(numbers.Select(pool.Get))
                && numbers.Distinct().Count() == texts.Distinct().Count()
                && pool.Count == texts.OfType<string>().Distinct().Count();
        }).Holds();

    [Fact]
    public void Texts_are_ordered_as_the_base_library_orders_them() =>
        Prop.ForAll(Texts.ToArbitrary(), Texts.ToArbitrary(), (left, right) =>
        {
            var pool = new TextPool();
            return Math.Sign(pool.Compare(pool.Add(left), pool.Add(right))) == Math.Sign(string.CompareOrdinal(left, right));
        }).Holds(1000);

    [Fact]
    public void Texts_are_ranked_by_their_order_and_the_same_ones_alike() =>
        Prop.ForAll(Texts.ArrayOf().ToArbitrary(), texts =>
        {
            var pool = new TextPool();
            string[] sorted = [.. texts.Distinct().Order(StringComparer.Ordinal)];
            return pool.Rank([.. texts.Select(pool.Add)]).SequenceEqual(texts.Select(text => Array.IndexOf(sorted, text)));
        }).Holds();

    [Fact]
    public void What_is_no_text_comes_first()
    {
        var pool = new TextPool();
        Assert.Equal(TextPool.None, pool.Add(null));
        Assert.Equal((-1, 1, 0), (pool.Compare(TextPool.None, pool.Add("")), pool.Compare(pool.Add(""), TextPool.None), pool.Compare(0, 0)));
    }

    [Fact]
    public void There_may_be_very_many_and_very_long_ones()
    {
        var pool = new TextPool();
        string[] texts = [.. Enumerable.Range(0, 100_000).Select(index => $"docs/page-{index}.md"), new string('x', 3 << 20), "after"];
        int[] numbers = [.. texts.Select(pool.Add)];
        Assert.Equal(texts, numbers.Select(pool.Get));
        Assert.Equal(numbers, texts.Select(pool.Add));
    }
}
