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
    public const ulong ExpectedMagic = 0x3130_5441_5453_4741;

    /// <summary>Name and version of the form.</summary>
    [FieldOffset(0)]
    public ulong Magic;

    /// <summary>Half of the checksum over all that follows it, and the file's length.</summary>
    [FieldOffset(8)]
    public ulong ChecksumHigh;

    /// <summary>The other half of it.</summary>
    [FieldOffset(16)]
    public ulong ChecksumLow;

    /// <summary>When the scan began whose result this is: nanoseconds since 1970.</summary>
    [FieldOffset(24)]
    public long Started;
}
