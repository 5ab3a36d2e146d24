using System.Buffers.Binary;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace AuditGraph.Core.Snapshots.Scans;

/// <summary>A folder's descriptor on Linux; every entry is reached relative to it.</summary>
internal sealed unsafe class LinuxFolder : FolderHandle
{
    private const int LongestTarget = 1 << 20;
    private const int ListingRoom = 64 * 1024;
    private const int EntryNameOffset = 19;

    private static readonly int FolderFlags =
        LinuxCalls.ReadOnly | LinuxCalls.OnlyDirectory | LinuxCalls.NonBlocking | LinuxCalls.CloseOnExec;

    private static readonly int FileFlags =
        LinuxCalls.ReadOnly | LinuxCalls.NoFollow | LinuxCalls.NonBlocking | LinuxCalls.NoControllingTerminal | LinuxCalls.CloseOnExec;

    private readonly int descriptor;

    // Closes what a scan that is cancelled leaves open.
    private readonly SafeFileHandle owner;

    private LinuxFolder(int descriptor)
    {
        this.descriptor = descriptor;
        owner = new SafeFileHandle(descriptor, ownsHandle: true);
    }

    /// <summary>Opens the root of a scan; a link that leads to it is followed.</summary>
    public static FileOutcome OpenRoot(string path, out FolderHandle? folder) =>
        Open(LinuxCalls.CurrentFolder, Encoding.UTF8.GetBytes(path + '\0'), FolderFlags, out folder);

    /// <inheritdoc/>
    public override FileOutcome Stat(out FileStat stat) => LinuxFile.Stat(descriptor, out stat);

    /// <inheritdoc/>
    public override FileOutcome Stat(ReadOnlySpan<byte> name, out FileStat stat)
    {
        LinuxStat found;
        fixed (byte* start = name)
        {
            if (LinuxCalls.StatX(descriptor, start, LinuxCalls.NoFollowStat | LinuxCalls.NoAutomount, LinuxCalls.BasicStats, &found) != 0)
            {
                stat = default;
                return LinuxCalls.LastOutcome();
            }
        }

        stat = found.ToFileStat();
        return FileOutcome.Done;
    }

    /// <inheritdoc/>
    public override FileOutcome List(FolderListing listing, CancellationToken cancellation)
    {
        listing.Clear();
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            Span<byte> room = listing.Reserve(ListingRoom);
            nint length;
            fixed (byte* start = room)
            {
                length = LinuxCalls.GetEntries(descriptor, start, room.Length);
            }

            if (length < 0 && !LinuxCalls.WasInterrupted())
            {
                return LinuxCalls.LastOutcome();
            }

            if (length == 0)
            {
                return FileOutcome.Done;
            }

            if (length > 0)
            {
                AddEntries(listing, room[..(int)length]);
            }
        }
    }

    /// <inheritdoc/>
    public override FileOutcome OpenFolder(ReadOnlySpan<byte> name, out FolderHandle? folder) =>
        Open(descriptor, name, FolderFlags | LinuxCalls.NoFollow, out folder);

    /// <inheritdoc/>
    public override FileOutcome OpenFile(ReadOnlySpan<byte> name, out FileHandle? file)
    {
        int opened = Open(descriptor, name, FileFlags);
        file = opened < 0 ? null : new LinuxFile(opened);
        return opened < 0 ? LinuxCalls.LastOutcome() : FileOutcome.Done;
    }

    /// <inheritdoc/>
    public override FileOutcome ReadLink(ReadOnlySpan<byte> name, out byte[] target)
    {
        for (int room = 256; room <= LongestTarget; room *= 4)
        {
            byte[] buffer = new byte[room];
            nint length;
            fixed (byte* start = name, to = buffer)
            {
                length = LinuxCalls.ReadLinkAt(descriptor, start, to, room);
            }

            if (length < 0)
            {
                target = [];
                return LinuxCalls.LastOutcome();
            }

            if (length < room)
            {
                target = buffer[..(int)length];
                return FileOutcome.Done;
            }
        }

        target = [];
        return FileOutcome.Refused;
    }

    /// <inheritdoc/>
    public override void Dispose() => owner.Dispose();

    private static FileOutcome Open(int folder, ReadOnlySpan<byte> name, int flags, out FolderHandle? opened)
    {
        int descriptor = Open(folder, name, flags);
        opened = descriptor < 0 ? null : new LinuxFolder(descriptor);
        return descriptor < 0 ? LinuxCalls.LastOutcome() : FileOutcome.Done;
    }

    private static int Open(int folder, ReadOnlySpan<byte> name, int flags)
    {
        fixed (byte* start = name)
        {
            int opened;
            do
            {
                opened = LinuxCalls.OpenAt(folder, start, flags, 0);
            }
            while (opened < 0 && LinuxCalls.WasInterrupted());

            return opened;
        }
    }

    // struct linux_dirent64: inode (8 bytes), offset (8), record length (2), type (1), name and zero byte.
    private static void AddEntries(FolderListing listing, ReadOnlySpan<byte> records)
    {
        int start = listing.Used;
        listing.Used += records.Length;
        for (int at = 0; at < records.Length;)
        {
            ReadOnlySpan<byte> record = records.Slice(at, BinaryPrimitives.ReadUInt16LittleEndian(records[(at + 16)..]));
            int length = record[EntryNameOffset..].IndexOf((byte)0);
            ReadOnlySpan<byte> name = record.Slice(EntryNameOffset, length);
            if (!name.SequenceEqual("."u8) && !name.SequenceEqual(".."u8))
            {
                // The type byte is a mode's type bits, shifted.
                listing.Add(start + at + EntryNameOffset, length, (FileType)(record[18] << 12));
            }

            at += record.Length;
        }
    }
}
