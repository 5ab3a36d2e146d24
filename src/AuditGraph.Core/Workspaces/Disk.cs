using AuditGraph.Core.Native;
using Microsoft.Win32.SafeHandles;

namespace AuditGraph.Core.Workspaces;

/// <summary>
/// The disk itself. Every name is reached from an open folder, and no symbolic link is followed to it: one in the
/// place of a file is replaced or deleted itself, one in the place of a folder is refused.
/// </summary>
internal sealed unsafe class Disk : IDisk
{
    /// <summary>The permissions of an ordinary new file before the process's umask.</summary>
    public const UnixFileMode DefaultMode =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>The permissions of an ordinary new folder before the process's umask.</summary>
    public const UnixFileMode DefaultFolderMode =
        DefaultMode | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private const int MostAttempts = 10;

    /// <inheritdoc/>
    public void CreateFolder(string path, UnixFileMode mode = DefaultFolderMode)
    {
        if (PlainFolder.Exists(path))
        {
            return;
        }

        if (Path.GetDirectoryName(path) is { } above)
        {
            CreateFolder(above);
        }

        int error = At(path, (folder, name) => SystemCalls.MakeFolderAt(folder, name, (uint)mode));
        // Somebody else may have made it in between.
        if (error != 0 && !PlainFolder.Exists(path))
        {
            throw LinkFreePath.Failure(error, path);
        }
    }

    /// <inheritdoc/>
    public void WriteNew(string path, ReadOnlySpan<byte> content, UnixFileMode mode = DefaultMode)
    {
        using SafeFileHandle file = Create(path, mode);
        RandomAccess.Write(file, content, 0);
        Posix.Flush(file, path);
    }

    /// <inheritdoc/>
    public void WriteNewTogether(IReadOnlyList<NewFile> files)
    {
        var made = new List<SafeFileHandle>(files.Count);
        try
        {
            foreach (NewFile file in files)
            {
                made.Add(Create(file.Path, file.Mode));
                WriteParts(made[^1], file.Parts);
            }

            // What is on its way already when the first is waited for, the others need not wait for.
            for (int index = 0; index < made.Count; index++)
            {
                Posix.Flush(made[index], files[index].Path);
            }
        }
        finally
        {
            made.ForEach(file => file.Dispose());
        }
    }

    /// <inheritdoc/>
    public void WriteNote(string path, ReadOnlySpan<byte> content)
    {
        for (int attempt = 1; ; attempt++)
        {
            // Never into a file that is there: it may have another name elsewhere.
            DeleteFile(path);
            try
            {
                using SafeFileHandle file = Create(path, DefaultMode);
                RandomAccess.Write(file, content, 0);
                return;
            }
            catch (IOException) when (attempt < MostAttempts && RegularFile.Exists(path))
            {
                // Another process has written its note in between.
            }
        }
    }

    /// <inheritdoc/>
    public void Overwrite(string path, ReadOnlySpan<byte> content)
    {
        using SafeFileHandle file = RegularFile.TryOpen(path, forWriting: true) ?? throw new FileNotFoundException($"There is no file '{path}'.");
        RandomAccess.Write(file, content, 0);
        RandomAccess.SetLength(file, content.Length);
        Posix.Flush(file, path);
    }

    /// <inheritdoc/>
    public void Rename(string from, string to)
    {
        using SafeFileHandle fromFolder = OpenParent(from, out byte[] fromName);
        using SafeFileHandle toFolder = OpenParent(to, out byte[] toName);
        fixed (byte* fromStart = fromName, toStart = toName)
        {
            if (SystemCalls.RenameAt(Posix.DescriptorOf(fromFolder), fromStart, Posix.DescriptorOf(toFolder), toStart) != 0)
            {
                throw SystemError.ToException(SystemError.Last, to);
            }
        }
    }

    /// <inheritdoc/>
    public void FlushFolder(string path)
    {
        // The base library opens no folders.
        using SafeFileHandle folder = LinkFreePath.TryOpen(path, OpenFlags.Read | OpenFlags.OnlyFolder, default, out int error)
            ?? throw LinkFreePath.Failure(error, path);
        Posix.Flush(folder, path);
    }

    /// <inheritdoc/>
    public void DeleteFile(string path) => Delete(path, 0);

    /// <inheritdoc/>
    public void DeleteFolder(string path) => Delete(path, OpenFlags.RemoveFolder);

    private static void WriteParts(SafeFileHandle file, IEnumerable<ReadOnlyMemory<byte>> parts)
    {
        long at = 0;
        foreach (ReadOnlyMemory<byte> part in parts)
        {
            RandomAccess.Write(file, part.Span, at);
            at += part.Length;
        }
    }

    private static void Delete(string path, int flags)
    {
        int error = At(path, (folder, name) => SystemCalls.UnlinkAt(folder, name, flags));
        if (error != 0 && !RegularFile.IsMissing(error, path))
        {
            throw LinkFreePath.Failure(error, path);
        }
    }

    private static SafeFileHandle Create(string path, UnixFileMode mode) =>
        LinkFreePath.TryOpen(path, OpenFlags.WriteOnly | OpenFlags.Create | OpenFlags.Exclusive | OpenFlags.NonBlocking, mode, out int error)
            ?? throw LinkFreePath.Failure(error, path);

    /// <summary>Makes a call with a name and the folder it is in; gives zero or the error's number.</summary>
    private static int At(string path, Call call)
    {
        using SafeFileHandle? folder = LinkFreePath.TryOpenParent(path, out byte[] name, out int error);
        if (folder is null)
        {
            return error;
        }

        fixed (byte* start = name)
        {
            return call(Posix.DescriptorOf(folder), start) == 0 ? 0 : SystemError.Last;
        }
    }

    private static SafeFileHandle OpenParent(string path, out byte[] name) =>
        LinkFreePath.TryOpenParent(path, out name, out int error) ?? throw LinkFreePath.Failure(error, path);

    private delegate int Call(int folder, byte* name);
}
