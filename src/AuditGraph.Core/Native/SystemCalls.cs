using System.Runtime.InteropServices;

namespace AuditGraph.Core.Native;

/// <summary>
/// The C library's calls, as POSIX.1-2017 has them; beside them BSD's <c>flock</c>, Linux's <c>statx</c>,
/// <c>getdents64</c> and <c>openat2</c>, and macOS's <c>sysctlbyname</c>. No other class of the library makes any.
/// </summary>
/// <remarks>
/// On Linux the C library is glibc 2.28, musl 1.2 or later. All numbers of flags are in <see cref="OpenFlags"/>, all
/// layouts in <see cref="LinuxStat"/>, <see cref="MacStat"/>, <see cref="FolderEntries"/> and here.
/// </remarks>
internal static unsafe partial class SystemCalls
{
    // The number is the same on every processor family of Linux.
    private const nint OpenAt2Number = 437;

    private static readonly bool IsApple = OperatingSystem.IsMacOS();

    // On Apple's own processors what stands behind "..." in C goes on the stack, behind eight registers.
    private static readonly bool PutsModeOnStack = IsApple && RuntimeInformation.ProcessArchitecture == Architecture.Arm64;

    // On Apple's Intel processors the plain names are those of an older layout.
    private static readonly bool HasOlderNames = IsApple && RuntimeInformation.ProcessArchitecture == Architecture.X64;

    /// <summary><c>openat</c>.</summary>
    public static int OpenAt(int folder, byte* name, int flags, uint mode) =>
        PutsModeOnStack ? OpenAtWithModeOnStack(folder, name, flags, 0, 0, 0, 0, 0, (nint)mode) : OpenAtInRegisters(folder, name, flags, mode);

    /// <summary><c>openat2</c>, which has no name in most C libraries.</summary>
    public static int OpenAt2(int folder, byte* name, OpenHow* how) =>
        (int)SystemCall(OpenAt2Number, folder, (nint)name, (nint)how, sizeof(OpenHow));

    /// <summary>macOS's <c>fstatat</c>.</summary>
    public static int MacStatAt(int folder, byte* name, byte* stat, int flags) =>
        HasOlderNames ? MacStatAtOnIntel(folder, name, stat, flags) : MacStatAtOnApple(folder, name, stat, flags);

    /// <summary>macOS's <c>fstat</c>.</summary>
    public static int MacStatOf(int descriptor, byte* stat) =>
        HasOlderNames ? MacStatOfOnIntel(descriptor, stat) : MacStatOfOnApple(descriptor, stat);

    /// <summary><c>fdopendir</c>: on success the descriptor belongs to the stream.</summary>
    public static nint OpenStream(int folder) => HasOlderNames ? OpenStreamOnIntel(folder) : OpenStreamElsewhere(folder);

    /// <summary><c>readdir</c>: the next entry, or null at the end and, with an error number, on failure.</summary>
    public static byte* ReadStream(nint stream) => HasOlderNames ? ReadStreamOnIntel(stream) : ReadStreamElsewhere(stream);

    [LibraryImport("libc", EntryPoint = "close")]
    public static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "closedir")]
    public static partial int CloseStream(nint stream);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true)]
    public static partial int StatX(int folder, byte* name, int flags, uint mask, byte* stat);

    [LibraryImport("libc", EntryPoint = "getdents64", SetLastError = true)]
    public static partial nint GetEntries(int folder, byte* buffer, nint length);

    [LibraryImport("libc", EntryPoint = "pread", SetLastError = true)]
    public static partial nint ReadAt(int file, byte* buffer, nint length, nint offset);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(int descriptor, byte* bytes, nint length);

    [LibraryImport("libc", EntryPoint = "isatty")]
    public static partial int IsTerminal(int descriptor);

    [LibraryImport("libc", EntryPoint = "readlinkat", SetLastError = true)]
    public static partial nint ReadLinkAt(int folder, byte* name, byte* buffer, nint length);

    [LibraryImport("libc", EntryPoint = "mkdirat", SetLastError = true)]
    public static partial int MakeFolderAt(int folder, byte* name, uint mode);

    [LibraryImport("libc", EntryPoint = "renameat", SetLastError = true)]
    public static partial int RenameAt(int fromFolder, byte* from, int toFolder, byte* to);

    [LibraryImport("libc", EntryPoint = "unlinkat", SetLastError = true)]
    public static partial int UnlinkAt(int folder, byte* name, int flags);

    [LibraryImport("libc", EntryPoint = "realpath", SetLastError = true)]
    public static partial byte* RealPath(byte* path, byte* resolved);

    [LibraryImport("libc", EntryPoint = "getcwd")]
    public static partial byte* CurrentFolder(byte* path, nint length);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    public static partial int Flush(int descriptor);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    public static partial int Lock(int descriptor, int operation);

    [LibraryImport("libc", EntryPoint = "sysctlbyname", SetLastError = true)]
    public static partial int SystemControl(byte* name, byte* value, nint* length, byte* newValue, nint newLength);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint SystemCall(nint number, nint first, nint second, nint third, nint fourth);

    [LibraryImport("libc", EntryPoint = "openat", SetLastError = true)]
    private static partial int OpenAtInRegisters(int folder, byte* name, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "openat", SetLastError = true)]
    private static partial int OpenAtWithModeOnStack(
        int folder, byte* name, int flags, nint unused3, nint unused4, nint unused5, nint unused6, nint unused7, nint mode);

    [LibraryImport("libc", EntryPoint = "fstatat", SetLastError = true)]
    private static partial int MacStatAtOnApple(int folder, byte* name, byte* stat, int flags);

    [LibraryImport("libc", EntryPoint = "fstatat$INODE64", SetLastError = true)]
    private static partial int MacStatAtOnIntel(int folder, byte* name, byte* stat, int flags);

    [LibraryImport("libc", EntryPoint = "fstat", SetLastError = true)]
    private static partial int MacStatOfOnApple(int descriptor, byte* stat);

    [LibraryImport("libc", EntryPoint = "fstat$INODE64", SetLastError = true)]
    private static partial int MacStatOfOnIntel(int descriptor, byte* stat);

    [LibraryImport("libc", EntryPoint = "fdopendir", SetLastError = true)]
    private static partial nint OpenStreamElsewhere(int folder);

    [LibraryImport("libc", EntryPoint = "fdopendir$INODE64", SetLastError = true)]
    private static partial nint OpenStreamOnIntel(int folder);

    [LibraryImport("libc", EntryPoint = "readdir", SetLastError = true)]
    private static partial byte* ReadStreamElsewhere(nint stream);

    [LibraryImport("libc", EntryPoint = "readdir$INODE64", SetLastError = true)]
    private static partial byte* ReadStreamOnIntel(nint stream);

    /// <summary>The kernel's <c>struct open_how</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct OpenHow
    {
        /// <summary>As of <c>openat</c>.</summary>
        public ulong Flags;

        /// <summary>The permissions of a file that is made; zero where none is.</summary>
        public ulong Mode;

        /// <summary>How names are followed.</summary>
        public ulong Resolve;
    }
}
