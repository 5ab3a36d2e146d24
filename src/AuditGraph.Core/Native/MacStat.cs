using System.Runtime.InteropServices;

namespace AuditGraph.Core.Native;

/// <summary>macOS's <c>struct stat</c> with 64-bit inodes (<c>__DARWIN_STRUCT_STAT64</c> of <c>sys/stat.h</c>), as far as it is used.</summary>
[StructLayout(LayoutKind.Explicit, Size = 144)]
internal readonly struct MacStat
{
    [FieldOffset(0)]
    private readonly int device;

    [FieldOffset(4)]
    private readonly ushort mode;

    [FieldOffset(6)]
    private readonly ushort links;

    [FieldOffset(8)]
    private readonly ulong inode;

    [FieldOffset(16)]
    private readonly uint owner;

    [FieldOffset(20)]
    private readonly uint group;

    [FieldOffset(48)]
    private readonly long modifiedSeconds;

    [FieldOffset(56)]
    private readonly long modifiedNanoseconds;

    [FieldOffset(64)]
    private readonly long changedSeconds;

    [FieldOffset(72)]
    private readonly long changedNanoseconds;

    [FieldOffset(96)]
    private readonly long size;

    /// <summary>The same for every system.</summary>
    public FileStat ToFileStat() => new()
    {
        Size = size,
        Modified = FileStat.Nanoseconds(modifiedSeconds, modifiedNanoseconds),
        Changed = FileStat.Nanoseconds(changedSeconds, changedNanoseconds),
        Inode = inode,
        Device = (uint)device,
        Owner = owner,
        Group = group,
        Links = links,
        Mode = mode,
    };
}
