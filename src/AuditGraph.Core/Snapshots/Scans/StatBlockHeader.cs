using System.Runtime.InteropServices;
using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Snapshots.Scans;

/// <summary>The facts at the head of a <see cref="StatBlock"/>.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal struct StatBlockHeader
{
    /// <summary>Bytes in a header.</summary>
    public const int Size = 64;

    /// <summary>Bytes in an entry.</summary>
    public const int EntrySize = 88;

    /// <summary>Bytes in the block.</summary>
    public int Length;

    /// <summary>Entries in the block.</summary>
    public int Count;

    /// <summary>The device that the folder and all the files in the block are on.</summary>
    public ulong Device;

    /// <summary>The SHA-256 of the folder's node, or all zero if the node has no entries.</summary>
    public ContentHash Hash;

    /// <summary>Files and links in the folder and below.</summary>
    public long Files;

    /// <summary>Their bytes.</summary>
    public long Bytes;
}
