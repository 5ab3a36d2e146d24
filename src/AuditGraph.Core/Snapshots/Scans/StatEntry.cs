using System.Runtime.InteropServices;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Native;

namespace AuditGraph.Core.Snapshots.Scans;

/// <summary>One entry of a <see cref="StatBlock"/>, as it lies in memory and in the index file.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal struct StatEntry
{
    /// <summary>A mode that no file has: there, but its content could not be read.</summary>
    public const ushort UnseenFile = 0;

    /// <summary>A mode that no file has: a folder that could not be looked into.</summary>
    public const ushort UnseenDirectory = 1;

    /// <summary>A mode that no file has: gone since it was listed.</summary>
    public const ushort Vanished = 2;

    private const int OwnerExecutes = 0x40;

    /// <summary>Of a file the size that was hashed; of a link its target's length; of a folder how many files it holds.</summary>
    public long Size;

    /// <summary>The modification time; of a folder, the bytes below it.</summary>
    public long Modified;

    /// <summary>The change time; of a folder, where its own block is in the index file, or -1.</summary>
    public long Changed;

    /// <summary>The inode.</summary>
    public ulong Inode;

    /// <summary>The SHA-256 of the content; of a folder, of its node, or all zero if it holds nothing.</summary>
    public ContentHash Hash;

    /// <summary>The user's number that it belongs to.</summary>
    public uint Owner;

    /// <summary>The group's number that it belongs to.</summary>
    public uint Group;

    /// <summary>How many names it has.</summary>
    public uint Links;

    /// <summary>Where in the block's names the name begins; behind it follows a zero byte, then a link's target.</summary>
    public int NameStart;

    /// <summary>The length of the name.</summary>
    public ushort NameLength;

    /// <summary>The file's mode, or one of the modes that no file has.</summary>
    public ushort Mode;

    /// <summary>What it is; unknown where it was not seen.</summary>
    public readonly FileType Type => new FileStat { Mode = Mode }.Type;

    /// <summary>Whether it is a file that its owner may execute.</summary>
    public readonly bool IsExecutable => Type == FileType.File && (Mode & OwnerExecutes) != 0;

    /// <summary>Whether what the system says now is what was noted here.</summary>
    public readonly bool Matches(in FileStat stat) =>
        Size == stat.Size
        && Modified == stat.Modified
        && Changed == stat.Changed
        && Inode == stat.Inode
        && Owner == stat.Owner
        && Group == stat.Group
        && Links == stat.Links
        && Mode == stat.Mode;
}
