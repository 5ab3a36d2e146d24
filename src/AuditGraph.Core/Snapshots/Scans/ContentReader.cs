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
        if (TryOpenFolderOf(path)?.OpenFile(Terminated(path.Name), out FileHandle? file) != FileOutcome.Done)
        {
            return null;
        }

        using (file)
        {
            if (file!.Stat(out FileStat stat) != FileOutcome.Done || stat.Type != FileType.File || stat.Size > limit)
            {
                return null;
            }

            // One byte more, so that a file that grows meanwhile is not taken for the one it was.
            byte[] content = new byte[stat.Size + 1];
            return file.Read(content, 0, out int length) == FileOutcome.Done && length <= stat.Size ? content[..length] : null;
        }
    }

    /// <summary>Closes the folder that is open.</summary>
    public void Dispose()
    {
        folder?.Dispose();
        folder = null;
    }

    private FolderHandle? TryOpenFolderOf(TreePath path)
    {
        ReadOnlySpan<byte> wanted = path.Bytes[..^path.Name.Length];
        if (folder is null || !wanted.SequenceEqual(folderPath.Bytes))
        {
            Dispose();
            (folder, folderPath) = (TryOpen(wanted), TreePath.FromBytes(wanted));
        }

        return folder;
    }

    // The path has a slash behind each name.
    private FolderHandle? TryOpen(ReadOnlySpan<byte> path)
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
