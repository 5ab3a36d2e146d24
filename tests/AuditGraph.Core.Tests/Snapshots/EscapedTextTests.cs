using System.Globalization;
using System.Text;
using AuditGraph.Core.Snapshots.Trees;
using FsCheck;
using FsCheck.Fluent;

namespace AuditGraph.Core.Tests.Snapshots;

public sealed class EscapedTextTests
{
    [Theory]
    [InlineData("plain/name.txt", "plain/name.txt")]
    [InlineData("naïve 日本語 😀", "naïve 日本語 😀")]
    [InlineData("a\nb\tc\rd", @"a\nb\tc\rd")]
    [InlineData(@"back\slash", @"back\\slash")]
    [InlineData("\u001b[31mred\u007f", @"\x1b[31mred\x7f")]
    [InlineData("gpj.\u202egnp", @"gpj.\u{202e}gnp")]
    [InlineData("c1\u0085 nbsp\u00a0 ls\u2028 ps\u2029 zwj\u200d tag\U000E0041 filler\u3164", @"c1\u{85} nbsp\u{a0} ls\u{2028} ps\u{2029} zwj\u{200d} tag\u{e0041} filler\u{3164}")]
    public void Shows_what_would_not_show(string name, string shown)
    {
        Assert.Equal(shown, EscapedText.Escape(Encoding.UTF8.GetBytes(name)));
        Assert.Equal(name, Encoding.UTF8.GetString(EscapedText.Unescape(shown)));
    }

    [Fact]
    public void Shows_bytes_that_are_not_UTF_8_one_by_one() =>
        Assert.Equal(@"caf\xe9-\xf0\x9f-\xc0\xaf", EscapedText.Escape([.. "caf"u8, 0xe9, .. "-"u8, 0xf0, 0x9f, .. "-"u8, 0xc0, 0xaf]));

    [Theory]
    [InlineData(@"\")]
    [InlineData(@"\q")]
    [InlineData(@"\x1")]
    [InlineData(@"\u{}")]
    [InlineData(@"\u{d800}")]
    [InlineData(@"\u202e")]
    public void Refuses_backslashes_that_begin_nothing(string text) =>
        Assert.Throws<FormatException>(() => EscapedText.Unescape(text));

    [Fact]
    public void Gives_any_bytes_back_and_prints_nothing_invisible() =>
        Prop.ForAll(Names(), name =>
        {
            string shown = EscapedText.Escape(name);
            return EscapedText.Unescape(shown).SequenceEqual(name)
                && shown.EnumerateRunes().All(rune => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control
                    or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator));
        }).Holds();

    [Fact]
    public void Shows_different_bytes_differently() =>
        Prop.ForAll(Names(), Names(), (left, right) =>
            left.SequenceEqual(right) == (EscapedText.Escape(left) == EscapedText.Escape(right)))
            .Holds();

    // Pieces that are easily confused, among them each other's escapes.
    private static Arbitrary<byte[]> Names() =>
        Gen.Elements<byte[]>(
                [(byte)'\\'], [(byte)'x'], [(byte)'n'], [(byte)'\n'], [0xff], [0xe2], [0x80], [0xae], [0xe2, 0x80, 0xae],
                [0xc2, 0x85], [0xf0, 0x9f, 0x98, 0x80], [(byte)'{'], [(byte)'u'], [(byte)'f'], [0x7f], [0xed, 0xa0, 0x80], [(byte)'}'])
            .ListOf()
            .Select(pieces => pieces.SelectMany(piece => piece).ToArray())
            .ToArbitrary();
}
