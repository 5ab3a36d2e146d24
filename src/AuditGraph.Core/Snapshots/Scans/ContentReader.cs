using AuditGraph.Core.Native;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Snapshots.Scans;

/// <summary>
/// Reads files by the names that a scan found, byte for byte, and follows no link on the way. Each is for one thread at
/// a time.
/// </summary>
/// <remarks>
/// A folder stays open until a file of another one is read: to open it for each file takes longer than to read the file.
/// </remarks>
/// <param name="root">The folder that was scanned.</param>
internal sealed class ContentReader(string root) : IDisposable
{
    private FolderHandle? folder;
    private TreePath folderPath;

    /// <summary>The content of a file; null where it is gone, is no regular file any more, cannot be read, or is too long.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limit">The most bytes it may hold.</param>
    public byte[]? TryRead(TreePath path, int limit)
    {
        using FileHandle? file = TryOpen(path, out long size);
        if (file is null || size > limit)
        {
            return null;
        }

        // One byte more, so that a file that grows meanwhile is not taken for the one it was.
        byte[] content = new byte[size + 1];
        return file.Read(content, 0, out int length) == FileOutcome.Done && length <= size ? content[..length] : null;
    }

    /// <summary>Reads a file in parts, however long it is.</summary>
    /// <param name="path">The file.</param>
    /// <param name="size">How many bytes it has to hold.</param>
    /// <param name="buffer">Takes each part.</param>
    /// <param name="take">Is given each part, which is good as long as the call lasts.</param>
    /// <returns>Whether it was read to its end, and has that size.</returns>
    public bool TryReadParts(TreePath path, long size, Span<byte> buffer, Action<ReadOnlySpan<byte>> take)
    {
        using FileHandle? file = TryOpen(path, out long found);
        long at = 0;
        while (file is not null && found == size && at <= size
            && file.Read(buffer, at, out int length) == FileOutcome.Done)
        {
            take(buffer[..length]);
            at += length;
            if (length < buffer.Length)
            {
                return at == size;
            }
        }

        return false;
    }

    /// <summary>Reads the beginning of a file in parts, whatever is behind it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="length">How many bytes to read.</param>
    /// <param name="buffer">Takes each part.</param>
    /// <param name="take">Is given each part, which is good as long as the call lasts.</param>
    /// <returns>Whether it has as many bytes, and they were read.</returns>
    public bool TryReadBeginning(TreePath path, long length, Span<byte> buffer, Action<ReadOnlySpan<byte>> take)
    {
        using FileHandle? file = TryOpen(path, out long found);
        long at = 0;
        while (file is not null && found >= length && at < length)
        {
            Span<byte> part = buffer[..(int)Math.Min(buffer.Length, length - at)];
            if (file.Read(part, at, out int read) != FileOutcome.Done || read == 0)
            {
                return false;
            }

            take(part[..read]);
            at += read;
        }

        return file is not null && at == length;
    }

    /// <summary>Closes the folder that is open.</summary>
    public void Dispose()
    {
        folder?.Dispose();
        folder = null;
    }

    private FileHandle? TryOpen(TreePath path, out long size)
    {
        size = 0;
        if (TryOpenFolderOf(path)?.OpenFile(Terminated(path.Name), out FileHandle? file) != FileOutcome.Done)
        {
            return null;
        }

        if (file!.Stat(out FileStat stat) == FileOutcome.Done && stat.Type == FileType.File)
        {
            size = stat.Size;
            return file;
        }

        file.Dispose();
        return null;
    }

    private FolderHandle? TryOpenFolderOf(TreePath path)
    {
        ReadOnlySpan<byte> wanted = path.Bytes[..^path.Name.Length];
        if (folder is null || !wanted.SequenceEqual(folderPath.Bytes))
        {
            Dispose();
            (folder, folderPath) = (TryOpenFolder(wanted), TreePath.FromBytes(wanted));
        }

        return folder;
    }

    // The path has a slash behind each name.
    private FolderHandle? TryOpenFolder(ReadOnlySpan<byte> path)
    {
        FileOutcome outcome = SystemFolder.OpenRoot(root, portable: false, out FolderHandle? opened);
        ReadOnlySpan<byte> rest = path;
        for (int slash; outcome == FileOutcome.Done && (slash = rest.IndexOf((byte)'/')) >= 0; rest = rest[(slash + 1)..])
        {
            FolderHandle above = opened!;
            outcome = above.OpenFolder(Terminated(rest[..slash]), out opened);
            above.Dispose();
        }

        return outcome == FileOutcome.Done ? opened : null;
    }

    private static byte[] Terminated(ReadOnlySpan<byte> name) => [.. name, 0];
}
