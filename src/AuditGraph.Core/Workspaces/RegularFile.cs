using System.Security.Cryptography;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Native;
using Microsoft.Win32.SafeHandles;

namespace AuditGraph.Core.Workspaces;

/// <summary>
/// Reads files that somebody else may have put there: follows no symbolic link, never waits for a pipe, never reads
/// past a limit. Beside <see cref="PlainFolder"/> and <see cref="Disk"/> the only way to a file below a workspace's root.
/// </summary>
/// <remarks>A path that a person named may lead through links; <see cref="NamedPath"/> resolves it first.</remarks>
internal static class RegularFile
{
    private const int LongestPart = 64 * 1024;

    /// <summary>The whole content of a file, or null where there is no such file.</summary>
    /// <param name="path">The file, as an absolute path.</param>
    /// <param name="limit">The most bytes it may hold.</param>
    /// <exception cref="IOException">It cannot be read, or a folder on the way is a link.</exception>
    /// <exception cref="InvalidDataException">It is no regular file, or is longer than the limit.</exception>
    public static byte[]? TryRead(string path, int limit)
    {
        byte[]? content = TryReadStart(path, limit);
        return content is null || content.Length <= limit
            ? content
            : throw new InvalidDataException($"'{DisplayText.Escape(path)}' has more than the {limit} bytes that were expected.");
    }

    /// <summary>
    /// The content of a file, of a longer one no more than shows that it is longer: one byte above the limit. Null
    /// where there is no such file.
    /// </summary>
    /// <exception cref="IOException">It cannot be read, or a folder on the way is a link.</exception>
    /// <exception cref="InvalidDataException">It is no regular file.</exception>
    public static byte[]? TryReadStart(string path, int limit)
    {
        using SafeFileHandle? file = TryOpen(path);
        if (file is null)
        {
            return null;
        }

        long length = RandomAccess.GetLength(file);
        byte[] content = new byte[(int)Math.Min(length, limit) + 1];
        int count = 0;
        while (count < content.Length && RandomAccess.Read(file, content.AsSpan(count), count) is > 0 and int got)
        {
            count += got;
        }

        // A device says that it is empty and then goes on for ever.
        return length == 0 && count > 0
            ? throw new InvalidDataException($"'{DisplayText.Escape(path)}' is a device, not a regular file.")
            : content[..count];
    }

    /// <summary>The hash of a report or record, or null where there is no such file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is no regular file, or longer than what is made in memory.</exception>
    /// <exception cref="OperationCanceledException">The reading was stopped.</exception>
    public static ContentHash? TryHash(string path, CancellationToken cancellation = default)
    {
        using SafeFileHandle? file = TryOpen(path);
        if (file is null)
        {
            return null;
        }

        // What is hashed here was made in memory, so nothing longer can be it; a hole of terabytes is not read.
        long length = RandomAccess.GetLength(file);
        if (length > Array.MaxLength)
        {
            throw new InvalidDataException($"'{DisplayText.Escape(path)}' is longer than anything that was written there.");
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[Math.Clamp(length, 1, LongestPart)];
        long offset = 0;
        while (RandomAccess.Read(file, buffer, offset) is > 0 and int count)
        {
            cancellation.ThrowIfCancellationRequested();
            hash.AppendData(buffer, 0, count);
            offset += count;
        }

        return ContentHash.FromBytes(hash.GetHashAndReset());
    }

    /// <summary>Opens a regular file, or gives null where there is no such file.</summary>
    /// <param name="path">The file, as an absolute path.</param>
    /// <param name="forWriting">Whether to open it for writing too.</param>
    /// <exception cref="IOException">It cannot be opened, or a folder on the way is a link.</exception>
    /// <exception cref="InvalidDataException">It is no regular file.</exception>
    public static SafeFileHandle? TryOpen(string path, bool forWriting = false)
    {
        int flags = (forWriting ? OpenFlags.ReadAndWrite : OpenFlags.Read) | OpenFlags.NonBlocking | OpenFlags.NoControllingTerminal;
        SafeFileHandle? file = LinkFreePath.TryOpen(path, flags, default, out int error);
        if (file is null)
        {
            return Missing(path, error);
        }

        if (StatCalls.TryGet(Posix.DescriptorOf(file), out FileStat stat) && stat.Type == FileType.File)
        {
            return file;
        }

        file.Dispose();
        throw NotRegular(path, stat.Type);
    }

    /// <summary>Whether there is a regular file.</summary>
    /// <exception cref="IOException">A folder on the way is a link, or may not be passed through.</exception>
    public static bool Exists(string path) => KindOf(path) == FileType.File;

    /// <summary>What there is at a path, which may be a link; unknown where there is nothing.</summary>
    /// <exception cref="IOException">A folder on the way is a link, or may not be passed through.</exception>
    public static FileType KindOf(string path) =>
        LinkFreePath.TryStat(path, out FileStat stat, out int error) ? stat.Type
        : IsMissing(error, path) ? FileType.Unknown
        : throw LinkFreePath.Failure(error, path);

    /// <summary>The permissions of what is at a path.</summary>
    /// <exception cref="IOException">It is not there or cannot be looked at.</exception>
    public static UnixFileMode PermissionsOf(string path) =>
        LinkFreePath.TryStat(path, out FileStat stat, out int error) ? stat.Permissions : throw LinkFreePath.Failure(error, path);

    /// <summary>Whether an error says that nothing is there, rather than that a link is in the way.</summary>
    internal static bool IsMissing(int error, string path) =>
        error == SystemError.NoSuchFile
        || (error == SystemError.NotAFolder && LinkFreePath.Failure(error, path) is not LinkRefusedException);

    private static SafeFileHandle? Missing(string path, int error)
    {
        if (IsMissing(error, path))
        {
            return null;
        }

        IOException failure = LinkFreePath.Failure(error, path);
        if (failure is LinkRefusedException refusal && refusal.Link == path)
        {
            throw new InvalidDataException(refusal.Message, refusal);
        }

        // A socket cannot be opened at all, a folder not for writing, a device perhaps not.
        FileType type = failure is not LinkRefusedException && LinkFreePath.TryStat(path, out FileStat stat, out _) ? stat.Type : FileType.Unknown;
        throw type is FileType.Unknown or FileType.File ? failure : NotRegular(path, type);
    }

    private static InvalidDataException NotRegular(string path, FileType type)
    {
        string kind = type switch
        {
            FileType.Directory => "a folder",
            FileType.Pipe => "a named pipe",
            FileType.Socket => "a socket",
            _ => "a device",
        };
        return new($"'{DisplayText.Escape(path)}' is {kind}, not a regular file; put a regular file in its place, or delete it.");
    }
}
