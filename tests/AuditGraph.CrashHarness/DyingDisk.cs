using System.Diagnostics;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.CrashHarness;

/// <summary>A disk at one of whose write points, counted from 1, the process is killed as by SIGKILL.</summary>
/// <param name="disk">The disk that does the work until then.</param>
/// <param name="deathPoint">The point: before it has any effect, or if negative, when half of a file has been written.</param>
internal sealed class DyingDisk(IDisk disk, int deathPoint) : IDisk
{
    private int point;

    public void CreateFolder(string path, UnixFileMode mode = Disk.DefaultFolderMode)
    {
        Pass();
        disk.CreateFolder(path, mode);
    }

    public void WriteNew(string path, ReadOnlySpan<byte> content, UnixFileMode mode = Disk.DefaultMode)
    {
        if (point + 1 == -deathPoint)
        {
            disk.WriteNew(path, content[..(content.Length / 2)], mode);
        }

        Pass();
        disk.WriteNew(path, content, mode);
    }

    public void WriteNote(string path, ReadOnlySpan<byte> content)
    {
        if (point + 1 == -deathPoint)
        {
            disk.WriteNote(path, content[..(content.Length / 2)]);
        }

        Pass();
        disk.WriteNote(path, content);
    }

    public void Rename(string from, string to)
    {
        Pass();
        disk.Rename(from, to);
    }

    public void FlushFolder(string path)
    {
        Pass();
        disk.FlushFolder(path);
    }

    public void DeleteFile(string path)
    {
        Pass();
        disk.DeleteFile(path);
    }

    public void DeleteFolder(string path)
    {
        Pass();
        disk.DeleteFolder(path);
    }

    private void Pass()
    {
        if (Interlocked.Increment(ref point) == Math.Abs(deathPoint))
        {
            Process.GetCurrentProcess().Kill();
            Thread.Sleep(Timeout.Infinite);
        }
    }
}
