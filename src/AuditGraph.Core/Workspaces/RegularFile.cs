using Microsoft.Win32.SafeHandles;

namespace AuditGraph.Core.Workspaces;

/// <summary>Reads files that are meant to be small and ordinary, whatever is really there.</summary>
internal static class RegularFile
{
    /// <summary>The whole content of a regular file.</summary>
    /// <param name="path">The file; a symbolic link to a regular file will do.</param>
    /// <param name="limit">The most bytes it may have.</param>
    /// <exception cref="IOException">It cannot be opened, is not a regular file, or is larger than the limit.</exception>
    public static byte[] Read(string path, int limit)
    {
        using SafeFileHandle file = Posix.OpenForReading(path);
        long length = Length(file);
        if (length > limit)
        {
            throw new IOException($"it has {length} bytes, more than the {limit} allowed");
        }

        byte[] content = new byte[length];
        int read = 0;
        while (read < content.Length && RandomAccess.Read(file, content.AsSpan(read), read) is > 0 and int got)
        {
            read += got;
        }

        return read == content.Length ? content : content[..read];
    }

    private static long Length(SafeFileHandle file)
    {
        try
        {
            return RandomAccess.GetLength(file);
        }
        catch (NotSupportedException pipe)
        {
            throw new IOException("it is not a regular file", pipe);
        }
    }
}
