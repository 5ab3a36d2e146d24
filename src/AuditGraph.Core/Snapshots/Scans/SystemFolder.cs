using System.Text;
using AuditGraph.Core.Native;
using Microsoft.Win32.SafeHandles;

namespace AuditGraph.Core.Snapshots.Scans;

/// <summary>A folder's descriptor; every entry is reached relative to it.</summary>
internal sealed unsafe class SystemFolder : FolderHandle
{
    private const int LongestTarget = 1 << 20;
    private const int ListingRoom = 64 * 1024;

    private static readonly int FolderFlags =
        OpenFlags.Read | OpenFlags.OnlyFolder | OpenFlags.NonBlocking | OpenFlags.CloseOnExec;

    private static readonly int FileFlags =
        OpenFlags.Read | OpenFlags.NoFollow | OpenFlags.NonBlocking | OpenFlags.NoControllingTerminal | OpenFlags.CloseOnExec;

    private readonly int descriptor;

    // Closes what a scan that is cancelled leaves open.
    private readonly SafeFileHandle owner;

    private readonly bool listsPortably;

    private SystemFolder(int descriptor, bool listsPortably)
    {
        this.descriptor = descriptor;
        this.listsPortably = listsPortably;
        owner = new SafeFileHandle(descriptor, ownsHandle: true);
    }

    /// <summary>Whether this system lists folders many entries at a time, with Linux's <c>getdents64</c>.</summary>
    public static bool ListsFast { get; } = OperatingSystem.IsLinux() && Probe();

    /// <summary>Opens the root of a scan; a link that leads to it is followed.</summary>
    /// <param name="path">The root.</param>
    /// <param name="portable">Whether to list folders as POSIX has it even where <see cref="ListsFast"/>.</param>
    /// <param name="folder">The folder.</param>
    public static FileOutcome OpenRoot(string path, bool portable, out FolderHandle? folder) =>
        Open(OpenFlags.CurrentFolder, Encoding.UTF8.GetBytes(path + '\0'), FolderFlags, portable || !ListsFast, out folder);

    /// <inheritdoc/>
    public override FileOutcome Stat(out FileStat stat) => StatCalls.TryGet(descriptor, out stat) ? FileOutcome.Done : SystemFile.LastOutcome();

    /// <inheritdoc/>
    public override FileOutcome Stat(ReadOnlySpan<byte> name, out FileStat stat) =>
        StatCalls.TryGet(descriptor, name, out stat) ? FileOutcome.Done : SystemFile.LastOutcome();

    /// <inheritdoc/>
    public override FileOutcome List(FolderListing listing, CancellationToken cancellation)
    {
        listing.Clear();
        if (listsPortably)
        {
            return ListPortably(listing, cancellation);
        }

        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            Span<byte> room = listing.Reserve(ListingRoom);
            nint length;
            fixed (byte* start = room)
            {
                length = SystemCalls.GetEntries(descriptor, start, room.Length);
            }

            if (length < 0 && SystemError.Last != SystemError.Interrupted)
            {
                return SystemFile.LastOutcome();
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
        Open(descriptor, name, FolderFlags | OpenFlags.NoFollow, listsPortably, out folder);

    /// <inheritdoc/>
    public override FileOutcome OpenFile(ReadOnlySpan<byte> name, out FileHandle? file)
    {
        int opened = Open(descriptor, name, FileFlags);
        file = opened < 0 ? null : new SystemFile(opened);
        return opened < 0 ? SystemFile.LastOutcome() : FileOutcome.Done;
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
                length = SystemCalls.ReadLinkAt(descriptor, start, to, room);
            }

            if (length < 0)
            {
                target = [];
                return SystemFile.LastOutcome();
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

    private static FileOutcome Open(int folder, ReadOnlySpan<byte> name, int flags, bool portable, out FolderHandle? opened)
    {
        int descriptor = Open(folder, name, flags);
        opened = descriptor < 0 ? null : new SystemFolder(descriptor, portable);
        return descriptor < 0 ? SystemFile.LastOutcome() : FileOutcome.Done;
    }

    private static int Open(int folder, ReadOnlySpan<byte> name, int flags)
    {
        fixed (byte* start = name)
        {
            int opened;
            do
            {
                opened = SystemCalls.OpenAt(folder, start, flags, 0);
            }
            while (opened < 0 && SystemError.Last == SystemError.Interrupted);

            return opened;
        }
    }

    private FileOutcome ListPortably(FolderListing listing, CancellationToken cancellation)
    {
        int error = FolderEntries.List(descriptor, (name, type) =>
        {
            cancellation.ThrowIfCancellationRequested();
            name.CopyTo(listing.Reserve(name.Length));
            listing.Add(listing.Used, name.Length - 1, type);
            listing.Used += name.Length;
        });
        return error == 0 ? FileOutcome.Done : FileOutcome.Refused;
    }

    private static void AddEntries(FolderListing listing, ReadOnlySpan<byte> records)
    {
        int start = listing.Used;
        listing.Used += records.Length;
        for (int at = 0; at < records.Length;)
        {
            if (FolderEntries.Read(records, ref at, out int nameStart, out int nameLength, out FileType type))
            {
                listing.Add(start + nameStart, nameLength, type);
            }
        }
    }

    private static bool Probe()
    {
        try
        {
            byte end = 0;
            return SystemCalls.GetEntries(-1, &end, 0) < 0;
        }
        catch (Exception missing) when (missing is EntryPointNotFoundException or DllNotFoundException)
        {
            // glibc has it since 2.30, musl since 1.2.5.
            return false;
        }
    }
}
