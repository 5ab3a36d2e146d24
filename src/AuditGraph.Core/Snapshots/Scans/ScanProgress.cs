using System.Diagnostics;

namespace AuditGraph.Core.Snapshots.Scans;

/// <summary>What a scan has seen so far, told to the observer about ten times a second; also where a scan notices that it is cancelled.</summary>
internal sealed class ScanProgress(IAuditObserver observer, long? expectedFiles, CancellationToken cancellation)
{
    private const string Activity = "Scanning";

    private static readonly long Interval = Stopwatch.Frequency / 10;

    private long files;
    private long bytes;
    private long filesRead;
    private long bytesRead;
    private long reported = Stopwatch.GetTimestamp();

    /// <summary>How many files were read.</summary>
    public long FilesRead => Interlocked.Read(ref filesRead);

    /// <summary>How many bytes were read.</summary>
    public long BytesRead => Interlocked.Read(ref bytesRead);

    /// <summary>Takes note of files that were looked at.</summary>
    public void CountSeen(long moreFiles, long moreBytes)
    {
        Interlocked.Add(ref files, moreFiles);
        Interlocked.Add(ref bytes, moreBytes);
        Report();
    }

    /// <summary>Takes note of a part of a file that was read.</summary>
    /// <exception cref="OperationCanceledException">The scan was cancelled.</exception>
    public void CountRead(long moreBytes)
    {
        Interlocked.Add(ref bytesRead, moreBytes);
        Report();
    }

    /// <summary>Takes note of a file that was read to its end.</summary>
    public void CountFileRead() => Interlocked.Increment(ref filesRead);

    /// <summary>Tells the observer that the scan is over.</summary>
    public void Complete() => observer.OnProgress(new AuditProgress(Activity, null, files, bytes, expectedFiles, Completed: true));

    private void Report()
    {
        cancellation.ThrowIfCancellationRequested();
        long now = Stopwatch.GetTimestamp();
        long last = Interlocked.Read(ref reported);
        if (now - last >= Interval && Interlocked.CompareExchange(ref reported, now, last) == last)
        {
            observer.OnProgress(new AuditProgress(
                Activity, null, Interlocked.Read(ref files), Interlocked.Read(ref bytes), expectedFiles));
        }
    }
}
