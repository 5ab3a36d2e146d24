using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace AuditGraph.Core.Native;

/// <summary>The calls of POSIX.1-2017 that start, watch and end a process.</summary>
internal static unsafe partial class ProcessCalls
{
    /// <summary>More than any C library's attributes, file actions, signal set or <c>siginfo_t</c> take.</summary>
    public const int OpaqueSize = 1024;

    public const int Interrupted = 4;
    public const int Kill = 9;
    public const int Terminate = 15;

    public const short CanRead = 1;
    public const short CanWrite = 4;

    public const int ResetSignals = 0x4;
    public const int ResetSignalMask = 0x8;

    private const int ById = 1;
    private const int Exited = 4;
    private const int WithoutWaiting = 1;

    // POSIX_SPAWN_SETSID: a session of its own, without a terminal, which also is a process group of its own.
    public static readonly int OwnSession = OperatingSystem.IsMacOS() ? 0x400 : 0x80;

    private static readonly int WithoutReaping = OperatingSystem.IsMacOS() ? 0x20 : 0x1000000;

    /// <summary>Whether a child has ended; it stays a zombie, so that its number belongs to nobody else.</summary>
    public static bool HasEnded(int process)
    {
        byte* information = stackalloc byte[OpaqueSize];
        new Span<byte>(information, OpaqueSize).Clear();
        int result = WaitFor(ById, process, information, Exited | WithoutWaiting | WithoutReaping);

        // The first field is the signal's number, which stays zero while the child runs.
        return result == 0 ? *(int*)information != 0 : Marshal.GetLastPInvokeError() != Interrupted;
    }

    [LibraryImport("libc", EntryPoint = "posix_spawn")]
    public static partial int Spawn(int* process, byte* path, byte* actions, byte* attributes, byte** arguments, byte** environment);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_init")]
    public static partial int InitializeActions(byte* actions);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_destroy")]
    public static partial int DestroyActions(byte* actions);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_adddup2")]
    public static partial int AddDuplicate(byte* actions, SafePipeHandle from, int to);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_addopen")]
    public static partial int AddOpen(byte* actions, int descriptor, byte* path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_addchdir_np")]
    public static partial int AddChangeFolder(byte* actions, byte* path);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_init")]
    public static partial int InitializeAttributes(byte* attributes);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_destroy")]
    public static partial int DestroyAttributes(byte* attributes);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setflags")]
    public static partial int SetFlags(byte* attributes, short flags);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setsigdefault")]
    public static partial int SetDefaultSignals(byte* attributes, byte* signals);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setsigmask")]
    public static partial int SetSignalMask(byte* attributes, byte* signals);

    [LibraryImport("libc", EntryPoint = "sigemptyset")]
    public static partial int ClearSignals(byte* signals);

    [LibraryImport("libc", EntryPoint = "sigfillset")]
    public static partial int FillSignals(byte* signals);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    public static partial int Poll(PollEntry* entries, nuint count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(SafePipeHandle descriptor, byte* buffer, nuint length);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(SafePipeHandle descriptor, byte* buffer, nuint length);

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    public static partial int SendSignal(int process, int signal);

    [LibraryImport("libc", EntryPoint = "waitpid", SetLastError = true)]
    public static partial int Reap(int process, int* status, int options);

    [LibraryImport("libc", EntryPoint = "waitid", SetLastError = true)]
    private static partial int WaitFor(int kind, int process, byte* information, int options);

    /// <summary><c>struct pollfd</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct PollEntry
    {
        public int Descriptor;
        public short Wanted;
        public short Found;
    }
}
