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
}
