using System.Management.Automation;
using System.Threading.Channels;

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
    private long lastProgress = long.MinValue;

    /// <inheritdoc/>
    public void OnProgress(AuditProgress progress)
    {
        if (progress.Completed || IsDue())
        {
            pending.Writer.TryWrite(() => cmdlet.WriteProgress(lines.Record(progress)));
        }
    }

    /// <inheritdoc/>
    public void OnVerbose(string message) => pending.Writer.TryWrite(() => cmdlet.WriteVerbose(message));

    /// <inheritdoc/>
    public void OnWarning(string message) => pending.Writer.TryWrite(() => cmdlet.WriteWarning(message));

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

    private bool IsDue()
    {
        long now = clock.GetTimestamp();
        long last = Interlocked.Read(ref lastProgress);
        return (last == long.MinValue || clock.GetElapsedTime(last, now) >= ProgressInterval)
            && Interlocked.CompareExchange(ref lastProgress, now, last) == last;
    }
}
