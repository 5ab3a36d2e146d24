using AuditGraph.Core.Errors;

namespace AuditGraph.Core.Workspaces;

/// <summary>A file whose new content is written and flushed, and waits to be put in place in one step.</summary>
/// <remarks>Disposing of one that was neither put in place nor left to others deletes it.</remarks>
internal sealed class PreparedFile(IDisk disk, string temporary, string path) : IDisposable
{
    private bool isSettled;

    /// <summary>Where the content is until it is put in place.</summary>
    public string Temporary => temporary;

    /// <summary>The folders whose new entries are not flushed yet, beside the one that holds the file.</summary>
    public SortedSet<string> Folders { get; } = new(StringComparer.Ordinal);

    /// <summary>Puts the content in place.</summary>
    /// <exception cref="AuditWorkspaceException"><c>WriteFailed</c>: nothing has changed, unless the very last flush failed.</exception>
    public void Commit()
    {
        try
        {
            disk.Rename(temporary, path);
            isSettled = true;
            FlushFolders();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Failed(path, failure);
        }
    }

    /// <summary>Makes sure that the content is found beside its place also after a power cut.</summary>
    /// <exception cref="AuditWorkspaceException"><c>WriteFailed</c>.</exception>
    /// <param name="others">Folders that are flushed with those of the file.</param>
    public void Secure(params IEnumerable<string> others)
    {
        try
        {
            FlushFolders(others);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Failed(path, failure);
        }
    }

    /// <summary>The folders that whoever else is to flush makes the content safe with.</summary>
    public IReadOnlyList<string> TakeFolders()
    {
        string[] taken = [.. Folders, Path.GetDirectoryName(path)!];
        Folders.Clear();
        return taken;
    }

    /// <summary>Leaves the content beside its place for whoever finds out what is to become of it.</summary>
    public void Leave() => isSettled = true;

    /// <summary>Deletes the content, also where it was left to others.</summary>
    public void Discard()
    {
        isSettled = false;
        Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (isSettled)
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

    private void FlushFolders(params IEnumerable<string> others)
    {
        var folders = new SortedSet<string>(TakeFolders().Concat(others), StringComparer.Ordinal);
        foreach (string folder in folders)
        {
            disk.FlushFolder(folder);
        }
    }
}
