using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace AuditGraph.Core.Configuration;

/// <summary>Reads ordinary files of a bounded size, and never waits on a pipe or a device in their place.</summary>
internal static class RegularFile
{
    private const int NoSuchFile = 2;
    private const int PermissionDenied = 13;

    // O_RDONLY with O_NONBLOCK, O_NOCTTY and O_CLOEXEC, so that opening a pipe returns at once.
    private static readonly int OpenFlags = OperatingSystem.IsMacOS() ? 0x4 | 0x20000 | 0x1000000 : 0x800 | 0x100 | 0x80000;

    /// <summary>Reads a whole file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limit">The most bytes to read.</param>
    /// <returns>Its bytes; one more than the limit where it is larger.</returns>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="UnauthorizedAccessException">The permissions forbid it.</exception>
    /// <exception cref="IOException">It is no regular file, or reading failed.</exception>
    public static byte[] Read(string path, int limit)
    {
        if (Directory.Exists(path))
        {
            throw new IOException("it is a folder");
        }

        int descriptor = Open(path, OpenFlags);
        if (descriptor < 0)
        {
            int error = Marshal.GetLastPInvokeError();
            throw error switch
            {
                NoSuchFile => new FileNotFoundException("there is no such file", path),
                PermissionDenied => new UnauthorizedAccessException("its permissions forbid reading it"),
                _ => new IOException(Marshal.GetPInvokeErrorMessage(error)),
            };
        }

        using var handle = new SafeFileHandle(descriptor, ownsHandle: true);
        return Read(handle, limit);
    }

    private static byte[] Read(SafeFileHandle handle, int limit)
    {
        long length;
        try
        {
            length = RandomAccess.GetLength(handle);
        }
        catch (NotSupportedException unseekable)
        {
            throw new IOException("it is a pipe, a socket or a device, not a regular file", unseekable);
        }

        var bytes = new byte[(int)Math.Min(length, limit) + 1];
        int count = 0;
        while (count < bytes.Length && RandomAccess.Read(handle, bytes.AsSpan(count), count) is > 0 and int read)
        {
            count += read;
        }

        // A device says that it is empty and then goes on for ever.
        return length == 0 && count > 0
            ? throw new IOException("it is a device, not a regular file")
            : bytes[..count];
    }

    // The function is taken from what the process has loaded already: looking for a library named libc tries and
    // fails to open several files first, at a cost that a command which lists jobs would feel.
    private static unsafe int Open(string path, int flags)
    {
        nint function = NativeLibrary.GetExport(NativeLibrary.GetMainProgramHandle(), "open");
        byte[] name = [.. Encoding.UTF8.GetBytes(path), 0];
        fixed (byte* text = name)
        {
            int descriptor = ((delegate* unmanaged<byte*, int, int>)function)(text, flags);
            Marshal.SetLastPInvokeError(descriptor < 0 ? Marshal.GetLastSystemError() : 0);
            return descriptor;
        }
    }
}
