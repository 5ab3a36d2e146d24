using System.IO.Hashing;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using AuditGraph.Core.Snapshots.Scopes;
using AuditGraph.Core.Workspaces;
using Microsoft.Win32.SafeHandles;

namespace AuditGraph.Core.Snapshots.Scans;

/// <summary>
/// What an earlier scan of the same scope was told by the system, so that files that have not changed need not be
/// read. Deleting or damaging it costs time and changes no result.
/// </summary>
/// <remarks>
/// The file is in the machine's byte order: the header, then a <see cref="StatBlock"/> for every folder, in which
/// folders name the offset of their own block.
/// </remarks>
internal sealed class StatIndex
{
    // Covers the clock tick of local file systems, the second of older ones and the two seconds of FAT.
    private const long Granularity = 2_000_000_000;

    // Another file system may be another machine's, whose clock is not known.
    private const long ForeignGranularity = 24 * 3600 * 1_000_000_000L;

    private const string FilePrefix = "stat-";

    private const string FileExtension = ".index";

    private readonly Memory<byte> file;

    private StatIndex(Memory<byte> file) => this.file = file;

    /// <summary>An index that knows nothing.</summary>
    public static StatIndex None { get; } = new(default);

    /// <summary>The root folder's block.</summary>
    public StatBlock Root => file.IsEmpty ? default : StatBlock.At(file, StatIndexHeader.Size);

    private StatIndexHeader Header => file.IsEmpty ? default : HeaderOf(file.Span);

    /// <summary>Where the index of a scope is.</summary>
    public static string PathFor(string cacheFolder, SnapshotScope scope) =>
        Path.Join(cacheFolder, $"{FilePrefix}{scope.Digest.ToString()[..16]}{FileExtension}");

    /// <summary>Reads an index.</summary>
    /// <returns>One that knows nothing if there is none, or it is damaged or of another version.</returns>
    public static StatIndex Read(string path)
    {
        try
        {
            using SafeFileHandle? handle = RegularFile.TryOpen(path);
            long length = handle is null ? 0 : RandomAccess.GetLength(handle);
            if (length < StatIndexHeader.Size || length > Array.MaxLength)
            {
                return None;
            }

            // First its name, so that no memory is taken for a giant that is something else.
            Span<byte> head = stackalloc byte[StatIndexHeader.Size];
            if (!IsRead(handle!, head) || HeaderOf(head).Magic != StatIndexHeader.ExpectedMagic)
            {
                return None;
            }

            byte[] content = GC.AllocateUninitializedArray<byte>((int)length);
            return IsRead(handle!, content)
                && HeaderOf(content).Magic == StatIndexHeader.ExpectedMagic
                && HeaderOf(content).Checksum == Checksum(content)
                ? new StatIndex(content)
                : None;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return None;
        }
    }

    /// <summary>The block of a folder that an entry of another block is.</summary>
    public StatBlock BlockOf(in StatEntry folder) => StatBlock.At(file, folder.Changed);

    /// <summary>
    /// Whether a file that looks the same may yet have been changed after it was read: its times are not older, by
    /// the file system's granularity, than the moment at which the scan that wrote this index began.
    /// </summary>
    /// <remarks>Git's rule, held against the scan's beginning rather than its end, since a file may be read at any moment between.</remarks>
    /// <param name="folder">The block of the folder that it is in.</param>
    /// <param name="entry">What is known of it.</param>
    public bool IsRacy(in StatBlock folder, in StatEntry entry)
    {
        StatIndexHeader header = Header;
        return Math.Max(entry.Modified, entry.Changed)
            > header.Started - (folder.Header.Device == header.Device ? Granularity : ForeignGranularity);
    }

    /// <summary>Writes the index of a scan.</summary>
    /// <param name="disk">The disk.</param>
    /// <param name="path">Where to.</param>
    /// <param name="moment">When the scan began, in nanoseconds since 1970, and the device by whose clock.</param>
    /// <param name="root">What it found.</param>
    /// <returns>Whether it was written.</returns>
    public static unsafe bool TryWrite(IDisk disk, string path, (long Started, ulong Device) moment, ScannedFolder root)
    {
        List<ScannedFolder> folders = InOrder(root, out long length);
        if (length > Array.MaxLength)
        {
            return false;
        }

        // As large as all that the scan found, and of no use a moment later: the collector would keep it for long.
        void* memory = NativeMemory.Alloc((nuint)length);
        try
        {
            var content = new Span<byte>(memory, (int)length);
            Fill(content, folders, moment);
            new AtomicFile(disk).Write(path, content);
            return true;
        }
        catch (AuditWorkspaceException)
        {
            return false;
        }
        finally
        {
            NativeMemory.Free(memory);
        }
    }

    /// <summary>Deletes the indexes of a folder, which may hold what has turned out to be wrong.</summary>
    /// <param name="disk">The disk.</param>
    /// <param name="cacheFolder">The folder.</param>
    /// <param name="exempt">One to keep, or null.</param>
    public static void DeleteAll(IDisk disk, string cacheFolder, string? exempt)
    {
        try
        {
            foreach (PlainFolder.Entry entry in PlainFolder.List(cacheFolder))
            {
                if (entry.Path != exempt && entry.Name.StartsWith(FilePrefix, StringComparison.Ordinal)
                    && entry.Name.EndsWith(FileExtension, StringComparison.Ordinal))
                {
                    disk.DeleteFile(entry.Path);
                }
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Where nothing can be deleted, nothing could be written either: the next full reading tells again.
        }
    }

    private static bool IsRead(SafeFileHandle handle, Span<byte> content)
    {
        int read = 0;
        while (read < content.Length && RandomAccess.Read(handle, content[read..], read) is > 0 and int more)
        {
            read += more;
        }

        return read == content.Length;
    }

    private static void Fill(Span<byte> content, List<ScannedFolder> folders, (long Started, ulong Device) moment)
    {
        content[..StatIndexHeader.Size].Clear();
        foreach (ScannedFolder folder in folders)
        {
            foreach (ScannedFolder child in folder.Children)
            {
                folder.Block.Entry(child.EntryIndex).Changed = child.Offset;
            }

            folder.Block.Bytes.CopyTo(content[(int)folder.Offset..]);
        }

        HeaderOf(content).Started = moment.Started;
        HeaderOf(content).Device = moment.Device;
        Seal(content);
    }

    /// <summary>Writes name, version and checksum into the header of an index that is otherwise complete.</summary>
    public static void Seal(Span<byte> content)
    {
        ref StatIndexHeader header = ref HeaderOf(content);
        header.Magic = StatIndexHeader.ExpectedMagic;
        header.Checksum = Checksum(content);
    }

    private static ref StatIndexHeader HeaderOf(Span<byte> content) =>
        ref Unsafe.As<byte, StatIndexHeader>(ref content[..StatIndexHeader.Size][0]);

    private static List<ScannedFolder> InOrder(ScannedFolder root, out long length)
    {
        var folders = new List<ScannedFolder>();
        var pending = new Stack<ScannedFolder>();
        pending.Push(root);
        length = StatIndexHeader.Size;
        while (pending.TryPop(out ScannedFolder? folder))
        {
            folder.Offset = folder.Block.IsNone ? -1 : length;
            if (folder.Block.IsNone)
            {
                continue;
            }

            length += folder.Block.Bytes.Length;
            folders.Add(folder);
            foreach (ScannedFolder child in folder.Children)
            {
                pending.Push(child);
            }
        }

        return folders;
    }

    // Guards against accidents; nothing here guards against intent.
    private static UInt128 Checksum(ReadOnlySpan<byte> content) => XxHash128.HashToUInt128(content[StatIndexHeader.ChecksumEnd..]);
}
