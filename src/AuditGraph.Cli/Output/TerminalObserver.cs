using System.Diagnostics;
using System.Globalization;
using AuditGraph.Core.Canonical;

namespace AuditGraph.Cli.Output;

/// <summary>
/// Shows on standard error what the library reports: warnings always, decisions when asked for, and progress on one
/// line of a terminal once the work has taken a second, with each job that is at work.
/// </summary>
internal sealed class TerminalObserver(Terminal terminal, bool verbose) : IAuditObserver
{
    private static readonly TimeSpan FirstProgress = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan ProgressInterval = TimeSpan.FromMilliseconds(100);

    private readonly Lock gate = new();

    private readonly long started = Stopwatch.GetTimestamp();

    // What each job at work has last told, in the order in which they began.
    private readonly List<JobProgress> current = [];

    private TimeSpan lastProgress;

    private int shownLength;

    /// <summary>Who is told of one of several jobs.</summary>
    public IAuditObserver Of(string job) => new JobObserver(this, job);

    /// <inheritdoc/>
    public void OnProgress(AuditProgress progress) => Take(null, progress);

    /// <inheritdoc/>
    public void OnVerbose(string message)
    {
        if (verbose)
        {
            WriteLine(message);
        }
    }

    /// <inheritdoc/>
    public void OnWarning(string message) => WriteLine($"warning: {message}");

    /// <summary>Takes the progress of a job that has ended away.</summary>
    public void Erase(string job)
    {
        lock (gate)
        {
            current.RemoveAll(shown => shown.Job == job);
            Erase();
        }
    }

    private void Take(string? job, AuditProgress progress)
    {
        if (!terminal.ErrorIsTerminal)
        {
            return;
        }

        lock (gate)
        {
            int index = current.FindIndex(shown => shown.Job == job);
            if (progress.Completed)
            {
                if (index >= 0)
                {
                    current.RemoveAt(index);
                }

                Erase();
                return;
            }

            if (index < 0)
            {
                current.Add(new JobProgress(job, progress));
            }
            else
            {
                current[index] = new JobProgress(job, progress);
            }

            TimeSpan elapsed = Stopwatch.GetElapsedTime(started);
            if (elapsed >= FirstProgress && elapsed - lastProgress >= ProgressInterval)
            {
                lastProgress = elapsed;
                Show(elapsed);
            }
        }
    }

    private void WriteLine(string line)
    {
        lock (gate)
        {
            Erase();
            terminal.Error.WriteLine(DisplayText.Escape(line));
        }
    }

    private void Show(TimeSpan elapsed)
    {
        string line = current is [var (job, progress)]
            ? $"{(job is null ? "" : $"{job}: ")}{Words(progress, elapsed)}"
            : string.Join("  ", current.Select(shown => Brief(shown.Job, shown.Progress)));
        if (terminal.Columns is { } columns && line.Length >= columns)
        {
            line = line[..(columns - 1)];
        }

        terminal.Error.Write($"\r{line.PadRight(shownLength)}");
        shownLength = line.Length;
    }

    private static string Words(AuditProgress progress, TimeSpan elapsed)
    {
        string expected = progress.ExpectedFiles is { } files ? string.Create(CultureInfo.InvariantCulture, $" of about {files:N0}") : "";
        double rate = progress.Files / elapsed.TotalSeconds;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{progress.Activity}: {progress.Files:N0}{expected} files, {progress.Bytes / 1_048_576.0:N1} MiB, {rate:N0} files/s");
    }

    private static string Brief(string? job, AuditProgress progress) => string.Create(
        CultureInfo.InvariantCulture, $"{job ?? progress.Activity}: {progress.Files:N0} files, {progress.Bytes / 1_048_576.0:N1} MiB");

    private void Erase()
    {
        if (shownLength > 0)
        {
            terminal.Error.Write($"\r{new string(' ', shownLength)}\r");
            shownLength = 0;
        }
    }

    private sealed record JobProgress(string? Job, AuditProgress Progress);

    private sealed class JobObserver(TerminalObserver observer, string job) : IAuditObserver
    {
        public void OnProgress(AuditProgress progress) => observer.Take(job, progress);

        public void OnVerbose(string message) => observer.OnVerbose(message);

        public void OnWarning(string message) => observer.OnWarning(message);
    }
}
