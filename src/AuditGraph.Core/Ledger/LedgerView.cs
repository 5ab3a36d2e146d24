using AuditGraph.Core.Canonical;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Ledger;

/// <summary>
/// The ledger as one checkpoint tells it. Everything that is read is checked against that checkpoint's root on the
/// way, and only what is asked for is read. Others may append meanwhile; the view stays what it is.
/// </summary>
/// <remarks>Not for use by several threads at once.</remarks>
internal sealed class LedgerView
{
    private readonly TileFiles files;

    // Of each level, by their places.
    private readonly List<Dictionary<long, ContentHash[]>> tiles = [];

    private (long Index, ReadOnlyMemory<byte>[] Entries) bundle = (-1, []);

    private LedgerView(TileFiles files, SignedCheckpoint signed)
    {
        this.files = files;
        Signed = signed;
    }

    /// <summary>The checkpoint with its signatures; these have not been verified.</summary>
    public SignedCheckpoint Signed { get; }

    /// <summary>The checkpoint.</summary>
    public Checkpoint Checkpoint => Signed.Checkpoint;

    /// <summary>The number of entries.</summary>
    public long Size => Checkpoint.Size;

    /// <summary>Whether the first entry, if there is one, states the checkpoint's origin.</summary>
    /// <exception cref="AuditEvidenceException"><c>LedgerTampered</c>.</exception>
    /// <exception cref="AuditWorkspaceException"><c>ReadFailed</c>.</exception>
    public bool StatesItsOrigin =>
        Size == 0 || (LedgerEntry.TryParse(Read(0).Span, out LedgerEntry? first) && first.Origin == Checkpoint.Origin);

    /// <summary>Opens the ledger in a folder and checks its right edge; null where there is no ledger.</summary>
    /// <exception cref="AuditEvidenceException"><c>LedgerTampered</c>.</exception>
    /// <exception cref="AuditWorkspaceException"><c>ReadFailed</c>.</exception>
    public static LedgerView? TryOpen(string folder)
    {
        // Looked for before the checkpoint is read: a first append by another process makes the checkpoint first.
        var files = new TileFiles(folder);
        string tree = Path.Join(folder, "tile");
        bool treeExists = PlainFolder.Exists(tree);
        if (files.ReadCheckpoint() is not SignedCheckpoint signed)
        {
            return treeExists
                ? throw TileFiles.Tampered($"'{files.CheckpointPath}' is missing, but '{tree}' is there.", files.CheckpointPath)
                : null;
        }

        var view = new LedgerView(files, signed);
        view.ReadEdge();
        return view;
    }

    /// <summary>The bytes of an entry.</summary>
    /// <param name="index">Its zero-based position.</param>
    /// <exception cref="AuditEvidenceException"><c>LedgerTampered</c>.</exception>
    /// <exception cref="AuditWorkspaceException"><c>ReadFailed</c>.</exception>
    public ReadOnlyMemory<byte> Read(long index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Size);
        return Bundle(index / TileName.FullWidth)[(int)(index % TileName.FullWidth)];
    }

    /// <summary>The entries from the newest to the oldest, read as they are asked for.</summary>
    /// <exception cref="AuditEvidenceException"><c>LedgerTampered</c>.</exception>
    /// <exception cref="AuditWorkspaceException"><c>ReadFailed</c>.</exception>
    public IEnumerable<RecordedEntry> ReadBackwards()
    {
        for (long index = Size - 1; index >= 0; index--)
        {
            yield return ReadEntry(index);
        }
    }

    /// <summary>The entries of a type from the newest to the oldest, read as they are asked for.</summary>
    /// <param name="type">The type. What the others say is not looked at, which is most of what reading them takes.</param>
    /// <exception cref="AuditEvidenceException"><c>LedgerTampered</c>.</exception>
    /// <exception cref="AuditWorkspaceException"><c>ReadFailed</c>.</exception>
    public IEnumerable<RecordedEntry> ReadBackwards(LedgerEntryType type)
    {
        for (long index = Size - 1; index >= 0; index--)
        {
            if (LedgerEntry.IsOfType(Read(index).Span, type))
            {
                yield return ReadEntry(index);
            }
        }
    }

    /// <summary>An entry with what it says.</summary>
    /// <inheritdoc cref="Read" path="/*[not(self::summary)]"/>
    public RecordedEntry ReadEntry(long index)
    {
        ReadOnlyMemory<byte> bytes = Read(index);
        return LedgerEntry.TryParse(bytes.Span, out LedgerEntry? entry)
            ? new RecordedEntry(index, bytes, entry)
            : throw TileFiles.Tampered(
                $"Entry {index} of the ledger is none that this version knows.", files.PathOf(BundleName(index / TileName.FullWidth)));
    }

    /// <summary>The hash over a range of entries: <c>MTH(D[start:end])</c> of RFC 6962.</summary>
    /// <param name="start">The first entry; a multiple of the largest power of two that the range's length reaches.</param>
    /// <param name="end">The entry behind the last.</param>
    /// <exception cref="AuditEvidenceException"><c>LedgerTampered</c>.</exception>
    /// <exception cref="AuditWorkspaceException"><c>ReadFailed</c>.</exception>
    public ContentHash RootOf(long start, long end)
    {
        long length = end - start;
        if (length == 0)
        {
            return MerkleTree.EmptyRoot;
        }

        long half = length == 1 ? 0 : MerkleTree.Split(length);
        if (length > 1 && half != length - half)
        {
            long split = start + half;
            return MerkleTree.NodeHash(RootOf(start, split), RootOf(split, end));
        }

        int level = 0;
        for (long rest = length >> TileName.Height; rest > 0; rest >>= TileName.Height)
        {
            level++;
        }

        long first = start >> (level * TileName.Height);
        int count = (int)(length >> (level * TileName.Height));
        return MerkleTree.Root(Tile(level, first / TileName.FullWidth).AsSpan((int)(first % TileName.FullWidth), count));
    }

    /// <summary>The hashes of the partial tile at the right edge of a level; none where the level's last tile is full.</summary>
    internal ReadOnlySpan<ContentHash> Edge(int level)
    {
        long count = Size >> (level * TileName.Height);
        return count % TileName.FullWidth == 0 ? [] : Tile(level, count / TileName.FullWidth);
    }

    /// <summary>The entries of the partial bundle at the right edge; none where the last bundle is full.</summary>
    internal ReadOnlySpan<ReadOnlyMemory<byte>> EdgeEntries() =>
        Size % TileName.FullWidth == 0 ? [] : Bundle(Size / TileName.FullWidth);

    private static ReadOnlyMemory<byte>[]? DecodeBundle(byte[] content) =>
        EntryBundle.TryDecode(content, out ReadOnlyMemory<byte>[]? entries) ? entries : null;

    private static ContentHash[]? DecodeTile(byte[] content) =>
        content.Length % ContentHash.Size == 0 ? HashTile.Decode(content) : null;

    private TileName BundleName(long index) => TileName.In(null, index, Size);

    /// <summary>Reads the partial tiles, which together give the root.</summary>
    private void ReadEdge()
    {
        for (int level = 0; level * TileName.Height < 63 && Size >> (level * TileName.Height) > 0; level++)
        {
            long count = Size >> (level * TileName.Height);
            if (count % TileName.FullWidth != 0)
            {
                TileName name = TileName.In(level, count / TileName.FullWidth, Size);
                TilesOf(level).Add(name.Index, files.Read(name, DecodeTile));
            }
        }

        if (RootOf(0, Size) != Checkpoint.Root)
        {
            throw TileFiles.Tampered(
                $"The tiles below '{files.CheckpointPath}' do not give the root it states.", files.CheckpointPath);
        }
    }

    /// <summary>A tile that the checkpoint's root vouches for: by the edge if partial, by its parent if full.</summary>
    private ContentHash[] Tile(int level, long index)
    {
        if (TilesOf(level).TryGetValue(index, out ContentHash[]? known))
        {
            return known;
        }

        TileName name = TileName.In(level, index, Size);
        ContentHash[] hashes = files.Read(name, DecodeTile);
        ContentHash expected = Tile(level + 1, index / TileName.FullWidth)[(int)(index % TileName.FullWidth)];
        if (MerkleTree.Root(hashes) != expected)
        {
            throw TileFiles.Tampered($"'{files.PathOf(name)}' does not match the tile above it.", files.PathOf(name));
        }

        TilesOf(level).Add(index, hashes);
        return hashes;
    }

    private Dictionary<long, ContentHash[]> TilesOf(int level)
    {
        while (tiles.Count <= level)
        {
            tiles.Add([]);
        }

        return tiles[level];
    }

    private ReadOnlyMemory<byte>[] Bundle(long index)
    {
        if (bundle.Index == index)
        {
            return bundle.Entries;
        }

        TileName name = BundleName(index);
        ReadOnlyMemory<byte>[] entries = files.Read(name, DecodeBundle);
        ContentHash[] hashes = Tile(0, index);
        for (int position = 0; position < entries.Length; position++)
        {
            if (MerkleTree.LeafHash(entries[position].Span) != hashes[position])
            {
                throw TileFiles.Tampered(
                    $"Entry {(index * TileName.FullWidth) + position} in '{files.PathOf(name)}' does not match the tree.", files.PathOf(name));
            }
        }

        bundle = (index, entries);
        return entries;
    }
}
