using System.Security.Cryptography;
using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Ledger;

/// <summary>The hashes of a Merkle tree as RFC 6962, section 2.1, defines them, over SHA-256.</summary>
internal static class MerkleTree
{
    private const byte LeafMark = 0;

    private const byte NodeMark = 1;

    /// <summary>The root of the tree with no leaves: the hash of nothing.</summary>
    public static ContentHash EmptyRoot { get; } = ContentHash.Of([]);

    /// <summary>The hash of a leaf: <c>SHA-256(0x00 ‖ entry)</c>.</summary>
    public static ContentHash LeafHash(ReadOnlySpan<byte> entry)
    {
        const int onStack = 1024;
        Span<byte> input = entry.Length < onStack ? stackalloc byte[entry.Length + 1] : new byte[entry.Length + 1];
        input[0] = LeafMark;
        entry.CopyTo(input[1..]);
        return ContentHash.Of(input);
    }

    /// <summary>The hash of an inner node: <c>SHA-256(0x01 ‖ left ‖ right)</c>.</summary>
    public static ContentHash NodeHash(in ContentHash left, in ContentHash right)
    {
        Span<byte> input = stackalloc byte[1 + (2 * ContentHash.Size)];
        input[0] = NodeMark;
        left.Bytes.CopyTo(input[1..]);
        right.Bytes.CopyTo(input[(1 + ContentHash.Size)..]);
        return ContentHash.FromBytes(SHA256.HashData(input));
    }

    /// <summary>The root over the given hashes, which stand for leaves or for full subtrees of one height.</summary>
    public static ContentHash Root(ReadOnlySpan<ContentHash> hashes) => hashes.Length switch
    {
        0 => EmptyRoot,
        1 => hashes[0],
        _ => NodeHash(Root(hashes[..(int)Split(hashes.Length)]), Root(hashes[(int)Split(hashes.Length)..])),
    };

    /// <summary>The size of the left subtree of a tree with that many leaves: the largest power of two below.</summary>
    /// <param name="size">At least two.</param>
    public static long Split(long size)
    {
        // Counted rather than asked of the processor: code that has to know which one runs it is not compiled ahead.
        long half = 1;
        while (half < size - half)
        {
            half *= 2;
        }

        return half;
    }
}
