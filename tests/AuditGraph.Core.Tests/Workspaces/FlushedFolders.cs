using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Tests.Workspaces;

/// <summary>A disk that notes which folders are flushed, in their order.</summary>
internal sealed class FlushedFolders : IDisk
{
    private readonly Disk disk = new();

    public List<string> Flushed { get; } = [];

    public void CreateFolder(string path, UnixFileMode mode) => disk.CreateFolder(path, mode);

    public void WriteNew(string path, ReadOnlySpan<byte> content, UnixFileMode mode) => disk.WriteNew(path, content, mode);

    public void WriteNote(string path, ReadOnlySpan<byte> content) => disk.WriteNote(path, content);

    public void Overwrite(string path, ReadOnlySpan<byte> content) => disk.Overwrite(path, content);

    public void Rename(string from, string to) => disk.Rename(from, to);

    public void FlushFolder(string path)
    {
        Flushed.Add(path);
        disk.FlushFolder(path);
    }

    public void DeleteFile(string path) => disk.DeleteFile(path);

    public void DeleteFolder(string path) => disk.DeleteFolder(path);
}
