namespace AuditGraph.Core.Workspaces;

/// <summary>A file that is to be made.</summary>
/// <param name="Path">The file.</param>
/// <param name="Parts">Its whole content, in order; each part is good until the next is asked for.</param>
/// <param name="Mode">Its permissions before the process's umask.</param>
internal sealed record NewFile(string Path, IEnumerable<ReadOnlyMemory<byte>> Parts, UnixFileMode Mode = Disk.DefaultMode)
{
    /// <summary>A file that is to be made of few bytes.</summary>
    public NewFile(string path, ReadOnlyMemory<byte> content, UnixFileMode mode = Disk.DefaultMode)
        : this(path, [content], mode)
    {
    }
}
