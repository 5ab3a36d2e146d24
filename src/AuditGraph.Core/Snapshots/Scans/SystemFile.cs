using AuditGraph.Core.Native;

namespace AuditGraph.Core.Snapshots.Scans;

/// <summary>A file's descriptor.</summary>
internal sealed unsafe class SystemFile(int descriptor) : FileHandle
{
    /// <summary>What the last call's error means.</summary>
    public static FileOutcome LastOutcome()
    {
        int error = SystemError.Last;
        return error == SystemError.NoSuchFile ? FileOutcome.Vanished
            : error == SystemError.NotAFolder || error == SystemError.TooManyLinks ? FileOutcome.Replaced
            : FileOutcome.Refused;
    }

    /// <inheritdoc/>
    public override FileOutcome Stat(out FileStat stat) => StatCalls.TryGet(descriptor, out stat) ? FileOutcome.Done : LastOutcome();

    /// <inheritdoc/>
    public override FileOutcome Read(Span<byte> buffer, long offset, out int length)
    {
        length = 0;
        fixed (byte* start = buffer)
        {
            while (length < buffer.Length)
            {
                nint read = SystemCalls.ReadAt(descriptor, start + length, buffer.Length - length, (nint)(offset + length));
                if (read > 0)
                {
                    length += (int)read;
                    continue;
                }

                if (read == 0)
                {
                    return FileOutcome.Done;
                }

                if (SystemError.Last != SystemError.Interrupted)
                {
                    return LastOutcome();
                }
            }
        }

        return FileOutcome.Done;
    }

    /// <inheritdoc/>
    public override void Dispose() => _ = SystemCalls.Close(descriptor);
}
