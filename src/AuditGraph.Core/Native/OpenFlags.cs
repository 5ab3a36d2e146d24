using System.Runtime.InteropServices;

namespace AuditGraph.Core.Native;

/// <summary>
/// The numbers of <c>fcntl.h</c> and <c>sys/stat.h</c>: Linux's <c>asm-generic/fcntl.h</c> with what x86-64 and Arm
/// have of their own, and macOS's <c>sys/fcntl.h</c>.
/// </summary>
internal static class OpenFlags
{
    public const int Read = 0;
    public const int WriteOnly = 1;
    public const int ReadAndWrite = 2;

    /// <summary>Linux alone: a place, not an opened file; needs no permission to read it.</summary>
    public const int LinuxPlace = 0x200000;

    /// <summary>macOS alone: no link anywhere in the path.</summary>
    public const int MacNoFollowAny = 0x20000000;

    /// <summary>Linux alone, for <c>openat2</c>: no link anywhere in the path, not even one of <c>/proc</c>.</summary>
    public const ulong LinuxResolveNoLinks = 0x04;

    public static readonly int Create = IsMac ? 0x200 : 0x40;
    public static readonly int Exclusive = IsMac ? 0x800 : 0x80;
    public static readonly int NonBlocking = IsMac ? 0x4 : 0x800;
    public static readonly int NoControllingTerminal = IsMac ? 0x20000 : 0x100;
    public static readonly int CloseOnExec = IsMac ? 0x1000000 : 0x80000;

    // These two are swapped between the processor families of Linux.
    public static readonly int OnlyFolder = IsMac ? 0x100000 : IsArm ? 0x4000 : 0x10000;
    public static readonly int NoFollow = IsMac ? 0x100 : IsArm ? 0x8000 : 0x20000;

    /// <summary>A folder as a place to start from, which needs the permission to pass through it and no other.</summary>
    public static readonly int Passage = OnlyFolder | CloseOnExec | (IsMac ? 0x40000000 : LinuxPlace);

    /// <summary>For calls that take a folder: the current one.</summary>
    public static readonly int CurrentFolder = IsMac ? -2 : -100;

    /// <summary>For <c>fstatat</c> and <c>statx</c>: what a link is, not what it leads to.</summary>
    public static readonly int StatNoFollow = IsMac ? 0x20 : 0x100;

    /// <summary>For <c>unlinkat</c>: a folder.</summary>
    public static readonly int RemoveFolder = IsMac ? 0x80 : 0x200;

    /// <summary>For <c>statx</c>: no file system is mounted for the asking.</summary>
    public const int LinuxNoAutomount = 0x800;

    /// <summary>For <c>statx</c>: the descriptor itself.</summary>
    public const int LinuxEmptyPath = 0x1000;

    private static bool IsMac => OperatingSystem.IsMacOS();

    private static bool IsArm => RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm;
}
