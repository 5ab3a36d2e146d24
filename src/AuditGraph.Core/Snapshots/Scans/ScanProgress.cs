using System.Diagnostics;
using AuditGraph.Core.Snapshots.Trees;

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
    /// <param name="moreFiles">How many.</param>
    /// <param name="moreBytes">Their bytes.</param>
    /// <param name="folder">The folder they are in.</param>
    /// <exception cref="OperationCanceledException">The scan was cancelled.</exception>
    public void CountSeen(long moreFiles, long moreBytes, ScannedFolder folder)
    {
        Interlocked.Add(ref files, moreFiles);
        Interlocked.Add(ref bytes, moreBytes);
        Report(folder, default);
    }

    /// <summary>Takes note of a part of a file that was read.</summary>
    /// <param name="moreBytes">The part's bytes.</param>
    /// <param name="folder">The folder that the file is in.</param>
    /// <param name="name">The file's name.</param>
    /// <exception cref="OperationCanceledException">The scan was cancelled.</exception>
    public void CountRead(long moreBytes, ScannedFolder folder, ReadOnlySpan<byte> name)
    {
        Interlocked.Add(ref bytesRead, moreBytes);
        Report(folder, name);
    }

    /// <summary>Takes note of a file that was read to its end.</summary>
    public void CountFileRead() => Interlocked.Increment(ref filesRead);

    /// <summary>Tells the observer that the scan is over.</summary>
    public void Complete() => observer.OnProgress(new AuditProgress(Activity, null, files, bytes, expectedFiles, Completed: true));

    // The item at hand is put into words only when it is told.
    private void Report(ScannedFolder folder, ReadOnlySpan<byte> name)
    {
        cancellation.ThrowIfCancellationRequested();
        long now = Stopwatch.GetTimestamp();
        long last = Interlocked.Read(ref reported);
        if (now - last >= Interval && Interlocked.CompareExchange(ref reported, now, last) == last)
        {
            TreePath current = name.IsEmpty ? folder.Path : folder.Path.Append(name);
            observer.OnProgress(new AuditProgress(
                Activity, current.Bytes.IsEmpty ? null : current.ToString(), Interlocked.Read(ref files), Interlocked.Read(ref bytes), expectedFiles));
        }
    }
}
