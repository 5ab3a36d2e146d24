namespace AuditGraph.Core.Workspaces;

/// <summary>
/// Every operation by which the product changes a workspace. Each call is one point at which a crash, a full
/// disk or a refusal can fall, so tests put such faults here.
/// </summary>
/// <remarks>Failures are the base library's <see cref="IOException"/> and <see cref="UnauthorizedAccessException"/>.</remarks>
internal interface IDisk
{
    /// <summary>Makes a folder and those above it that are missing.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="mode">The permissions of a folder that is made, before the process's umask.</param>
    void CreateFolder(string path, UnixFileMode mode = Disk.DefaultFolderMode);

    /// <summary>Makes a file that must not be there yet, and writes and flushes its content to the device.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">Its whole content.</param>
    /// <param name="mode">Its permissions before the process's umask.</param>
    void WriteNew(string path, ReadOnlySpan<byte> content, UnixFileMode mode = Disk.DefaultMode);

    /// <summary>
    /// Makes files as <see cref="WriteNew"/> does, one after the other, and flushes them when all are written, which takes less
    /// time. None of them may rest on another's being there after a power cut.
    /// </summary>
    void WriteNewTogether(IReadOnlyList<NewFile> files)
    {
        foreach (NewFile file in files)
        {
            WriteNew(file.Path, [.. file.Parts.SelectMany(part => part.ToArray())], file.Mode);
        }
    }

    /// <summary>
    /// Replaces a file's content in place and flushes nothing: for a note to other processes, which a crash may
    /// lose or tear.
    /// </summary>
    void WriteNote(string path, ReadOnlySpan<byte> content);

    /// <summary>Replaces the content of a file that is there, in place, and flushes it to the device.</summary>
    void Overwrite(string path, ReadOnlySpan<byte> content);

    /// <summary>Renames a file or folder; a file that is there already is replaced in one step.</summary>
    void Rename(string from, string to);

    /// <summary>Flushes a folder's entries to the device, so that names made or renamed in it survive a power cut.</summary>
    void FlushFolder(string path);

    /// <summary>Deletes a file; one that is not there is no error.</summary>
    void DeleteFile(string path);

    /// <summary>Deletes an empty folder; one that is not there is no error.</summary>
    void DeleteFolder(string path);
}
