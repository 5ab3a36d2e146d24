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

    [Theory]
    [InlineData(0x1f, 0x20)]
    [InlineData(0x7f, 0x7e)]
    [InlineData(0x34f, 0x370)]
    [InlineData(0x300, 0x2ff)]
    [InlineData(0x36f, 0x370)]
    [InlineData(0x374, 0x373)]
    [InlineData(0x37e, 0x37f)]
    [InlineData(0x387, 0x388)]
    [InlineData(0x653, 0x652)]
    [InlineData(0x655, 0x656)]
    [InlineData(0x115f, 0x115e)]
    [InlineData(0x1160, 0x115e)]
    [InlineData(0x1161, 0x115e)]
    [InlineData(0x11ff, 0x1200)]
    [InlineData(0x17b4, 0x17b3)]
    [InlineData(0x17b5, 0x17b6)]
    [InlineData(0x180b, 0x180a)]
    [InlineData(0x180f, 0x1810)]
    [InlineData(0x1ab0, 0x1aad)]
    [InlineData(0x1aff, 0x1b00)]
    [InlineData(0x1dc0, 0x1dbf)]
    [InlineData(0x1dff, 0x1e00)]
    [InlineData(0x1f71, 0x1f70)]
    [InlineData(0x1f7d, 0x1f7c)]
    [InlineData(0x1fbe, 0x1fbd)]
    [InlineData(0x1fee, 0x1fed)]
    [InlineData(0x1ffd, 0x1ffc)]
    [InlineData(0x2065, 0x2070)]
    [InlineData(0x20d0, 0x20c0)]
    [InlineData(0x20ff, 0x2100)]
    [InlineData(0x2126, 0x2125)]
    [InlineData(0x212a, 0x2129)]
    [InlineData(0x212b, 0x212c)]
    [InlineData(0x2329, 0x2328)]
    [InlineData(0x232a, 0x232b)]
    [InlineData(0x2800, 0x2801)]
    [InlineData(0x3099, 0x3098)]
    [InlineData(0x309a, 0x309b)]
    [InlineData(0x3164, 0x3163)]
    [InlineData(0xf900, 0xf8ff)]
    [InlineData(0xfaff, 0xfb00)]
    [InlineData(0xfe00, 0xfdff)]
    [InlineData(0xfe0f, 0xfe10)]
    [InlineData(0xfe20, 0xfe1f)]
    [InlineData(0xfe2f, 0xfe30)]
    [InlineData(0xffa0, 0xffa1)]
    [InlineData(0xfff0, 0xffef)]
    [InlineData(0xfff8, 0xfffc)]
    [InlineData(0x2f800, 0x2f7ff)]
    [InlineData(0x2fa1f, 0x2fa20)]
    [InlineData(0xe0000, 0xdffff)]
    [InlineData(0xe0fff, 0xe1000)]
    public void Shows_by_its_number_what_does_not_show_and_as_it_is_the_next_that_does(int hidden, int shown)
    {
        Assert.StartsWith("\\", EscapedText.Escape(Encoding.UTF8.GetBytes(new Rune(hidden).ToString())), StringComparison.Ordinal);
        Assert.Equal(new Rune(shown).ToString(), EscapedText.Escape(Encoding.UTF8.GetBytes(new Rune(shown).ToString())));
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
    [InlineData(@"\x")]
    [InlineData(@"\xg0")]
    [InlineData(@"\u{110000}")]
    [InlineData(@"\u{0000041}")]
    [InlineData(@"\u{g}")]
    [InlineData(@"\u(41}")]
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
