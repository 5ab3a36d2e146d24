using Microsoft.Win32.SafeHandles;

namespace AuditGraph.Core.Workspaces;

/// <summary>The disk itself.</summary>
internal sealed class Disk : IDisk
{
    /// <summary>The permissions of an ordinary new file before the process's umask.</summary>
    public const UnixFileMode DefaultMode =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <inheritdoc/>
    public void CreateFolder(string path) => Directory.CreateDirectory(path);

    /// <inheritdoc/>
    public void WriteNew(string path, ReadOnlySpan<byte> content, UnixFileMode mode = DefaultMode)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.Read,
            BufferSize = 0,
            UnixCreateMode = mode,
        };
        using var file = new FileStream(path, options);
        file.Write(content);
        file.Flush(flushToDisk: true);
    }

    /// <inheritdoc/>
    public void Rename(string from, string to)
    {
        if (Directory.Exists(from))
        {
            Directory.Move(from, to);
        }
        else
        {
            File.Move(from, to, overwrite: true);
        }
    }

    /// <inheritdoc/>
    public void FlushFolder(string path)
    {
        // The base library opens no folders.
        using SafeFileHandle folder = Posix.OpenForReading(path);
        Posix.Flush(folder);
    }

    /// <inheritdoc/>
    public void DeleteFile(string path) => File.Delete(path);
}
