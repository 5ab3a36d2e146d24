using System.Runtime.InteropServices;

namespace AuditGraph.Core.Snapshots.Scans;

/// <summary>The system calls of a scan on Linux, as the C library (glibc 2.30, musl 1.2.5, or later) offers them.</summary>
internal static unsafe partial class LinuxCalls
{
    public const int CurrentFolder = -100;
    public const int ReadOnly = 0;
    public const int NonBlocking = 0x800;
    public const int NoControllingTerminal = 0x100;
    public const int CloseOnExec = 0x80000;
    public const int NoFollowStat = 0x100;
    public const int NoAutomount = 0x800;
    public const int EmptyPath = 0x1000;
    public const uint BasicStats = 0x7ff;

    // These two are swapped between the processor families.
    public static readonly int OnlyDirectory = IsArm ? 0x4000 : 0x10000;
    public static readonly int NoFollow = IsArm ? 0x8000 : 0x20000;

    private const int NoEntry = 2;
    private const int Interrupted = 4;
    private const int NotDirectory = 20;
    private const int TooManyLinks = 40;

    /// <summary>Whether this system has the calls.</summary>
    public static bool AreThere { get; } = OperatingSystem.IsLinux() && Probe();

    private static bool IsArm => RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm;

    /// <summary>What the last call's error means.</summary>
    public static FileOutcome LastOutcome() => Marshal.GetLastPInvokeError() switch
    {
        NoEntry => FileOutcome.Vanished,
        NotDirectory or TooManyLinks => FileOutcome.Replaced,
        _ => FileOutcome.Refused,
    };

    /// <summary>Whether the last call was broken off by a signal and is to be made again.</summary>
    public static bool WasInterrupted() => Marshal.GetLastPInvokeError() == Interrupted;

    [LibraryImport("libc", EntryPoint = "openat", SetLastError = true)]
    public static partial int OpenAt(int folder, byte* name, int flags, int mode);

    [LibraryImport("libc", EntryPoint = "close")]
    public static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true)]
    public static partial int StatX(int folder, byte* name, int flags, uint mask, LinuxStat* stat);

    [LibraryImport("libc", EntryPoint = "getdents64", SetLastError = true)]
    public static partial nint GetEntries(int folder, byte* buffer, nint length);

    [LibraryImport("libc", EntryPoint = "pread", SetLastError = true)]
    public static partial nint ReadAt(int file, byte* buffer, nint length, nint offset);

    [LibraryImport("libc", EntryPoint = "readlinkat", SetLastError = true)]
    public static partial nint ReadLinkAt(int folder, byte* name, byte* buffer, nint length);

    private static bool Probe()
    {
        try
        {
            LinuxStat stat;
            byte end = 0;
            return Environment.Is64BitProcess
                && StatX(CurrentFolder, &end, EmptyPath, BasicStats, &stat) == 0
                && GetEntries(-1, &end, 0) < 0;
        }
        catch (Exception missing) when (missing is EntryPointNotFoundException or DllNotFoundException)
        {
            return false;
        }
    }
}
