using AuditGraph.Core.Errors;
using AuditGraph.Core.Execution;
using AuditGraph.Core.Runs;

namespace AuditGraph.Core.Tests.Execution;

public sealed class AttemptLimitTests
{
    private readonly ManualClock clock = new();

    [Fact]
    public void Ends_the_attempt_when_its_time_is_over_and_not_a_tick_before()
    {
        using var limit = new AttemptLimit(TimeSpan.FromSeconds(5), clock, CancellationToken.None);
        clock.Advance(TimeSpan.FromSeconds(5) - TimeSpan.FromTicks(1));
        Assert.False(limit.Token.IsCancellationRequested);

        clock.Advance(TimeSpan.FromTicks(1));

        Assert.True(limit.Token.IsCancellationRequested);
        Assert.True(limit.IsTimedOut);
        Assert.False(limit.TryClose());
    }

    [Fact]
    public void What_ends_in_the_last_moment_has_ended_well_and_stays_so()
    {
        using var limit = new AttemptLimit(TimeSpan.FromSeconds(5), clock, CancellationToken.None);
        clock.Advance(TimeSpan.FromSeconds(5) - TimeSpan.FromTicks(1));

        Assert.True(limit.TryClose());
        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.False(limit.Token.IsCancellationRequested);
        Assert.False(limit.IsTimedOut);
    }

    [Fact]
    public void Time_that_is_over_counts_although_no_timer_has_told_so()
    {
        using var limit = new AttemptLimit(TimeSpan.FromSeconds(5), new Timerless(clock), CancellationToken.None);
        clock.Advance(TimeSpan.FromSeconds(5));

        Assert.False(limit.TryClose());
        Assert.True(limit.IsTimedOut);
    }

    [Fact]
    public void The_time_of_day_does_not_matter()
    {
        using var limit = new AttemptLimit(TimeSpan.FromSeconds(5), clock, CancellationToken.None);
        clock.Offset = TimeSpan.FromDays(-1);
        clock.Advance(TimeSpan.FromSeconds(4));
        clock.Offset = TimeSpan.FromDays(400);
        Assert.False(limit.Token.IsCancellationRequested);

        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.True(limit.IsTimedOut);
    }

    [Fact]
    public void What_comes_first_is_the_reason()
    {
        using var stop = new CancellationTokenSource();
        using var limit = new AttemptLimit(TimeSpan.FromSeconds(5), clock, stop.Token);
        stop.Cancel();
        clock.Advance(TimeSpan.FromSeconds(5));
        Assert.True(limit.Token.IsCancellationRequested);
        Assert.False(limit.IsTimedOut);

        using var late = new AttemptLimit(TimeSpan.FromSeconds(5), clock, stop.Token);
        Assert.True(late.Token.IsCancellationRequested);
    }

    [Fact]
    public void A_limit_of_years_is_kept_too()
    {
        using var limit = new AttemptLimit(TimeSpan.FromDays(999_999 * 7L), clock, CancellationToken.None);
        for (int day = 0; day < 60; day++)
        {
            clock.Advance(TimeSpan.FromDays(1));
        }

        Assert.False(limit.Token.IsCancellationRequested);
        Assert.True(limit.TryClose());
    }

    [Fact]
    public void The_wait_before_an_attempt_doubles_up_to_five_minutes()
    {
        AuditJob job = Jobs.Job("a") with { RetryDelay = TimeSpan.FromSeconds(40) };

        Assert.Equal([40, 80, 160, 300, 300], Enumerable.Range(2, 5).Select(attempt => RetryPolicy.DelayBefore(job, attempt).TotalSeconds));
        Assert.Equal(RetryPolicy.LongestDelay, RetryPolicy.DelayBefore(job with { RetryDelay = TimeSpan.FromDays(999_999) }, 11));
        Assert.Equal(1, RetryPolicy.DelayBefore(Jobs.Job("b"), 2).TotalSeconds);
    }

    [Fact]
    public void Only_what_time_may_heal_is_tried_again()
    {
        AuditJob job = Jobs.Job("a");
        Assert.True(Allows(RunErrors.GitFailed));
        Assert.True(Allows(RunErrors.Unforeseen));
        Assert.True(Allows(WorkspaceErrors.WriteFailed));
        Assert.False(Allows(RunErrors.Cancelled));
        Assert.False(Allows(RunErrors.TimedOut));
        Assert.False(Allows(RunErrors.BaselineNotFound));
        Assert.False(RetryPolicy.Allows(job, new AuditConfigurationException(ConfigurationErrors.NeedsUnknown, "x")));
        Assert.True(RetryPolicy.Allows(job with { RetryOn = ["timeout"] }, new AuditRunException(RunErrors.TimedOut, "x")));

        bool Allows(AuditErrorDescriptor error) => RetryPolicy.Allows(job, new AuditRunException(error, "x"));
    }

    /// <summary>The same clock, whose timers never fire, as on a machine with too much to do.</summary>
    private sealed class Timerless(ManualClock clock) : TimeProvider
    {
        public override long TimestampFrequency => clock.TimestampFrequency;

        public override long GetTimestamp() => clock.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            new ManualClock().CreateTimer(_ => { }, null, dueTime, period);
    }
}
