using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace AuditGraph.Core.Workspaces;

/// <summary>The system calls (POSIX.1-2017) that the base library does not offer.</summary>
internal static partial class Posix
{
    private const int ReadOnly = 0;

    private static readonly int NonBlocking = OperatingSystem.IsMacOS() ? 0x4 : 0x800;

    private static readonly int CloseOnExec = OperatingSystem.IsMacOS() ? 0x1000000 : 0x80000;

    /// <summary>Opens a file or folder of any kind for reading, without waiting for the other end of a pipe.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public static SafeFileHandle OpenForReading(string path)
    {
        int descriptor = Open(path, ReadOnly | NonBlocking | CloseOnExec);
        return descriptor < 0 ? throw LastFailure() : new SafeFileHandle(descriptor, ownsHandle: true);
    }

    /// <summary>Flushes a file's content or a folder's entries to the device.</summary>
    /// <exception cref="IOException">The device did not take it.</exception>
    public static void Flush(SafeFileHandle handle)
    {
        if (FlushDescriptor(handle) != 0)
        {
            throw LastFailure();
        }
    }

    private static IOException LastFailure()
    {
        int error = Marshal.GetLastPInvokeError();
        return new IOException(Marshal.GetPInvokeErrorMessage(error), error);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FlushDescriptor(SafeFileHandle descriptor);
}
