using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Tests;

/// <summary>A disk that fails at one of its write points, counted from 0; a failed write leaves half of its content.</summary>
internal sealed class FaultyDisk(IDisk disk, int failAt) : IDisk
{
    /// <summary>Folder, temporary file, rename, flush.</summary>
    public const int StepsOfOneWrite = 4;

    /// <summary>How many write points were passed or failed at.</summary>
    public int Steps { get; private set; }

    public void CreateFolder(string path, UnixFileMode mode = Disk.DefaultFolderMode)
    {
        Step();
        disk.CreateFolder(path, mode);
    }

    public void WriteNew(string path, ReadOnlySpan<byte> content, UnixFileMode mode = Disk.DefaultMode)
    {
        if (Steps == failAt)
        {
            disk.WriteNew(path, content[..(content.Length / 2)], mode);
        }

        Step();
        disk.WriteNew(path, content, mode);
    }

    public void Rename(string from, string to)
    {
        Step();
        disk.Rename(from, to);
    }

    public void FlushFolder(string path)
    {
        Step();
        disk.FlushFolder(path);
    }

    public void WriteNote(string path, ReadOnlySpan<byte> content)
    {
        Step();
        disk.WriteNote(path, content);
    }

    public void DeleteFolder(string path) => disk.DeleteFolder(path);

    public void DeleteFile(string path) => disk.DeleteFile(path);

    private void Step()
    {
        if (Steps++ == failAt)
        {
            throw new IOException("No space left on device");
        }
    }
}
