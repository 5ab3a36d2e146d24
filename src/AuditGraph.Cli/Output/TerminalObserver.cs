using System.Diagnostics;
using System.Globalization;

namespace AuditGraph.Cli.Output;

/// <summary>
/// Shows on standard error what the library reports: warnings always, decisions when asked for, and progress on one
/// line of a terminal once the work has taken a second.
/// </summary>
internal sealed class TerminalObserver(Terminal terminal, bool verbose) : IAuditObserver
{
    private static readonly TimeSpan FirstProgress = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan ProgressInterval = TimeSpan.FromMilliseconds(100);

    private readonly Lock gate = new();

    private readonly long started = Stopwatch.GetTimestamp();

    private TimeSpan lastProgress;

    private int shownLength;

    /// <inheritdoc/>
    public void OnProgress(AuditProgress progress)
    {
        if (!terminal.ErrorIsTerminal)
        {
            return;
        }

        lock (gate)
        {
            TimeSpan elapsed = Stopwatch.GetElapsedTime(started);
            if (progress.Completed)
            {
                Erase();
            }
            else if (elapsed >= FirstProgress && elapsed - lastProgress >= ProgressInterval)
            {
                lastProgress = elapsed;
                Show(progress, elapsed);
            }
        }
    }

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

    private void WriteLine(string line)
    {
        lock (gate)
        {
            Erase();
            terminal.Error.WriteLine(line);
        }
    }

    private void Show(AuditProgress progress, TimeSpan elapsed)
    {
        string expected = progress.ExpectedFiles is { } files ? string.Create(CultureInfo.InvariantCulture, $" of about {files:N0}") : "";
        double rate = progress.Files / elapsed.TotalSeconds;
        string line = string.Create(
            CultureInfo.InvariantCulture,
            $"{progress.Activity}: {progress.Files:N0}{expected} files, {progress.Bytes / 1_048_576.0:N1} MiB, {rate:N0} files/s");
        terminal.Error.Write($"\r{line.PadRight(shownLength)}");
        shownLength = line.Length;
    }

    private void Erase()
    {
        if (shownLength > 0)
        {
            terminal.Error.Write($"\r{new string(' ', shownLength)}\r");
            shownLength = 0;
        }
    }
}
