using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Ledger;

/// <summary>The content of a tile (C2SP <c>tlog-tiles</c>): hashes of 32 bytes one after another.</summary>
internal static class HashTile
{
    /// <summary>The bytes of a tile.</summary>
    public static byte[] Encode(ReadOnlySpan<ContentHash> hashes)
    {
        byte[] tile = new byte[hashes.Length * ContentHash.Size];
        for (int index = 0; index < hashes.Length; index++)
        {
            hashes[index].Bytes.CopyTo(tile.AsSpan(index * ContentHash.Size));
        }

        return tile;
    }

    /// <summary>The hashes of a tile.</summary>
    /// <exception cref="ArgumentException">The bytes are not a whole number of hashes.</exception>
    public static ContentHash[] Decode(ReadOnlySpan<byte> tile)
    {
        if (tile.Length % ContentHash.Size != 0)
        {
            throw new ArgumentException($"A tile has a multiple of {ContentHash.Size} bytes, not {tile.Length}.", nameof(tile));
        }

        var hashes = new ContentHash[tile.Length / ContentHash.Size];
        for (int index = 0; index < hashes.Length; index++)
        {
            hashes[index] = ContentHash.FromBytes(tile.Slice(index * ContentHash.Size, ContentHash.Size));
        }

        return hashes;
    }
}
