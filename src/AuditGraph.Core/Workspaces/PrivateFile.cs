using AuditGraph.Core.Native;

namespace AuditGraph.Core.Workspaces;

/// <summary>A file that only its owner may use: 0600 in a folder of 0700. One that others can use is refused.</summary>
/// <param name="path">The file.</param>
/// <param name="disk">The disk.</param>
/// <param name="refusal">Makes the exception that says of a path, in a sentence, that others can use it.</param>
internal sealed class PrivateFile(string path, IDisk disk, Func<string, string, Exception> refusal)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const UnixFileMode Others = (UnixFileMode)0b111_111;

    private readonly string folder = System.IO.Path.GetDirectoryName(path)!;

    /// <summary>Where it is.</summary>
    public string Path => path;

    /// <summary>Whether there is one, readable or not.</summary>
    public bool Exists => RegularFile.KindOf(path) != FileType.Unknown;

    /// <summary>Its content; null where there is none.</summary>
    /// <param name="limit">The most bytes it may hold.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is no regular file, or too long.</exception>
    public byte[]? TryRead(int limit)
    {
        if (RegularFile.TryRead(path, limit) is not { } content)
        {
            return null;
        }

        RefuseIfExposed(folder);
        RefuseIfExposed(path);
        return content;
    }

    /// <summary>Puts the whole file in place, and makes the folder if it is missing.</summary>
    /// <exception cref="AuditWorkspaceException"><c>WriteFailed</c>.</exception>
    public void Write(ReadOnlySpan<byte> content)
    {
        disk.CreateFolder(folder, OwnerOnly | UnixFileMode.UserExecute);
        RefuseIfExposed(folder);
        new AtomicFile(disk).Write(path, content, OwnerOnly);
    }

    private void RefuseIfExposed(string some)
    {
        UnixFileMode mode = RegularFile.PermissionsOf(some);
        if ((mode & Others) != 0)
        {
            throw refusal(
                some,
                $"'{some}' has the permissions {Convert.ToString((int)mode, 8)}; others than its owner can use it.");
        }
    }
}
