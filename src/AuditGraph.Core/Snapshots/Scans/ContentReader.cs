using AuditGraph.Core.Native;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Snapshots.Scans;

/// <summary>Reads files by the names that a scan found, byte for byte, and follows no link on the way.</summary>
/// <param name="root">The folder that was scanned.</param>
internal sealed class ContentReader(string root)
{
    /// <summary>The content of a file; null where it is gone, is no regular file any more, cannot be read, or is too long.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limit">The most bytes it may hold.</param>
    public byte[]? TryRead(TreePath path, int limit)
    {
        using FolderHandle? folder = TryOpenFolderOf(path);
        if (folder?.OpenFile(Terminated(path.Name), out FileHandle? file) != FileOutcome.Done)
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

    private FolderHandle? TryOpenFolderOf(TreePath path)
    {
        FileOutcome outcome = SystemFolder.OpenRoot(root, portable: false, out FolderHandle? folder);
        ReadOnlySpan<byte> rest = path.Bytes;
        for (int slash; outcome == FileOutcome.Done && (slash = rest.IndexOf((byte)'/')) >= 0; rest = rest[(slash + 1)..])
        {
            FolderHandle above = folder!;
            outcome = above.OpenFolder(Terminated(rest[..slash]), out folder);
            above.Dispose();
        }

        return outcome == FileOutcome.Done ? folder : null;
    }

    private static byte[] Terminated(ReadOnlySpan<byte> name) => [.. name, 0];
}
