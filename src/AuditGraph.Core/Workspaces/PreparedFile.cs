using AuditGraph.Core.Errors;

namespace AuditGraph.Core.Workspaces;

/// <summary>A file whose new content is written and flushed, and waits to be put in place in one step.</summary>
/// <remarks>Disposing of one that was not committed deletes it.</remarks>
internal sealed class PreparedFile(IDisk disk, string temporary, string path) : IDisposable
{
    private bool committed;

    /// <summary>Puts the content in place.</summary>
    /// <exception cref="AuditWorkspaceException"><c>WriteFailed</c>: nothing has changed, unless the very last flush failed.</exception>
    public void Commit()
    {
        try
        {
            disk.Rename(temporary, path);
            committed = true;
            disk.FlushFolder(Path.GetDirectoryName(path)!);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Failed(path, failure);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (committed)
        {
            return;
        }

        try
        {
            disk.DeleteFile(temporary);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The first failure is the one to tell; what is left carries the temporary mark and is never read.
        }
    }

    /// <summary>The error that a file could not be written.</summary>
    public static AuditWorkspaceException Failed(string path, Exception failure) =>
        new(WorkspaceErrors.WriteFailed, $"'{path}' could not be written: {failure.Message}", failure) { Target = path };
}
