using AuditGraph.Core.Errors;

namespace AuditGraph.Core.Workspaces;

/// <summary>
/// Puts whole files in place: whoever looks sees the old content or the new, also after a crash or a power cut.
/// </summary>
internal sealed class AtomicFile(IDisk disk)
{
    private const string TemporaryMark = ".tmp-";

    /// <summary>Whether a file's name is one that a write that never ended has left behind.</summary>
    public static bool IsTemporary(string name) => name.StartsWith('.') && name.Contains(TemporaryMark, StringComparison.Ordinal);

    /// <summary>
    /// Writes a file by way of a temporary one in the same folder: flush, rename, flush the folder. Missing folders
    /// are made.
    /// </summary>
    /// <exception cref="AuditWorkspaceException"><c>WriteFailed</c>: nothing has changed.</exception>
    public void Write(string path, ReadOnlySpan<byte> content, UnixFileMode mode = Disk.DefaultMode)
    {
        string folder = Path.GetDirectoryName(path)!;
        string temporary = Path.Join(folder, $".{Path.GetFileName(path)}{TemporaryMark}{Guid.CreateVersion7():N}");
        try
        {
            disk.CreateFolder(folder);
            disk.WriteNew(temporary, content, mode);
            disk.Rename(temporary, path);
            disk.FlushFolder(folder);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            TryDelete(temporary);
            throw new AuditWorkspaceException(
                WorkspaceErrors.WriteFailed, $"'{path}' could not be written: {failure.Message}", failure)
            {
                Target = path,
            };
        }
    }

    private void TryDelete(string temporary)
    {
        try
        {
            disk.DeleteFile(temporary);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The first failure is the one to tell; what is left carries the temporary mark and is never read.
        }
    }
}
