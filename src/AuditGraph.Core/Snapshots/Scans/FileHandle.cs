using AuditGraph.Core.Native;

namespace AuditGraph.Core.Snapshots.Scans;

/// <summary>A file open for reading.</summary>
internal abstract class FileHandle : IDisposable
{
    /// <summary>What the system says of the open file.</summary>
    public abstract FileOutcome Stat(out FileStat stat);

    /// <summary>Reads at an offset until the buffer is full or the file ends.</summary>
    /// <param name="buffer">Where to.</param>
    /// <param name="offset">Where from.</param>
    /// <param name="length">How many bytes were read.</param>
    public abstract FileOutcome Read(Span<byte> buffer, long offset, out int length);

    /// <inheritdoc/>
    public abstract void Dispose();
}
