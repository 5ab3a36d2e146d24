using System.Globalization;
using System.Text;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Native;
using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Snapshots.Stores;

/// <summary>
/// A file of the disposable cache that holds good only for one folder of this machine. It can be deleted at any time
/// and is
/// never evidence.
/// </summary>
/// <remarks>
/// The file is <c>magic binding content checksum</c>. The binding ties it to the folder as it is here (path, device,
/// inode): a
/// file that came with a clone says nothing.
/// </remarks>
/// <param name="disk">The disk.</param>
/// <param name="path">The file.</param>
/// <param name="magic">What a file of its kind and version begins with.</param>
/// <param name="folder">The folder that it is about.</param>
/// <param name="limit">The most bytes that it may have.</param>
internal sealed class BoundCacheFile(IDisk disk, string path, byte[] magic, string folder, int limit)
{
    private readonly byte[] head = [.. magic, .. Bind(folder).Bytes];

    /// <summary>The content; null where there is none that was written here, whole, for this folder.</summary>
    public byte[]? TryRead()
    {
        byte[]? file;
        try
        {
            file = RegularFile.TryRead(path, limit);
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return null;
        }

        int end = file is null ? 0 : file.Length - ContentHash.Size;
        return end >= head.Length
            && file.AsSpan().StartsWith(head)
            && ContentHash.Of(file.AsSpan(0, end)).Bytes.SequenceEqual(file.AsSpan(end))
                ? file![head.Length..end]
                : null;
    }

    /// <summary>Writes the content, where it is not too large; a failure costs only time.</summary>
    /// <returns>Whether it is written.</returns>
    public bool TryWrite(ReadOnlySpan<byte> content)
    {
        if ((long)head.Length + content.Length + ContentHash.Size > limit)
        {
            return false;
        }

        byte[] file = new byte[head.Length + content.Length + ContentHash.Size];
        head.CopyTo(file, 0);
        content.CopyTo(file.AsSpan(head.Length));
        int end = head.Length + content.Length;
        ContentHash.Of(file.AsSpan(0, end)).Bytes.CopyTo(file.AsSpan(end));
        try
        {
            new AtomicFile(disk).Write(path, file);
            return true;
        }
        catch (Exception failure) when (failure is AuditWorkspaceException or IOException)
        {
            return false;
        }
    }

    private static ContentHash Bind(string folder)
    {
        SystemFolder.OpenRoot(folder, portable: false, out FolderHandle? handle);
        using (handle)
        {
            FileStat stat = default;
            handle?.Stat(out stat);
            return ContentHash.Of(Encoding.UTF8.GetBytes(
                string.Create(CultureInfo.InvariantCulture, $"{stat.Device} {stat.Inode} {folder}")));
        }
    }
}
