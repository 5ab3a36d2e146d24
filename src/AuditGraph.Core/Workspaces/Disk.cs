using Microsoft.Win32.SafeHandles;

namespace AuditGraph.Core.Workspaces;

/// <summary>The disk itself.</summary>
internal sealed class Disk : IDisk
{
    /// <summary>The permissions of an ordinary new file before the process's umask.</summary>
    public const UnixFileMode DefaultMode =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>The permissions of an ordinary new folder before the process's umask.</summary>
    public const UnixFileMode DefaultFolderMode =
        DefaultMode | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <inheritdoc/>
    public void CreateFolder(string path, UnixFileMode mode = DefaultFolderMode) => Directory.CreateDirectory(path, mode);

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
    public void WriteNote(string path, ReadOnlySpan<byte> content)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        file.Write(content);
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
        using SafeFileHandle folder = Posix.TryOpen(path) ?? throw new DirectoryNotFoundException($"There is no folder '{path}'.");
        Posix.Flush(folder, path);
    }

    /// <inheritdoc/>
    public void DeleteFile(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (DirectoryNotFoundException)
        {
            // A file in a folder that is not there is not there either.
        }
    }

    /// <inheritdoc/>
    public void DeleteFolder(string path)
    {
        try
        {
            Directory.Delete(path);
        }
        catch (DirectoryNotFoundException)
        {
            // What is gone needs no deleting.
        }
    }
}
