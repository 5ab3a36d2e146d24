using System.Runtime.InteropServices;
using AuditGraph.Core.Canonical;
using Microsoft.Win32.SafeHandles;

namespace AuditGraph.Core.Workspaces;

/// <summary>The system calls (POSIX.1-2017, and BSD's <c>flock</c>) that the base library does not offer.</summary>
internal static partial class Posix
{
    private const int ReadOnly = 0;

    private const int ReadAndWrite = 2;

    private const int LockShared = 1;

    private const int LockExclusive = 2;

    private const int LockWithoutWaiting = 4;

    private const int NoSuchFile = 2;

    private const int Interrupted = 4;

    private const int LongestPath = 4096;

    private const int NotAFolder = 20;

    private static readonly int WouldBlock = OperatingSystem.IsMacOS() ? 35 : 11;

    private static readonly int WithoutWaitingOrInheritance = OperatingSystem.IsMacOS() ? 0x4 | 0x1000000 : 0x800 | 0x80000;

    /// <summary>
    /// Opens a file or folder of any kind, without waiting for the other end of a pipe; null where there is none.
    /// </summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public static SafeFileHandle? TryOpen(string path, bool forWriting = false)
    {
        int descriptor = Open(path, (forWriting ? ReadAndWrite : ReadOnly) | WithoutWaitingOrInheritance);
        if (descriptor >= 0)
        {
            return new SafeFileHandle(descriptor, ownsHandle: true);
        }

        int error = Marshal.GetLastPInvokeError();
        return error is NoSuchFile or NotAFolder ? null : throw Failure(error, path);
    }

    /// <summary>Flushes a file's content or a folder's entries to the device.</summary>
    /// <exception cref="IOException">The device did not take it.</exception>
    public static void Flush(SafeFileHandle handle, string path)
    {
        if (FlushDescriptor(handle) != 0)
        {
            throw Failure(Marshal.GetLastPInvokeError(), path);
        }
    }

    /// <summary>Locks an open file between processes without waiting; false where somebody else holds a lock in the way.</summary>
    /// <exception cref="IOException">It cannot be locked.</exception>
    public static bool TryLock(SafeFileHandle handle, bool exclusive, string path)
    {
        while (Lock(handle, (exclusive ? LockExclusive : LockShared) | LockWithoutWaiting) != 0)
        {
            int error = Marshal.GetLastPInvokeError();
            if (error == WouldBlock)
            {
                return false;
            }

            if (error != Interrupted)
            {
                throw Failure(error, path);
            }
        }

        return true;
    }

    /// <summary>
    /// The process's current folder, as an absolute path. What the base library gives, without loading its decoder where
    /// the path is plain ASCII.
    /// </summary>
    /// <exception cref="IOException">It is there no more, or cannot be read.</exception>
    public static string CurrentFolder()
    {
        Span<byte> path = stackalloc byte[LongestPath];
        if (GetCurrentFolder(path, path.Length) == 0)
        {
            return Directory.GetCurrentDirectory();
        }

        int length = 0;
        while (path[length] != 0)
        {
            length++;
        }

        return Utf8Text.Decode(path[..length]);
    }

    private static IOException Failure(int error, string path) => new($"{Marshal.GetPInvokeErrorMessage(error)}: '{path}'.");

    [LibraryImport("libc", EntryPoint = "getcwd")]
    private static partial nint GetCurrentFolder(Span<byte> path, nint length);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FlushDescriptor(SafeFileHandle descriptor);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static partial int Lock(SafeFileHandle descriptor, int operation);
}
