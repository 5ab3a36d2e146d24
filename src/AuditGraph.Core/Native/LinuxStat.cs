using System.Runtime.InteropServices;

namespace AuditGraph.Core.Native;

/// <summary>The kernel's <c>struct statx</c>, as far as it is used.</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal readonly struct LinuxStat
{
    [FieldOffset(16)]
    private readonly uint links;

    [FieldOffset(20)]
    private readonly uint owner;

    [FieldOffset(24)]
    private readonly uint group;

    [FieldOffset(28)]
    private readonly ushort mode;

    [FieldOffset(32)]
    private readonly ulong inode;

    [FieldOffset(40)]
    private readonly long size;

    [FieldOffset(96)]
    private readonly long changedSeconds;

    [FieldOffset(104)]
    private readonly uint changedNanoseconds;

    [FieldOffset(112)]
    private readonly long modifiedSeconds;

    [FieldOffset(120)]
    private readonly uint modifiedNanoseconds;

    [FieldOffset(136)]
    private readonly uint deviceMajor;

    [FieldOffset(140)]
    private readonly uint deviceMinor;

    /// <summary>The same for every system.</summary>
    public FileStat ToFileStat() => new()
    {
        Size = size,
        Modified = FileStat.Nanoseconds(modifiedSeconds, modifiedNanoseconds),
        Changed = FileStat.Nanoseconds(changedSeconds, changedNanoseconds),
        Inode = inode,
        Device = Device(deviceMajor, deviceMinor),
        Owner = owner,
        Group = group,
        Links = links,
        Mode = mode,
    };

    // The C library's makedev, so that both ways of scanning see the same number.
    private static ulong Device(ulong major, ulong minor) =>
        ((major & 0xfffff000) << 32) | ((major & 0xfff) << 8) | ((minor & 0xffffff00) << 12) | (minor & 0xff);
}
