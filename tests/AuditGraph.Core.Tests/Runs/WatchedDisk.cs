using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Tests.Runs;

/// <summary>A disk that tells of some of its writes, so that a test can refuse them or do something at that moment.</summary>
internal sealed class WatchedDisk : IDisk
{
    private readonly Disk disk = new();

    /// <summary>Told of a rename before it is done: from where and to where.</summary>
    public Action<string, string> Renaming { get; init; } = (_, _) => { };

    /// <summary>Told of a file that has been made.</summary>
    public Action<string> Made { get; init; } = _ => { };

    public void CreateFolder(string path, UnixFileMode mode) => disk.CreateFolder(path, mode);

    public void WriteNew(string path, ReadOnlySpan<byte> content, UnixFileMode mode)
    {
        disk.WriteNew(path, content, mode);
        Made(path);
    }

    public void Overwrite(string path, ReadOnlySpan<byte> content) => disk.Overwrite(path, content);

    public void WriteNote(string path, ReadOnlySpan<byte> content) => disk.WriteNote(path, content);

    public void Rename(string from, string to)
    {
        Renaming(from, to);
        disk.Rename(from, to);
    }

    public void FlushFolder(string path) => disk.FlushFolder(path);

    public void DeleteFile(string path) => disk.DeleteFile(path);

    public void DeleteFolder(string path) => disk.DeleteFolder(path);
}
