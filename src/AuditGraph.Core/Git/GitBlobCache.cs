using System.Buffers.Binary;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Native;
using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Git;

/// <summary>
/// Remembers the SHA-256 of blobs by their ids, so that none is read twice. It can be deleted at any time and is never
/// evidence.
/// </summary>
/// <remarks>
/// The file is <c>magic binding *( id size hash ) checksum</c>. The binding ties it to the repository's folder of objects
/// as it is on this machine (path, device, inode): a file that came with a clone says nothing.
/// </remarks>
internal sealed class GitBlobCache
{
    private const int IdSize = 32;
    private const int RowSize = IdSize + sizeof(long) + ContentHash.Size;
    private const int LongestFile = 256 << 20;
    private const int FewBlobs = 64;
    private const long FewBytes = 1 << 20;

    private readonly IDisk disk;
    private readonly string path;
    private readonly byte[] binding;
    private readonly Dictionary<ContentHash, GitBlob> blobs = [];
    private int added;
    private long addedBytes;

    /// <summary>What was remembered of a repository.</summary>
    /// <param name="disk">The disk.</param>
    /// <param name="folder">The folder of caches.</param>
    /// <param name="place">Where the repository is.</param>
    public GitBlobCache(IDisk disk, string folder, GitLocation place)
    {
        this.disk = disk;
        path = Path.Join(folder, "git-blobs.index");
        binding = Bind(Path.Join(place.CommonFolder, "objects"));
        Read();
    }

    private static ReadOnlySpan<byte> Magic => "auditgraph/git-blobs/1\n"u8;

    private int Start => Magic.Length + binding.Length;

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
        if ((added <= FewBlobs && addedBytes <= FewBytes) || Start + ((long)blobs.Count * RowSize) > LongestFile)
        {
            return;
        }

        byte[] file = new byte[Start + (blobs.Count * RowSize) + ContentHash.Size];
        Magic.CopyTo(file);
        binding.CopyTo(file, Magic.Length);
        int at = Start;
        foreach ((ContentHash id, GitBlob blob) in blobs)
        {
            id.Bytes.CopyTo(file.AsSpan(at));
            BinaryPrimitives.WriteInt64LittleEndian(file.AsSpan(at + IdSize), blob.Bytes);
            blob.Hash.Bytes.CopyTo(file.AsSpan(at + IdSize + sizeof(long)));
            at += RowSize;
        }

        ContentHash.Of(file.AsSpan(0, at)).Bytes.CopyTo(file.AsSpan(at));
        try
        {
            new AtomicFile(disk).Write(path, file);
            added = 0;
        }
        catch (Exception failure) when (failure is AuditWorkspaceException or IOException)
        {
            // The next run reads the blobs again.
        }
    }

    private void Read()
    {
        byte[]? file;
        try
        {
            file = RegularFile.TryRead(path, LongestFile);
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return;
        }

        int rows = file is null ? -1 : file.Length - Start - ContentHash.Size;
        if (rows < 0
            || rows % RowSize != 0
            || !file.AsSpan().StartsWith(Magic)
            || !file.AsSpan(Magic.Length, binding.Length).SequenceEqual(binding)
            || !ContentHash.Of(file.AsSpan(0, file!.Length - ContentHash.Size)).Bytes.SequenceEqual(file.AsSpan(file.Length - ContentHash.Size)))
        {
            return;
        }

        blobs.EnsureCapacity(rows / RowSize);
        for (int at = Start; at < Start + rows; at += RowSize)
        {
            ReadOnlySpan<byte> row = file.AsSpan(at, RowSize);
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

    private static byte[] Bind(string objects)
    {
        using FolderHandle? folder = WorkTreeFiles.Open(objects);
        FileStat stat = default;
        folder?.Stat(out stat);
        return ContentHash.Of(System.Text.Encoding.UTF8.GetBytes(
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{stat.Device} {stat.Inode} {objects}"))).Bytes.ToArray();
    }
}
