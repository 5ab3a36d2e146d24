using AuditGraph.Core.Collections;

namespace AuditGraph.Core.Tests.Collections;

public sealed class ByteChunksTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4096)]
    [InlineData(4097)]
    [InlineData(3_000_000)]
    public void What_was_written_can_be_read_as_often_as_one_likes(int length)
    {
        byte[] bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        var chunks = new ByteChunks();
        chunks.Write(bytes.AsSpan(0, length / 3));
        chunks.Write(bytes, length / 3, length - (length / 3));

        Assert.Equal(length, chunks.Length);
        Assert.Equal(bytes, chunks.ToArray());
        Assert.Equal(bytes, chunks.Parts().SelectMany(part => part.ToArray()));
    }

    // Behind the first 4 MiB, zeros are compressed and noise is not.
    [Fact]
    public void What_is_long_comes_back_whether_it_can_be_compressed_or_not()
    {
        byte[] noise = new byte[3 << 20];
        new Random(1).NextBytes(noise);
        byte[] zeros = new byte[20 << 20];
        byte[] bytes = [.. zeros, .. noise, .. zeros.AsSpan(0, 5 << 20)];
        var chunks = new ByteChunks();
        chunks.Write(bytes);

        Assert.True(bytes.AsSpan().SequenceEqual(chunks.ToArray()));
        Assert.True(bytes.AsSpan().SequenceEqual(chunks.ToArray()));
    }
}
