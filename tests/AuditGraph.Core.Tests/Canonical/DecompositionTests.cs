using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Tests.Canonical;

public sealed class DecompositionTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("\u00e9", "e\u0301")]
    [InlineData("e\u0301", "e\u0301")]
    [InlineData("\u1ec7", "e\u0323\u0302")]
    [InlineData("\u212b", "A\u030a")]
    [InlineData("\uac01", "\u1100\u1161\u11a8")]
    [InlineData("\uac00", "\u1100\u1161")]
    [InlineData("\U0001f600", "\U0001f600")]
    public void A_letter_with_marks_is_taken_apart(string text, string apart) =>
        Assert.Equal(apart, Decomposition.Of(text));

    [Fact]
    public void Every_character_is_taken_apart_as_another_program_does()
    {
        Tool.Require("python3");
        string[] parts = Tool.Run(
            "/", "python3", "-c",
            """
            import unicodedata
            for c in range(0xf900):
                if not 0xd800 <= c < 0xe000:
                    print('%x' % c, ' '.join('%x' % ord(u) for u in unicodedata.normalize('NFD', chr(c))))
            """).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(parts, parts.Select(line => Convert.ToInt32(line.Split(' ')[0], 16)).Select(unit => $"{unit:x} "
            + string.Join(' ', Decomposition.Of($"{(char)unit}").EnumerateRunes().Select(rune => $"{rune.Value:x}"))));
    }
}
