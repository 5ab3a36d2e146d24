using Microsoft.Win32.SafeHandles;

namespace AuditGraph.Core.Workspaces;

/// <summary>Reads files that somebody else may have put there: never waits for a pipe, never reads past a limit.</summary>
internal static class RegularFile
{
    /// <summary>The whole content of a file, or null where there is no such file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limit">The most bytes it may hold.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is no regular file, or is longer than the limit.</exception>
    public static byte[]? TryRead(string path, int limit)
    {
        byte[]? content = TryReadStart(path, limit);
        return content is null || content.Length <= limit
            ? content
            : throw new InvalidDataException($"'{path}' has more than the {limit} bytes that were expected.");
    }

    /// <summary>
    /// The content of a file, of a longer one no more than shows that it is longer: one byte above the limit. Null
    /// where there is no such file.
    /// </summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is no regular file.</exception>
    public static byte[]? TryReadStart(string path, int limit)
    {
        using SafeFileHandle? file = TryOpen(path);
        if (file is null)
        {
            return null;
        }

        long length = LengthOf(file, path);
        byte[] content = new byte[(int)Math.Min(length, limit) + 1];
        int count = 0;
        while (count < content.Length && RandomAccess.Read(file, content.AsSpan(count), count) is > 0 and int got)
        {
            count += got;
        }

        // A device says that it is empty and then goes on for ever.
        return length == 0 && count > 0
            ? throw new InvalidDataException($"'{path}' is a device, not a regular file.")
            : content[..count];
    }

    /// <summary>Opens a regular file for reading, or gives null where there is no such file.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="InvalidDataException">It is no regular file.</exception>
    public static SafeFileHandle? TryOpen(string path)
    {
        if (Directory.Exists(path))
        {
            throw new InvalidDataException($"'{path}' is a folder, not a regular file.");
        }

        // The base library's own open waits on a named pipe until somebody writes to it.
        SafeFileHandle? file = Posix.TryOpen(path);
        if (file is null)
        {
            return null;
        }

        try
        {
            _ = LengthOf(file, path);
            return file;
        }
        catch (InvalidDataException)
        {
            file.Dispose();
            throw;
        }
    }

    private static long LengthOf(SafeFileHandle file, string path)
    {
        try
        {
            return RandomAccess.GetLength(file);
        }
        catch (Exception refusal) when (refusal is NotSupportedException or UnauthorizedAccessException or ArgumentException)
        {
            throw new InvalidDataException($"'{path}' is a pipe, a socket or a device, not a regular file.", refusal);
        }
    }
}
