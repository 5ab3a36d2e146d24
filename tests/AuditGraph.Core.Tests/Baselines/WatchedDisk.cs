using AuditGraph.Core.Snapshots.Stores;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Tests.Baselines;

/// <summary>Does something as soon as a snapshot is in its place.</summary>
internal sealed class WatchedDisk(Action whenSnapshotIsStored) : IDisk
{
    private readonly Disk disk = new();

    public void CreateFolder(string path, UnixFileMode mode) => disk.CreateFolder(path, mode);

    public void WriteNew(string path, ReadOnlySpan<byte> content, UnixFileMode mode) => disk.WriteNew(path, content, mode);

    public void WriteNote(string path, ReadOnlySpan<byte> content) => disk.WriteNote(path, content);

    public void Overwrite(string path, ReadOnlySpan<byte> content) => disk.Overwrite(path, content);

    public void Rename(string from, string to)
    {
        disk.Rename(from, to);
        if (to.EndsWith(SnapshotFiles.SnapshotExtension, StringComparison.Ordinal))
        {
            whenSnapshotIsStored();
        }
    }

    public void FlushFolder(string path) => disk.FlushFolder(path);

    public void DeleteFile(string path) => disk.DeleteFile(path);

    public void DeleteFolder(string path) => disk.DeleteFolder(path);
}
