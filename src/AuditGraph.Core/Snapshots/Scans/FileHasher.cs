using System.Security.Cryptography;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Native;

namespace AuditGraph.Core.Snapshots.Scans;

/// <summary>Reads files and hashes them, and notices when one changes meanwhile.</summary>
/// <remarks>One for each thread.</remarks>
internal sealed class FileHasher(ScanProgress progress) : IDisposable
{
    private const int Attempts = 3;
    private const int ChunkSize = 256 * 1024;

    private readonly byte[] buffer = new byte[ChunkSize];
    private IncrementalHash? incremental;
    private int whole;

    /// <summary>What the file held that was hashed last; nothing where it was read in several parts.</summary>
    public ReadOnlySpan<byte> Content => buffer.AsSpan(0, whole);

    /// <summary>Hashes a file.</summary>
    /// <param name="folder">The folder it is in.</param>
    /// <param name="name">Its name with a zero byte behind.</param>
    /// <param name="stat">What the system said of it when it was listed; afterwards, what it said when the file was read.</param>
    /// <param name="size">How many bytes were hashed.</param>
    /// <param name="hash">The SHA-256.</param>
    /// <param name="gap">Why the result is not to be relied upon, or null.</param>
    /// <returns>Whether there is a result at all.</returns>
    public bool TryHash(
        ScannedFolder folder,
        ReadOnlySpan<byte> name,
        ref FileStat stat,
        out long size,
        out ContentHash hash,
        out GapReason? gap)
    {
        size = 0;
        hash = default;
        FileOutcome outcome = folder.Handle!.OpenFile(name, out FileHandle? opened);
        if (outcome != FileOutcome.Done)
        {
            gap = outcome == FileOutcome.Vanished ? GapReason.Vanished
                : outcome == FileOutcome.Replaced ? GapReason.Unstable
                : GapReason.Unreadable;
            return false;
        }

        using FileHandle file = opened!;
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            FileStat before = stat;
            outcome = Read(file, before.Size, folder, name[..^1], out size, out hash);
            if (file.Stat(out stat) != FileOutcome.Done)
            {
                gap = GapReason.Unreadable;
                return false;
            }

            if (outcome != FileOutcome.Done || stat.Type != FileType.File)
            {
                // What has become a pipe or a folder since it was listed cannot be read either.
                gap = stat.Type == FileType.File ? GapReason.Unreadable : GapReason.Unstable;
                return false;
            }

            if (stat == before && size == before.Size)
            {
                gap = null;
                return true;
            }
        }

        gap = GapReason.Unstable;
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => incremental?.Dispose();

    private FileOutcome Read(
        FileHandle file, long expected, ScannedFolder folder, ReadOnlySpan<byte> name, out long size, out ContentHash hash)
    {
        size = 0;
        hash = default;
        whole = 0;
        FileOutcome outcome;
        if (expected is > 0 and <= ChunkSize)
        {
            // A file that has grown shows in its stat afterwards, so there is no need to read on to its end.
            outcome = file.Read(buffer.AsSpan(0, (int)expected), 0, out whole);
            size = whole;
            hash = ContentHash.Of(buffer.AsSpan(0, whole));
            progress.CountRead(whole, folder, name);
            return outcome;
        }

        incremental ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        int length;
        do
        {
            outcome = file.Read(buffer, size, out length);
            incremental.AppendData(buffer.AsSpan(0, length));
            size += length;
            progress.CountRead(length, folder, name);
        }
        while (outcome == FileOutcome.Done && length == buffer.Length);
        Span<byte> digest = stackalloc byte[ContentHash.Size];
        incremental.GetHashAndReset(digest);
        hash = ContentHash.FromBytes(digest);
        return outcome;
    }
}
