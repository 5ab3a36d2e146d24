namespace AuditGraph.Core.Native;

/// <summary>What the system says of one entry of a folder (<c>lstat</c>).</summary>
internal readonly record struct FileStat
{
    private const int TypeMask = 0xf000;

    /// <summary>Its size in bytes.</summary>
    public long Size { get; init; }

    /// <summary>When its content was last changed, or claims to have been: nanoseconds since 1970.</summary>
    public long Modified { get; init; }

    /// <summary>When the system last changed it in any way: nanoseconds since 1970.</summary>
    public long Changed { get; init; }

    /// <summary>Its inode.</summary>
    public ulong Inode { get; init; }

    /// <summary>Its device.</summary>
    public ulong Device { get; init; }

    /// <summary>The user's number that it belongs to.</summary>
    public uint Owner { get; init; }

    /// <summary>The group's number that it belongs to.</summary>
    public uint Group { get; init; }

    /// <summary>How many names it has.</summary>
    public uint Links { get; init; }

    /// <summary>Its type and permissions.</summary>
    public ushort Mode { get; init; }

    /// <summary>What it is.</summary>
    public FileType Type => (FileType)(Mode & TypeMask);

    /// <summary>Its permissions.</summary>
    public UnixFileMode Permissions => (UnixFileMode)(Mode & ~TypeMask);

    /// <summary>Nanoseconds since 1970, held at the ends of what 64 bits reach.</summary>
    public static long Nanoseconds(long seconds, long nanoseconds) =>
        seconds is > -9_223_372_036 and < 9_223_372_036
            ? (seconds * 1_000_000_000) + nanoseconds
            : seconds < 0 ? long.MinValue : long.MaxValue;
}
