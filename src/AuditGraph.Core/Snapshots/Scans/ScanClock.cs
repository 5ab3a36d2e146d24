using System.Diagnostics;
using AuditGraph.Core.Native;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Snapshots.Scans;

/// <summary>
/// Tells when a scan began by the clock of the file system, against which the times of files are held: that of a network
/// share or a container need not be the process's.
/// </summary>
/// <remarks>
/// As git compares with its index file's own time. A file is written at the scan's end; what the scan took, by a clock
/// that nobody sets, is taken off the time it got.
/// </remarks>
internal sealed class ScanClock(ScanOptions options)
{
    private const string ProbeName = "clock";

    private static readonly TimeSpan LargestDrift = TimeSpan.FromSeconds(1);

    private readonly long began = Stopwatch.GetTimestamp();

    private readonly DateTimeOffset beganByProcess = (options.Clock ?? options.ProcessClock).GetUtcNow();

    /// <summary>When the scan began: nanoseconds since 1970, and the device by whose clock.</summary>
    /// <param name="disk">The disk.</param>
    /// <param name="cacheFolder">Where a file may be written.</param>
    /// <param name="root">The root, by whose device a clock of a test is taken to go.</param>
    /// <returns>The beginning of time where nothing could be written: then no file is old enough.</returns>
    public (long Started, ulong Device) Measure(IDisk disk, string cacheFolder, in FileStat root)
    {
        long byProcess = Nanoseconds(beganByProcess - DateTimeOffset.UnixEpoch);
        if (options.Clock is not null)
        {
            return (byProcess, root.Device);
        }

        try
        {
            string probe = Path.Join(cacheFolder, ProbeName);
            disk.CreateFolder(cacheFolder);
            disk.WriteNote(probe, []);
            TimeSpan elapsed = Stopwatch.GetElapsedTime(began);
            if (!LinkFreePath.TryStat(probe, out FileStat stat, out _))
            {
                return default;
            }

            // A clock that was set while the scan went on says nothing of when it began; then the earlier moment counts.
            long started = stat.Modified - Nanoseconds(elapsed);
            TimeSpan drift = options.ProcessClock.GetUtcNow() - beganByProcess - elapsed;
            return (drift.Duration() > LargestDrift ? Math.Min(started, byProcess) : started, stat.Device);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return default;
        }
    }

    private static long Nanoseconds(TimeSpan span) => span.Ticks * TimeSpan.NanosecondsPerTick;
}
