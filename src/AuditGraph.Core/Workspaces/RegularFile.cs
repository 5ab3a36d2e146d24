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
        using SafeFileHandle? file = TryOpen(path);
        if (file is null)
        {
            return null;
        }

        long length = LengthOf(file, path);
        if (length > limit)
        {
            throw new InvalidDataException($"'{path}' has {length} bytes; at most {limit} were expected.");
        }

        byte[] content = new byte[length];
        int read = 0;
        while (read < content.Length)
        {
            int got = RandomAccess.Read(file, content.AsSpan(read), read);
            if (got == 0)
            {
                throw new InvalidDataException($"'{path}' became shorter while it was read.");
            }

            read += got;
        }

        return content;
    }

    /// <summary>Opens a regular file for reading, or gives null where there is no such file.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="InvalidDataException">It is no regular file.</exception>
    public static SafeFileHandle? TryOpen(string path)
    {
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
            throw new InvalidDataException($"'{path}' is not a regular file.", refusal);
        }
    }
}
