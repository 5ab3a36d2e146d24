using System.IO.Enumeration;
using System.Text;

namespace AuditGraph.Core.Snapshots.Scans;

/// <summary>A folder by its path, through the base library.</summary>
/// <remarks>
/// A name that is not valid UTF-8 cannot be reached this way; it is reported as vanished. Nothing is opened before
/// its kind is known, but between the two a file may be swapped, which is noticed only afterwards.
/// </remarks>
internal sealed class PortableFolder(string path) : FolderHandle
{
    private static readonly EnumerationOptions Everything = new()
    {
        AttributesToSkip = 0,
        IgnoreInaccessible = false,
        MatchType = MatchType.Simple,
        RecurseSubdirectories = false,
        ReturnSpecialDirectories = false,
    };

    /// <inheritdoc/>
    public override FileOutcome Stat(out FileStat stat) => PortableStat.OfPath(path + "/.", out stat);

    /// <inheritdoc/>
    public override FileOutcome Stat(ReadOnlySpan<byte> name, out FileStat stat) => PortableStat.OfPath(PathOf(name), out stat);

    /// <inheritdoc/>
    public override FileOutcome List(FolderListing listing, CancellationToken cancellation)
    {
        listing.Clear();
        return Try(() =>
        {
            var names = new FileSystemEnumerable<string>(path, static (ref entry) => entry.FileName.ToString(), Everything);
            foreach (string name in names)
            {
                cancellation.ThrowIfCancellationRequested();
                Span<byte> room = listing.Reserve(Encoding.UTF8.GetMaxByteCount(name.Length) + 1);
                int length = Encoding.UTF8.GetBytes(name, room);
                room[length] = 0;
                listing.Add(listing.Used, length, FileType.Unknown);
                listing.Used += length + 1;
            }
        });
    }

    /// <inheritdoc/>
    public override FileOutcome OpenFolder(ReadOnlySpan<byte> name, out FolderHandle? folder)
    {
        folder = null;
        FileOutcome outcome = Stat(name, out FileStat stat);
        if (outcome == FileOutcome.Done)
        {
            outcome = stat.Type == FileType.Directory ? FileOutcome.Done : FileOutcome.Replaced;
            folder = stat.Type == FileType.Directory ? new PortableFolder(PathOf(name)) : null;
        }

        return outcome;
    }

    /// <inheritdoc/>
    public override FileOutcome OpenFile(ReadOnlySpan<byte> name, out FileHandle? file)
    {
        string filePath = PathOf(name);
        file = null;
        FileOutcome outcome = PortableStat.OfPath(filePath, out FileStat stat);
        if (outcome != FileOutcome.Done || stat.Type != FileType.File)
        {
            return outcome == FileOutcome.Done ? FileOutcome.Replaced : outcome;
        }

        PortableFile? opened = null;
        outcome = Try(() => opened = new PortableFile(File.OpenHandle(filePath, share: FileShare.ReadWrite | FileShare.Delete)));
        file = opened;
        return outcome;
    }

    /// <inheritdoc/>
    public override FileOutcome ReadLink(ReadOnlySpan<byte> name, out byte[] target)
    {
        string linkPath = PathOf(name);
        byte[]? found = null;
        FileOutcome outcome = Try(() =>
        {
            string? text = new FileInfo(linkPath).LinkTarget;
            found = text is null ? null : Encoding.UTF8.GetBytes(text);
        });
        target = found ?? [];
        return outcome == FileOutcome.Done && found is null ? FileOutcome.Replaced : outcome;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        // A path holds nothing open.
    }

    private string PathOf(ReadOnlySpan<byte> terminatedName) =>
        string.Concat(path, "/", Encoding.UTF8.GetString(terminatedName[..^1]));

    private static FileOutcome Try(Action access)
    {
        try
        {
            access();
            return FileOutcome.Done;
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return FileOutcome.Vanished;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return FileOutcome.Refused;
        }
    }
}
