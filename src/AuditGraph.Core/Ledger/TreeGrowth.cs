using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Ledger;

/// <summary>A tree that grows at its right edge, and the tiles and bundles that its growth makes.</summary>
internal sealed class TreeGrowth
{
    private readonly long from;

    /// <summary>Per level, the hashes from the start of the tile that was at the edge before the growth.</summary>
    private readonly List<List<ContentHash>> levels = [];

    private readonly List<ReadOnlyMemory<byte>> entries;

    /// <summary>Begins at the tree of a view.</summary>
    public TreeGrowth(LedgerView view)
    {
        from = view.Size;
        Size = from;
        entries = [.. view.EdgeEntries()];
        for (int level = 0; Size >> (level * TileName.Height) > 0; level++)
        {
            levels.Add([.. view.Edge(level)]);
        }
    }

    /// <summary>The number of entries.</summary>
    public long Size { get; private set; }

    /// <summary>The root over all entries.</summary>
    public ContentHash Root
    {
        get
        {
            // The tree is a row of full subtrees, the largest first; they fold together from the right.
            ContentHash? root = null;
            for (int level = 0; level < levels.Count; level++)
            {
                int width = (int)((Size >> (level * TileName.Height)) % TileName.FullWidth);
                List<ContentHash> hashes = levels[level];
                int end = hashes.Count;
                for (int length = 1; length < TileName.FullWidth; length *= 2)
                {
                    if ((width & length) != 0)
                    {
                        ContentHash subtree = MerkleTree.Root([.. hashes[(end - length)..end]]);
                        root = root is ContentHash right ? MerkleTree.NodeHash(subtree, right) : subtree;
                        end -= length;
                    }
                }
            }

            return root ?? MerkleTree.EmptyRoot;
        }
    }

    /// <summary>Adds an entry.</summary>
    public void Append(ReadOnlyMemory<byte> entry)
    {
        entries.Add(entry);
        ContentHash hash = MerkleTree.LeafHash(entry.Span);
        for (int level = 0; ; level++)
        {
            if (level == levels.Count)
            {
                levels.Add([]);
            }

            List<ContentHash> hashes = levels[level];
            hashes.Add(hash);
            if (hashes.Count % TileName.FullWidth != 0)
            {
                break;
            }

            hash = MerkleTree.Root([.. hashes[^TileName.FullWidth..]]);
        }

        Size++;
    }

    /// <summary>The bundles and tiles that are new, in the order in which they are written, with their bytes.</summary>
    public IEnumerable<(TileName Name, byte[] Content)> NewTiles()
    {
        foreach (TileName name in Changed(null))
        {
            yield return (name, EntryBundle.Encode(entries.GetRange(Start(name), name.Width).ToArray()));
        }

        for (int level = 0; level < levels.Count; level++)
        {
            foreach (TileName name in Changed(level))
            {
                yield return (name, HashTile.Encode([.. levels[level].GetRange(Start(name), name.Width)]));
            }
        }
    }

    private IEnumerable<TileName> Changed(int? level)
    {
        int shift = TileName.Height * (level ?? 0);
        long before = from >> shift;
        long now = Size >> shift;
        for (long index = before / TileName.FullWidth; before < now && index * TileName.FullWidth < now; index++)
        {
            yield return TileName.In(level, index, Size);
        }
    }

    private int Start(TileName name)
    {
        long edge = (from >> (TileName.Height * (name.Level ?? 0))) / TileName.FullWidth;
        return (int)((name.Index - edge) * TileName.FullWidth);
    }
}
