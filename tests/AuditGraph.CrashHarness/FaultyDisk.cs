using AuditGraph.Core.Workspaces;

namespace AuditGraph.CrashHarness;

/// <summary>A disk with a fault at one of its write points.</summary>
/// <param name="disk">The disk that does the work.</param>
/// <param name="at">The one-based number of the write that fails; none where it is zero.</param>
/// <param name="kind">How far that write gets.</param>
/// <param name="fail">What happens then: throws, or ends the process.</param>
internal sealed class FaultyDisk(IDisk disk, int at, FaultKind kind, Action fail) : IDisk
{
    private int calls;

    /// <summary>Writes that were asked for so far.</summary>
    public int Calls => calls;

    /// <summary>Whether the fault has come.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Whether every write after the fault fails too, as in a process that has ended or on a full disk.</summary>
    public bool StaysBroken { get; init; }

    public void CreateFolder(string path, UnixFileMode mode) => Write(() => disk.CreateFolder(path, mode), null);

    public void WriteNew(string path, ReadOnlySpan<byte> content, UnixFileMode mode)
    {
        byte[] bytes = content.ToArray();
        Write(() => disk.WriteNew(path, bytes, mode), length => disk.WriteNew(path, bytes.AsSpan(0, length(bytes.Length)), mode));
    }

    public void WriteNote(string path, ReadOnlySpan<byte> content)
    {
        byte[] bytes = content.ToArray();
        Write(() => disk.WriteNote(path, bytes), length => disk.WriteNote(path, bytes.AsSpan(0, length(bytes.Length))));
    }

    public void Overwrite(string path, ReadOnlySpan<byte> content)
    {
        byte[] bytes = content.ToArray();
        Write(() => disk.Overwrite(path, bytes), length => disk.Overwrite(path, bytes.AsSpan(0, length(bytes.Length))));
    }

    public void Rename(string from, string to) => Write(() => disk.Rename(from, to), null);

    public void FlushFolder(string path) => Write(() => disk.FlushFolder(path), null);

    public void DeleteFile(string path) => Write(() => disk.DeleteFile(path), null);

    public void DeleteFolder(string path) => Write(() => disk.DeleteFolder(path), null);

    private void Write(Action whole, Action<Func<int, int>>? part)
    {
        if (HasFailed && StaysBroken)
        {
            fail();
        }

        if (Interlocked.Increment(ref calls) != at)
        {
            whole();
            return;
        }

        HasFailed = true;
        switch (kind)
        {
            case FaultKind.Torn:
                part?.Invoke(length => length / 2);
                break;
            case FaultKind.Empty:
                part?.Invoke(_ => 0);
                break;
            case FaultKind.After:
                whole();
                break;
        }

        fail();
    }
}
