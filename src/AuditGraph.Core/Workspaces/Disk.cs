using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace AuditGraph.Core.Workspaces;

/// <summary>The disk itself.</summary>
internal sealed partial class Disk : IDisk
{
    /// <summary>The permissions of an ordinary new file before the process's umask.</summary>
    public const UnixFileMode DefaultMode =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>The permissions of an ordinary new folder before the process's umask.</summary>
    public const UnixFileMode DefaultFolderMode =
        DefaultMode | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private const int ReadOnly = 0;

    private static readonly int CloseOnExec = OperatingSystem.IsMacOS() ? 0x1000000 : 0x80000;

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
        // The base library opens no folders, so the two system calls are made here.
        int descriptor = Open(path, ReadOnly | CloseOnExec);
        if (descriptor < 0)
        {
            throw Failure(path);
        }

        using var handle = new SafeFileHandle(descriptor, ownsHandle: true);
        if (FlushDescriptor(descriptor) != 0)
        {
            throw Failure(path);
        }
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

    private static IOException Failure(string path) =>
        new($"{Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}: '{path}'.");

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FlushDescriptor(int descriptor);
}
