namespace AuditGraph.Core.Native;

/// <summary>Asks the system what a file or folder is.</summary>
internal static unsafe class StatCalls
{
    private const uint LinuxBasicStats = 0x7ff;

    /// <summary>What the system says of an entry of a folder; a link is not followed.</summary>
    /// <param name="folder">The folder's descriptor.</param>
    /// <param name="terminatedName">The name with a zero byte behind it.</param>
    /// <param name="stat">What it says.</param>
    /// <returns>Whether it says anything; else <see cref="SystemError.Last"/> tells why.</returns>
    public static bool TryGet(int folder, ReadOnlySpan<byte> terminatedName, out FileStat stat)
    {
        fixed (byte* name = terminatedName)
        {
            return OperatingSystem.IsLinux()
                ? TryGetOnLinux(folder, name, OpenFlags.StatNoFollow | OpenFlags.LinuxNoAutomount, out stat)
                : TryGetOnMac(folder, name, out stat);
        }
    }

    /// <summary>What the system says of a descriptor.</summary>
    public static bool TryGet(int descriptor, out FileStat stat)
    {
        byte end = 0;
        return OperatingSystem.IsLinux() ? TryGetOnLinux(descriptor, &end, OpenFlags.LinuxEmptyPath, out stat) : TryGetOnMac(descriptor, null, out stat);
    }

    private static bool TryGetOnLinux(int descriptor, byte* name, int flags, out FileStat stat)
    {
        LinuxStat found;
        bool isThere = SystemCalls.StatX(descriptor, name, flags, LinuxBasicStats, (byte*)&found) == 0;
        stat = isThere ? found.ToFileStat() : default;
        return isThere;
    }

    private static bool TryGetOnMac(int descriptor, byte* name, out FileStat stat)
    {
        MacStat found;
        int result = name is null
            ? SystemCalls.MacStatOf(descriptor, (byte*)&found)
            : SystemCalls.MacStatAt(descriptor, name, (byte*)&found, OpenFlags.StatNoFollow);
        stat = result == 0 ? found.ToFileStat() : default;
        return result == 0;
    }
}
