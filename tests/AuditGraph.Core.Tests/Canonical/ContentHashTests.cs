using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Tests.Canonical;

public sealed class ContentHashTests
{
    private const string OfAbc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    [Fact]
    public void Is_the_SHA_256_of_the_content() =>
        Assert.Equal(OfAbc, ContentHash.Of("abc"u8).ToString());

    [Fact]
    public void Reads_back_what_it_writes()
    {
        Assert.True(ContentHash.TryParse(OfAbc, out ContentHash hash));
        Assert.Equal(ContentHash.Of("abc"u8), hash);
        Assert.Equal(hash, ContentHash.FromBytes(hash.Bytes));
    }

    [Theory]
    [InlineData("")]
    [InlineData("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015a")]
    [InlineData("BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD")]
    [InlineData("za7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    public void Refuses_other_text(string text) => Assert.False(ContentHash.TryParse(text, out _));

    [Fact]
    public void Reads_and_writes_every_digit_as_the_base_library_does()
    {
        byte[] bytes = new byte[ContentHash.Size];
        for (int value = 0; value <= byte.MaxValue; value++)
        {
            Array.Fill(bytes, (byte)value);
            bytes[value % ContentHash.Size] ^= 0xff;
            string text = Convert.ToHexStringLower(bytes);
            Assert.Equal(text, ContentHash.FromBytes(bytes).ToString());
            Assert.True(ContentHash.TryParse(text, out ContentHash hash));
            Assert.Equal(bytes, hash.Bytes.ToArray());
        }
    }

    [Fact]
    public void Refuses_everything_but_digits_wherever_it_stands()
    {
        for (int place = 0; place < OfAbc.Length; place++)
        {
            for (char unit = '\0'; unit < '\u0180'; unit++)
            {
                string text = OfAbc[..place] + unit + OfAbc[(place + 1)..];
                Assert.Equal(char.IsAsciiHexDigitLower(unit), ContentHash.TryParse(text, out _));
            }
        }
    }
}
