using System.Buffers.Binary;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Snapshots.Stores;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Git;

/// <summary>
/// Remembers the SHA-256 of blobs by their ids, so that none is read twice. It can be deleted at any time and is never
/// evidence.
/// </summary>
/// <remarks>
/// The content is <c>*( id size hash )</c>. It is tied to the repository's folder of objects as it is on this machine.
/// </remarks>
internal sealed class GitBlobCache
{
    private const int IdSize = 32;
    private const int RowSize = IdSize + sizeof(long) + ContentHash.Size;
    private const int LongestFile = 256 << 20;
    private const int FewBlobs = 64;
    private const long FewBytes = 1 << 20;

    private readonly BoundCacheFile file;
    private readonly Dictionary<ContentHash, GitBlob> blobs = [];
    private int added;
    private long addedBytes;

    /// <summary>What was remembered of a repository.</summary>
    /// <param name="disk">The disk.</param>
    /// <param name="folder">The folder of caches.</param>
    /// <param name="place">Where the repository is.</param>
    public GitBlobCache(IDisk disk, string folder, GitLocation place)
    {
        file = new BoundCacheFile(
            disk, Path.Join(folder, "git-blobs.index"), "auditgraph/git-blobs/1\n"u8.ToArray(), Path.Join(place.CommonFolder, "objects"), LongestFile);
        Read();
    }

    /// <summary>What is known of a blob, or null.</summary>
    public GitBlob? Find(string id) => blobs.TryGetValue(Key(id), out GitBlob blob) ? blob : null;

    /// <summary>Takes note of a blob that was read.</summary>
    public void Add(string id, GitBlob blob)
    {
        if (blobs.TryAdd(Key(id), blob))
        {
            added++;
            addedBytes += blob.Bytes;
        }
    }

    /// <summary>Writes what was added, where that is worth it; a failure costs only time.</summary>
    public void Keep()
    {
        if ((added <= FewBlobs && addedBytes <= FewBytes) || (long)blobs.Count * RowSize > LongestFile)
        {
            return;
        }

        byte[] rows = new byte[blobs.Count * RowSize];
        int at = 0;
        foreach ((ContentHash id, GitBlob blob) in blobs)
        {
            id.Bytes.CopyTo(rows.AsSpan(at));
            BinaryPrimitives.WriteInt64LittleEndian(rows.AsSpan(at + IdSize), blob.Bytes);
            blob.Hash.Bytes.CopyTo(rows.AsSpan(at + IdSize + sizeof(long)));
            at += RowSize;
        }

        if (file.TryWrite(rows))
        {
            added = 0;
        }
    }

    private void Read()
    {
        if (file.TryRead() is not { } rows || rows.Length % RowSize != 0)
        {
            return;
        }

        blobs.EnsureCapacity(rows.Length / RowSize);
        for (int at = 0; at < rows.Length; at += RowSize)
        {
            ReadOnlySpan<byte> row = rows.AsSpan(at, RowSize);
            var blob = new GitBlob(BinaryPrimitives.ReadInt64LittleEndian(row[IdSize..]), ContentHash.FromBytes(row[(IdSize + sizeof(long))..]));
            blobs[ContentHash.FromBytes(row[..IdSize])] = blob;
        }
    }

    // An id of SHA-1 has 20 bytes; the rest stays zero.
    private static ContentHash Key(string id)
    {
        Span<byte> bytes = stackalloc byte[IdSize];
        bytes.Clear();
        Convert.FromHexString(id, bytes, out _, out _);
        return ContentHash.FromBytes(bytes);
    }
}
