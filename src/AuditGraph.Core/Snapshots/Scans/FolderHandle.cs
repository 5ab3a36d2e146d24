using AuditGraph.Core.Native;

namespace AuditGraph.Core.Snapshots.Scans;

/// <summary>An open folder, through which its entries are reached.</summary>
/// <remarks>Names are given with a zero byte behind them, which is not part of the name.</remarks>
internal abstract class FolderHandle : IDisposable
{
    private int holders = 1;

    /// <summary>What the system says of the folder itself.</summary>
    public abstract FileOutcome Stat(out FileStat stat);

    /// <summary>What the system says of an entry; a link is not followed.</summary>
    public abstract FileOutcome Stat(ReadOnlySpan<byte> name, out FileStat stat);

    /// <summary>Lists all entries except <c>.</c> and <c>..</c>, in any order.</summary>
    public abstract FileOutcome List(FolderListing listing, CancellationToken cancellation);

    /// <summary>Opens a folder in this one; a link is not followed.</summary>
    public abstract FileOutcome OpenFolder(ReadOnlySpan<byte> name, out FolderHandle? folder);

    /// <summary>Opens a file in this folder for reading; a link is not followed.</summary>
    public abstract FileOutcome OpenFile(ReadOnlySpan<byte> name, out FileHandle? file);

    /// <summary>Reads a link's target.</summary>
    public abstract FileOutcome ReadLink(ReadOnlySpan<byte> name, out byte[] target);

    /// <summary>Adds holders, for each of whom <see cref="Release"/> has to be called.</summary>
    public void Hold(int count) => Interlocked.Add(ref holders, count);

    /// <summary>Gives the handle up; the last holder closes it.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref holders) == 0)
        {
            Dispose();
        }
    }

    /// <summary>Closes the folder, whoever holds it.</summary>
    public abstract void Dispose();
}
