namespace AuditGraph.Core.Workspaces;

/// <summary>
/// Puts whole files in place: whoever looks sees the old content or the new, also after a crash or a power cut.
/// </summary>
internal sealed class AtomicFile(IDisk disk)
{
    private const string TemporaryMark = ".tmp-";

    /// <summary>Whether a file's name is one that a write that never ended has left behind.</summary>
    public static bool IsTemporary(string name) => name.StartsWith('.') && name.Contains(TemporaryMark, StringComparison.Ordinal);

    /// <summary>Whether a file's name is one that a write with a certain token has left behind.</summary>
    public static bool IsTemporary(string name, string token) => IsTemporary(name) && name.EndsWith(TemporaryMark + token, StringComparison.Ordinal);

    /// <summary>Where the content of a file is until it is put in place by a write with a certain token.</summary>
    public static string TemporaryPathOf(string path, string token) =>
        Path.Join(Path.GetDirectoryName(path), $".{Path.GetFileName(path)}{TemporaryMark}{token}");

    /// <summary>
    /// Writes a file by way of a temporary one in the same folder: flush, rename, flush the folder. Missing folders
    /// are made.
    /// </summary>
    /// <exception cref="AuditWorkspaceException"><c>WriteFailed</c>: nothing has changed.</exception>
    public void Write(string path, ReadOnlySpan<byte> content, UnixFileMode mode = Disk.DefaultMode)
    {
        using PreparedFile prepared = Prepare(path, content, Guid.CreateVersion7().ToString("N"), mode);
        prepared.Commit();
    }

    /// <summary>Writes a file that may be large, as the other form does.</summary>
    /// <exception cref="AuditWorkspaceException"><c>WriteFailed</c>: nothing has changed.</exception>
    public void Write(NewFile file)
    {
        using PreparedFile prepared = Begin(file.Path, Guid.CreateVersion7().ToString("N"));
        try
        {
            disk.WriteNewTogether([file with { Path = prepared.Temporary }]);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw PreparedFile.Failed(file.Path, failure);
        }

        prepared.Commit();
    }

    /// <summary>
    /// Replaces the content of somebody's own file and nothing else of it: the owner, the permissions, the attributes and the
    /// other names of the file stay, which a new file in its place would lose. The new content is safe beside it before it is
    /// touched, so that a crash loses nothing.
    /// </summary>
    /// <param name="path">The file, which is there.</param>
    /// <param name="content">Its new content.</param>
    /// <exception cref="AuditWorkspaceException"><c>WriteFailed</c>.</exception>
    public void Overwrite(string path, ReadOnlySpan<byte> content)
    {
        using PreparedFile copy = Prepare(path, content, Guid.CreateVersion7().ToString("N"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        try
        {
            disk.Overwrite(path, content);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw PreparedFile.Failed(path, failure);
        }
    }

    /// <summary>Does the slow half of <see cref="Write(NewFile)"/>: after it, the content is safe but not yet in place.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">Its whole content.</param>
    /// <param name="token">What marks the temporary file; no two writes of the same file share one.</param>
    /// <param name="mode">The file's permissions before the process's umask.</param>
    /// <exception cref="AuditWorkspaceException"><c>WriteFailed</c>: nothing has changed.</exception>
    public PreparedFile Prepare(string path, ReadOnlySpan<byte> content, string token, UnixFileMode mode = Disk.DefaultMode)
    {
        PreparedFile prepared = Begin(path, token);
        try
        {
            disk.WriteNew(prepared.Temporary, content, mode);
            return prepared;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            prepared.Dispose();
            throw PreparedFile.Failed(path, failure);
        }
    }

    /// <summary>
    /// Does the slow half of <see cref="Write(NewFile)"/> for several files, and makes sure that they are found beside their places also
    /// after a power cut. None of them may rest on another's being there.
    /// </summary>
    /// <param name="files">The files, by their places.</param>
    /// <param name="token">What marks the temporary files; no two writes of the same file share one.</param>
    /// <param name="folder">A folder that is flushed with theirs.</param>
    /// <exception cref="AuditWorkspaceException"><c>WriteFailed</c>: nothing has changed.</exception>
    public IReadOnlyList<PreparedFile> Prepare(IReadOnlyList<NewFile> files, string token, string folder)
    {
        var prepared = new List<PreparedFile>();
        try
        {
            prepared.AddRange(files.Select(file => Begin(file.Path, token)));
            disk.WriteNewTogether([.. files.Select((file, index) => file with { Path = prepared[index].Temporary })]);
            prepared[0].Secure(prepared.Skip(1).SelectMany(file => file.TakeFolders()).Append(folder));
            return prepared;
        }
        catch (Exception failure)
        {
            prepared.ForEach(file => file.Dispose());
            if (failure is IOException or UnauthorizedAccessException)
            {
                throw PreparedFile.Failed(files[0].Path, failure);
            }

            throw;
        }
    }

    /// <summary>
    /// Makes the folders of a file whose content the caller writes to its <see cref="PreparedFile.Temporary"/> path, together with
    /// other files.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="token">What marks the temporary file; no two writes of the same file share one.</param>
    /// <exception cref="AuditWorkspaceException"><c>WriteFailed</c>: nothing has changed.</exception>
    public PreparedFile Begin(string path, string token)
    {
        var prepared = new PreparedFile(disk, TemporaryPathOf(path, token), path);
        try
        {
            NewFolders.Make(disk, Path.GetDirectoryName(path)!, prepared.Folders);
            return prepared;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw PreparedFile.Failed(path, failure);
        }
    }
}
