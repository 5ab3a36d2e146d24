using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace AuditGraph.Core.Workspaces;

/// <summary>Reads files that somebody else may have put there: never waits for a pipe, never reads past a limit.</summary>
internal static partial class RegularFile
{
    private const int NoSuchFile = 2;

    private const int NotAFolder = 20;

    private static readonly int ReadWithoutWaiting = OperatingSystem.IsMacOS() ? 0x4 | 0x1000000 : 0x800 | 0x80000;

    /// <summary>The whole content of a file, or null where there is no such file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limit">The most bytes it may hold.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is no regular file, or is longer than the limit.</exception>
    public static byte[]? TryRead(string path, int limit)
    {
        using SafeFileHandle? file = TryOpen(path);
        if (file is null)
        {
            return null;
        }

        long length = LengthOf(file, path);
        if (length > limit)
        {
            throw new InvalidDataException($"'{path}' has {length} bytes; at most {limit} were expected.");
        }

        byte[] content = new byte[length];
        int read = 0;
        while (read < content.Length)
        {
            int got = RandomAccess.Read(file, content.AsSpan(read), read);
            if (got == 0)
            {
                throw new InvalidDataException($"'{path}' became shorter while it was read.");
            }

            read += got;
        }

        return content;
    }

    /// <summary>Opens a regular file for reading, or gives null where there is no such file.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="InvalidDataException">It is no regular file.</exception>
    public static SafeFileHandle? TryOpen(string path)
    {
        // The base library's own open waits on a named pipe until somebody writes to it.
        int descriptor = Open(path, ReadWithoutWaiting);
        if (descriptor < 0)
        {
            int error = Marshal.GetLastPInvokeError();
            return error is NoSuchFile or NotAFolder
                ? null
                : throw new IOException($"{Marshal.GetPInvokeErrorMessage(error)}: '{path}'.");
        }

        var file = new SafeFileHandle(descriptor, ownsHandle: true);
        try
        {
            _ = LengthOf(file, path);
            return file;
        }
        catch (InvalidDataException)
        {
            file.Dispose();
            throw;
        }
    }

    private static long LengthOf(SafeFileHandle file, string path)
    {
        try
        {
            return RandomAccess.GetLength(file);
        }
        catch (Exception refusal) when (refusal is NotSupportedException or UnauthorizedAccessException or ArgumentException)
        {
            throw new InvalidDataException($"'{path}' is not a regular file.", refusal);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);
}
