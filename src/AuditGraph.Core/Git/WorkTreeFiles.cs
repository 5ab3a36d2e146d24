using AuditGraph.Core.Native;
using AuditGraph.Core.Snapshots.Scans;

namespace AuditGraph.Core.Git;

/// <summary>Looks at single paths of a work tree; no link is followed on the way.</summary>
internal sealed class WorkTreeFiles(string root) : IDisposable
{
    private readonly FolderHandle? top = Open(root);

    /// <summary>What is at a path; <see cref="FileType.Unknown"/> where nothing is, or nothing that can be reached.</summary>
    public FileType TypeOf(ReadOnlySpan<byte> path)
    {
        FolderHandle? folder = top;
        FileType type = FileType.Unknown;
        int start = 0;
        while (folder is not null)
        {
            int slash = path[start..].IndexOf((byte)'/');
            byte[] name = [.. slash < 0 ? path[start..] : path.Slice(start, slash), 0];
            FolderHandle? next = null;
            if (slash < 0)
            {
                type = folder.Stat(name, out FileStat stat) == FileOutcome.Done ? stat.Type : FileType.Unknown;
            }
            else if (folder.OpenFolder(name, out next) != FileOutcome.Done)
            {
                next = null;
            }

            if (folder != top)
            {
                folder.Dispose();
            }

            folder = next;
            start += slash + 1;
        }

        return type;
    }

    /// <summary>Whether a path could be made where nothing is: no file or link stands in the place of a folder on the way.</summary>
    public bool MayHold(ReadOnlySpan<byte> path)
    {
        for (int slash; (slash = path.LastIndexOf((byte)'/')) >= 0;)
        {
            path = path[..slash];
            if (TypeOf(path) is not (FileType.Directory or FileType.Unknown))
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => top?.Dispose();

    /// <summary>Opens a folder by a path that is trusted; null where it cannot be opened.</summary>
    public static FolderHandle? Open(string root) =>
        SystemFolder.OpenRoot(root, portable: false, out FolderHandle? folder) == FileOutcome.Done ? folder : null;
}
