namespace AuditGraph.Core.Runs;

/// <summary>
/// Ends an attempt that is cancelled or takes too long, and knows which of the two came first. Time is measured by the
/// clock's timestamps, which nobody sets.
/// </summary>
internal sealed class AttemptLimit : IDisposable
{
    // A timer of the base library takes 49 days at most.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly TimeSpan? timeout;

    private readonly TimeProvider clock;

    private readonly long started;

    private readonly CancellationTokenSource end = new();

    private readonly CancellationTokenRegistration cancelled;

    private readonly ITimer? timer;

    private int state;

    /// <summary>Starts an attempt.</summary>
    /// <param name="timeout">How long it may take, or null for no limit.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="cancellation">Cancels it.</param>
    public AttemptLimit(TimeSpan? timeout, TimeProvider clock, CancellationToken cancellation)
    {
        this.timeout = timeout;
        this.clock = clock;
        started = clock.GetTimestamp();
        cancelled = cancellation.UnsafeRegister(limit => ((AttemptLimit)limit!).End(State.Cancelled), this);
        if (timeout is not null)
        {
            // Not started until the field is set, which its callback reads.
            timer = clock.CreateTimer(limit => ((AttemptLimit)limit!).Look(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            Look();
        }
    }

    private enum State
    {
        Open,
        Closed,
        Cancelled,
        TimedOut,
    }

    /// <summary>Ends the work of the attempt.</summary>
    public CancellationToken Token => end.Token;

    /// <summary>How long the attempt has taken.</summary>
    public TimeSpan Elapsed => clock.GetElapsedTime(started);

    /// <summary>Whether the attempt took too long before anything else ended it.</summary>
    public bool IsTimedOut => Volatile.Read(ref state) == (int)State.TimedOut;

    /// <summary>Says that the attempt has come to its end by itself. From then on nothing else ends it.</summary>
    /// <returns>False where it was cancelled or its time was over before.</returns>
    public bool TryClose()
    {
        if (Elapsed >= timeout)
        {
            End(State.TimedOut);
        }

        return Interlocked.CompareExchange(ref state, (int)State.Closed, (int)State.Open) == (int)State.Open;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // The source is left to the collector: the timer may be about to cancel it.
        Interlocked.CompareExchange(ref state, (int)State.Closed, (int)State.Open);
        cancelled.Dispose();
        timer?.Dispose();
    }

    private void Look()
    {
        TimeSpan left = timeout!.Value - Elapsed;
        if (left <= TimeSpan.Zero)
        {
            End(State.TimedOut);
        }
        else
        {
            timer!.Change(left < LongestWait ? left : LongestWait, Timeout.InfiniteTimeSpan);
        }
    }

    private void End(State reason)
    {
        if (Interlocked.CompareExchange(ref state, (int)reason, (int)State.Open) == (int)State.Open)
        {
            end.Cancel();
        }
    }
}
