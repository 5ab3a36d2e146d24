namespace AuditGraph.Core.Snapshots.Scans;

/// <summary>A file's descriptor on Linux.</summary>
internal sealed unsafe class LinuxFile(int descriptor) : FileHandle
{
    /// <summary>What the system says of a descriptor.</summary>
    public static FileOutcome Stat(int descriptor, out FileStat stat)
    {
        LinuxStat found;
        byte end = 0;
        if (LinuxCalls.StatX(descriptor, &end, LinuxCalls.EmptyPath, LinuxCalls.BasicStats, &found) != 0)
        {
            stat = default;
            return LinuxCalls.LastOutcome();
        }

        stat = found.ToFileStat();
        return FileOutcome.Done;
    }

    /// <inheritdoc/>
    public override FileOutcome Stat(out FileStat stat) => Stat(descriptor, out stat);

    /// <inheritdoc/>
    public override FileOutcome Read(Span<byte> buffer, long offset, out int length)
    {
        length = 0;
        fixed (byte* start = buffer)
        {
            while (length < buffer.Length)
            {
                nint read = LinuxCalls.ReadAt(descriptor, start + length, buffer.Length - length, (nint)(offset + length));
                if (read > 0)
                {
                    length += (int)read;
                    continue;
                }

                if (read == 0)
                {
                    return FileOutcome.Done;
                }

                if (!LinuxCalls.WasInterrupted())
                {
                    return LinuxCalls.LastOutcome();
                }
            }
        }

        return FileOutcome.Done;
    }

    /// <inheritdoc/>
    public override void Dispose() => _ = LinuxCalls.Close(descriptor);
}
