using System.Globalization;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Errors;

namespace AuditGraph.Core.Ledger;

/// <summary>
/// Recomputes a log's tree from its entries alone and compares it with the checkpoint and with every tile. Knows
/// nothing of what the entries say.
/// </summary>
/// <param name="files">The log's files.</param>
/// <param name="checkpoint">The checkpoint.</param>
/// <param name="problems">Where it puts what it finds.</param>
internal sealed class TreeVerification(TileFiles files, Checkpoint checkpoint, ProblemList problems)
{
    /// <summary>Past this many missing bundles the checkpoint's size is taken to be wrong, and the rest is not looked for.</summary>
    private const int MostMissing = 16;

    private readonly List<ContentHash> leaves = [];

    private readonly List<ContentHash[]?> tiles = [];

    private readonly List<(long Index, string? Run, TileName Bundle)> altered = [];

    private bool tilesHold;

    private bool hashesComplete = true;

    /// <summary>Whether every entry was read so far as it was recorded, so that what no entry says was never said.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>How many entries could be read or stood in for by their tile.</summary>
    public int Count => leaves.Count;

    /// <summary>
    /// Reads all entries, oldest first, and takes note of their hashes. Gives those that are as they were recorded:
    /// where the tiles give the checkpoint's root, an entry whose hash is not in its tile was changed since.
    /// </summary>
    public IEnumerable<(long Index, ReadOnlyMemory<byte> Bytes)> ReadEntries(CancellationToken cancellation)
    {
        ReadTiles(cancellation);
        int missing = 0;
        for (long start = 0; start < checkpoint.Size && missing < MostMissing; start += TileName.FullWidth)
        {
            cancellation.ThrowIfCancellationRequested();
            TileName name = TileName.In(null, start / TileName.FullWidth, checkpoint.Size);
            ContentHash[]? tile = name.Index < tiles.Count ? tiles[(int)name.Index] : null;
            ReadOnlyMemory<byte>[]? entries = ReadBundle(name);
            if (entries is null && tile is null)
            {
                ReadTile(name with { Level = 0 }, report: true);
            }

            missing += entries is null ? 1 : 0;
            IsComplete &= entries is not null;
            hashesComplete &= entries is not null || tile is not null;
            for (int position = 0; position < name.Width; position++)
            {
                ContentHash leaf = entries is null ? tile?[position] ?? default : MerkleTree.LeafHash(entries[position].Span);
                leaves.Add(leaf);
                if (tilesHold && leaf != tile![position])
                {
                    string? run = LedgerEntry.TryParse(entries![position].Span, out LedgerEntry? entry) ? entry.Run : null;
                    altered.Add((start + position, run, name));
                    IsComplete = false;
                }
                else if (entries is not null)
                {
                    yield return (start + position, entries[position]);
                }
            }
        }
    }

    /// <summary>Compares what the entries give with the checkpoint and the tiles. All entries have been read.</summary>
    public void Compare()
    {
        ContentHash root = RootAt(leaves.Count);
        bool entriesHold = root == checkpoint.Root && leaves.Count == checkpoint.Size;
        if (!entriesHold && tilesHold)
        {
            // The tiles lead to the checkpoint's root, so it is the entries that were changed.
            foreach ((long index, string? run, TileName bundle) in altered)
            {
                problems.Error(
                    EvidenceErrors.EntryMismatch,
                    string.Create(CultureInfo.InvariantCulture, $"Entry {index} is not the one that was recorded."),
                    files.PathOf(bundle), run, TileLeaf(index).ToString(), leaves[(int)index].ToString());
            }
        }
        else if (!entriesHold)
        {
            problems.Error(
                EvidenceErrors.RootMismatch, "The entries do not give the checkpoint's root hash.",
                files.CheckpointPath, null, checkpoint.Root.ToString(), root.ToString());
        }

        if (hashesComplete)
        {
            CompareTiles(entriesHold || !tilesHold ? leaves : [.. tiles.SelectMany(tile => tile!)]);
        }
    }

    /// <summary>The root over the first entries, as the entries give it.</summary>
    /// <param name="size">How many; at most as many as were read.</param>
    public ContentHash RootAt(int size) => MerkleTree.Root(leaves.GetRange(0, size).ToArray());

    /// <summary>Reads the tiles of the lowest level, and finds out whether they give the checkpoint's root.</summary>
    private void ReadTiles(CancellationToken cancellation)
    {
        int missing = 0;
        for (long start = 0; start < checkpoint.Size && missing < MostMissing; start += TileName.FullWidth)
        {
            cancellation.ThrowIfCancellationRequested();
            tiles.Add(ReadTile(TileName.In(0, start / TileName.FullWidth, checkpoint.Size)));
            missing += tiles[^1] is null ? 1 : 0;
        }

        tilesHold = missing == 0 && MerkleTree.Root([.. tiles.SelectMany(tile => tile!)]) == checkpoint.Root;
    }

    private ContentHash TileLeaf(long index) => tiles[(int)(index / TileName.FullWidth)]![index % TileName.FullWidth];

    private void CompareTiles(List<ContentHash> below)
    {
        List<ContentHash> hashes = below;
        for (int level = 0; hashes.Count > 0; level++)
        {
            var above = new List<ContentHash>();
            for (int start = 0; start < hashes.Count; start += TileName.FullWidth)
            {
                TileName name = TileName.In(level, start / TileName.FullWidth, checkpoint.Size);
                ContentHash[] expected = [.. hashes.GetRange(start, Math.Min(TileName.FullWidth, hashes.Count - start))];
                if (expected.Length == TileName.FullWidth)
                {
                    above.Add(MerkleTree.Root(expected));
                }

                if (ReadTile(name, report: true) is ContentHash[] actual && !actual.AsSpan().SequenceEqual(expected))
                {
                    int at = Enumerable.Range(0, expected.Length).First(index => actual[index] != expected[index]);
                    problems.Error(
                        EvidenceErrors.TileMismatch, $"Hash {at} of the tile is not the one that the entries give.",
                        files.PathOf(name), null, expected[at].ToString(), actual[at].ToString());
                }
            }

            hashes = above;
        }
    }

    private ReadOnlyMemory<byte>[]? ReadBundle(TileName name)
    {
        try
        {
            return files.Read(name, bytes => EntryBundle.TryDecode(bytes, out ReadOnlyMemory<byte>[]? entries) ? entries : null);
        }
        catch (AuditEvidenceException) when (!files.Exists(name))
        {
            problems.Error(EvidenceErrors.EntriesMissing, "An entry bundle that the checkpoint needs is missing.", files.PathOf(name));
        }
        catch (AuditEvidenceException malformed)
        {
            problems.Error(EvidenceErrors.EntriesMalformed, malformed.Message, files.PathOf(name));
        }

        return null;
    }

    private ContentHash[]? ReadTile(TileName name, bool report = false)
    {
        try
        {
            return files.Read(name, bytes => bytes.Length % ContentHash.Size == 0 ? HashTile.Decode(bytes) : null);
        }
        catch (AuditEvidenceException unreadable)
        {
            if (report)
            {
                problems.Error(
                    files.Exists(name) ? EvidenceErrors.TileMismatch : EvidenceErrors.TileMissing, unreadable.Message, files.PathOf(name));
            }

            return null;
        }
    }
}
