using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Ledger;

/// <summary>What proves that an entry is in a tree: the audit path of RFC 6962, section 2.1.1.</summary>
/// <param name="Index">The entry's zero-based position.</param>
/// <param name="Path">The hashes beside the way up, from the leaf's sibling to the root's child.</param>
internal sealed record InclusionProof(long Index, ValueList<ContentHash> Path)
{
    /// <summary>The most hashes a path can have.</summary>
    public const int LongestPath = 63;

    /// <summary>Makes the proof for an entry.</summary>
    /// <exception cref="AuditEvidenceException"><c>LedgerTampered</c>.</exception>
    /// <exception cref="AuditWorkspaceException"><c>ReadFailed</c>.</exception>
    public static InclusionProof For(LedgerView view, long index)
    {
        var path = new List<ContentHash>();
        long start = 0;
        long end = view.Size;
        while (end - start > 1)
        {
            long split = start + MerkleTree.Split(end - start);
            if (index < split)
            {
                path.Add(view.RootOf(split, end));
                end = split;
            }
            else
            {
                path.Add(view.RootOf(start, split));
                start = split;
            }
        }

        path.Reverse();
        return new InclusionProof(index, path.ToValueList());
    }

    /// <summary>The root that the path leads to (RFC 9162, section 2.1.3.2); null where it does not fit a tree of that size.</summary>
    /// <param name="leaf">The hash of the entry.</param>
    /// <param name="size">The number of entries.</param>
    public ContentHash? RootFrom(ContentHash leaf, long size)
    {
        if (Index < 0 || Index >= size)
        {
            return null;
        }

        long node = Index;
        long last = size - 1;
        ContentHash hash = leaf;
        foreach (ContentHash sibling in Path)
        {
            if (last == 0)
            {
                return null;
            }

            if (long.IsOddInteger(node) || node == last)
            {
                hash = MerkleTree.NodeHash(sibling, hash);
                while (!long.IsOddInteger(node) && node != 0)
                {
                    node >>= 1;
                    last >>= 1;
                }
            }
            else
            {
                hash = MerkleTree.NodeHash(hash, sibling);
            }

            node >>= 1;
            last >>= 1;
        }

        return last == 0 ? hash : null;
    }
}
