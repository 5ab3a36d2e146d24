using Microsoft.Win32.SafeHandles;

namespace AuditGraph.Core.Snapshots.Scans;

/// <summary>A file that the base library has opened.</summary>
internal sealed class PortableFile(SafeFileHandle file) : FileHandle
{
    /// <inheritdoc/>
    public override FileOutcome Stat(out FileStat stat) => PortableStat.OfFile(file, out stat);

    /// <inheritdoc/>
    public override FileOutcome Read(Span<byte> buffer, long offset, out int length)
    {
        length = 0;
        try
        {
            while (length < buffer.Length)
            {
                int read = RandomAccess.Read(file, buffer[length..], offset + length);
                if (read == 0)
                {
                    break;
                }

                length += read;
            }

            return FileOutcome.Done;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return FileOutcome.Refused;
        }
    }

    /// <inheritdoc/>
    public override void Dispose() => file.Dispose();
}
