using System.Runtime.InteropServices;

namespace AuditGraph.Core.Snapshots.Scans;

/// <summary>The head of the stat index's file.</summary>
[StructLayout(LayoutKind.Explicit, Size = Size)]
internal struct StatIndexHeader
{
    /// <summary>Bytes in the header.</summary>
    public const int Size = 64;

    /// <summary>Where the checksum ends and what it covers begins.</summary>
    public const int ChecksumEnd = 24;

    /// <summary>Name and version of the form.</summary>
    public const ulong ExpectedMagic = 0x3530_5441_5453_4741;

    /// <summary>Name and version of the form.</summary>
    [FieldOffset(0)]
    public ulong Magic;

    /// <summary>The XXH128 of all that follows it.</summary>
    [FieldOffset(8)]
    public UInt128 Checksum;

    /// <summary>When the scan began whose result this is, by the file system: nanoseconds since 1970.</summary>
    [FieldOffset(24)]
    public long Started;

    /// <summary>The device by whose clock that is.</summary>
    [FieldOffset(32)]
    public ulong Device;
}
