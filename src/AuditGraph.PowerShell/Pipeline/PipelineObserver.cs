using System.Management.Automation;
using System.Threading.Channels;
using AuditGraph.Core.Canonical;

namespace AuditGraph.PowerShell.Pipeline;

/// <summary>
/// Carries what work on other threads reports to the pipeline's thread, the only one that may write to the streams.
/// </summary>
/// <param name="cmdlet">The cmdlet whose streams are written.</param>
/// <param name="clock">The clock by which progress is throttled.</param>
internal sealed class PipelineObserver(Cmdlet cmdlet, TimeProvider clock) : IAuditObserver
{
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromMilliseconds(100);

    private readonly Channel<Action> pending = Channel.CreateUnbounded<Action>();
    private readonly ProgressLines lines = new(clock);
    private readonly Throttle throttle = new(clock);

    /// <summary>Who is told of one of several jobs.</summary>
    public IAuditObserver Of(string job) => new JobObserver(this, job, new Throttle(clock));

    /// <summary>Has something done on the pipeline's thread, after all that was reported before.</summary>
    public void Post(Action write) => pending.Writer.TryWrite(write);

    /// <inheritdoc/>
    public void OnProgress(AuditProgress progress) => Take(null, progress, throttle);

    /// <inheritdoc/>
    public void OnVerbose(string message) => pending.Writer.TryWrite(() => cmdlet.WriteVerbose(DisplayText.Escape(message)));

    /// <inheritdoc/>
    public void OnWarning(string message) => pending.Writer.TryWrite(() => cmdlet.WriteWarning(DisplayText.Escape(message)));

    /// <summary>Says that nothing more will be reported; what comes later all the same is dropped.</summary>
    public void Complete() => pending.Writer.TryComplete();

    /// <summary>Writes what is reported, on the calling thread, until <see cref="Complete"/> was called.</summary>
    public void Pump()
    {
        while (pending.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (pending.Reader.TryRead(out Action? write))
            {
                write();
            }
        }

        foreach (ProgressRecord open in lines.Close())
        {
            cmdlet.WriteProgress(open);
        }
    }

    private void Take(string? job, AuditProgress progress, Throttle due)
    {
        if (progress.Completed || due.TryPass())
        {
            pending.Writer.TryWrite(() => cmdlet.WriteProgress(lines.Record(job, progress)));
        }
    }

    private sealed class Throttle(TimeProvider clock)
    {
        private long lastProgress = long.MinValue;

        public bool TryPass()
        {
            long now = clock.GetTimestamp();
            long last = Interlocked.Read(ref lastProgress);
            return (last == long.MinValue || clock.GetElapsedTime(last, now) >= ProgressInterval)
                && Interlocked.CompareExchange(ref lastProgress, now, last) == last;
        }
    }

    private sealed class JobObserver(PipelineObserver observer, string job, Throttle throttle) : IAuditObserver
    {
        public void OnProgress(AuditProgress progress) => observer.Take(job, progress, throttle);

        public void OnVerbose(string message) => observer.OnVerbose(message);

        public void OnWarning(string message) => observer.OnWarning(message);
    }
}
