using System.Globalization;
using System.Management.Automation;

namespace AuditGraph.PowerShell.Pipeline;

/// <summary>Words the library's progress as PowerShell's progress records, one line per activity.</summary>
/// <param name="clock">The clock that rates and remaining times are reckoned by.</param>
internal sealed class ProgressLines(TimeProvider clock)
{
    private readonly Dictionary<string, Line> open = new(StringComparer.Ordinal);
    private int next = 1;

    /// <summary>The record that shows how far an activity has come.</summary>
    public ProgressRecord Record(AuditProgress progress)
    {
        if (!open.TryGetValue(progress.Activity, out Line? line))
        {
            line = new Line(next++, clock.GetTimestamp());
            open.Add(progress.Activity, line);
        }

        if (progress.Completed)
        {
            open.Remove(progress.Activity);
            return Closing(progress.Activity, line);
        }

        double seconds = clock.GetElapsedTime(line.StartedAt).TotalSeconds;
        double rate = seconds > 0 ? progress.Files / seconds : 0;
        var record = new ProgressRecord(line.Id, progress.Activity, Status(progress, rate))
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
