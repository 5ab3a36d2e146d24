using AuditGraph.Core.Canonical;
using AuditGraph.Core.Ledger;

namespace AuditGraph.Core.Tests.Ledger;

public sealed class TileContentTests
{
    [Fact]
    public void A_bundle_holds_entries_of_any_length_that_two_bytes_can_tell()
    {
        ReadOnlyMemory<byte>[] entries = [new byte[] { 1, 2, 3 }, default, Enumerable.Repeat((byte)7, EntryBundle.LongestEntry).ToArray()];

        byte[] bundle = EntryBundle.Encode(entries);

        Assert.Equal([0, 3, 1, 2, 3, 0, 0, 0xff, 0xff, 7], bundle[..10]);
        Assert.True(EntryBundle.TryDecode(bundle, out ReadOnlyMemory<byte>[]? read));
        Assert.Equal(entries.Select(entry => entry.ToArray()), read.Select(entry => entry.ToArray()));
        Assert.True(EntryBundle.TryDecode(default, out read));
        Assert.Empty(read);
    }

    [Fact]
    public void A_longer_entry_is_not_written() =>
        Assert.Throws<ArgumentException>(() => EntryBundle.Encode([new byte[EntryBundle.LongestEntry + 1]]));

    [Theory]
    [InlineData("00")]
    [InlineData("0001")]
    [InlineData("000201")]
    [InlineData("00010100")]
    [InlineData("0001010001")]
    public void A_bundle_whose_lengths_do_not_add_up_is_none(string bytes)
    {
        Assert.False(EntryBundle.TryDecode(Convert.FromHexString(bytes), out ReadOnlyMemory<byte>[]? entries));
        Assert.Null(entries);
    }

    [Fact]
    public void A_tile_is_its_hashes_one_after_another()
    {
        ContentHash[] hashes = [ContentHash.Of("a"u8), ContentHash.Of("b"u8), ContentHash.Of("c"u8)];

        byte[] tile = HashTile.Encode(hashes);

        Assert.Equal([.. hashes[0].Bytes, .. hashes[1].Bytes, .. hashes[2].Bytes], tile);
        Assert.Equal(hashes, HashTile.Decode(tile));
        Assert.Empty(HashTile.Decode([]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(33)]
    public void A_part_of_a_hash_is_no_tile(int length) =>
        Assert.Throws<ArgumentException>(() => HashTile.Decode(new byte[length]));
}
