using System.Globalization;
using System.Management.Automation;

namespace AuditGraph.PowerShell.Pipeline;

/// <summary>Words the library's progress as PowerShell's progress records, one line per job and activity.</summary>
/// <param name="clock">The clock that rates and remaining times are reckoned by.</param>
internal sealed class ProgressLines(TimeProvider clock)
{
    private readonly Dictionary<string, Line> open = new(StringComparer.Ordinal);
    private int next = 1;

    /// <summary>The record that shows how far an activity has come.</summary>
    /// <param name="job">The job of which it is part, or null.</param>
    /// <param name="progress">How far it has come.</param>
    public ProgressRecord Record(string? job, AuditProgress progress)
    {
        string activity = job is null ? progress.Activity : $"{job}: {progress.Activity}";
        if (!open.TryGetValue(activity, out Line? line))
        {
            line = new Line(next++, clock.GetTimestamp());
            open.Add(activity, line);
        }

        if (progress.Completed)
        {
            open.Remove(activity);
            return Closing(activity, line);
        }

        double seconds = clock.GetElapsedTime(line.StartedAt).TotalSeconds;
        double rate = seconds > 0 ? progress.Files / seconds : 0;
        var record = new ProgressRecord(line.Id, activity, Status(progress, rate))
        {
            CurrentOperation = progress.Current,
        };
        if (progress.ExpectedFiles is > 0)
        {
            // The expectation stems from an earlier run; the work is not over until it says so.
            record.PercentComplete = (int)Math.Min(99, 100 * progress.Files / progress.ExpectedFiles.Value);
            if (rate > 0)
            {
                record.SecondsRemaining = (int)Math.Min(
                    int.MaxValue, Math.Max(0, progress.ExpectedFiles.Value - progress.Files) / rate);
            }
        }

        return record;
    }

    /// <summary>The records that close what was never reported as over.</summary>
    public IReadOnlyList<ProgressRecord> Close()
    {
        ProgressRecord[] closing = [.. open.Select(line => Closing(line.Key, line.Value))];
        open.Clear();
        return closing;
    }

    private static ProgressRecord Closing(string activity, Line line) =>
        new(line.Id, activity, "Done") { RecordType = ProgressRecordType.Completed };

    private static string Status(AuditProgress progress, double rate) => string.Create(
        CultureInfo.InvariantCulture,
        $"{progress.Files:N0} files, {ByteSize.Format(progress.Bytes)}, {rate:N0} files/s");

    private sealed record Line(int Id, long StartedAt);
}
