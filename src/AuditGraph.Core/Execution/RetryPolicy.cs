using AuditGraph.Core.Errors;

namespace AuditGraph.Core.Execution;

/// <summary>Whether and when a failed attempt is followed by another one.</summary>
internal static class RetryPolicy
{
    /// <summary>The longest wait between two attempts.</summary>
    public static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(5);

    private const string OnTimeout = "timeout";

    /// <summary>
    /// Whether time may heal what ended an attempt. It does not heal a cancellation, a job that asks for what does not
    /// exist or has no meaning, or, unless the job says otherwise, an attempt that took too long.
    /// </summary>
    public static bool Allows(AuditJob job, AuditException error) => error switch
    {
        AuditConfigurationException => false,
        _ when error.Descriptor == RunErrors.TimedOut => job.RetryOn.Contains(OnTimeout),
        _ => error.Descriptor.Category is not (
            AuditErrorCategory.OperationStopped or AuditErrorCategory.InvalidArgument or AuditErrorCategory.ObjectNotFound),
    };

    /// <summary>How long to wait before an attempt.</summary>
    /// <param name="job">The job.</param>
    /// <param name="attempt">The number of the attempt, from 2.</param>
    public static TimeSpan DelayBefore(AuditJob job, int attempt)
    {
        double delay = job.RetryDelay.TotalMilliseconds * Math.Pow(2, attempt - 2);
        return delay < LongestDelay.TotalMilliseconds ? TimeSpan.FromMilliseconds(delay) : LongestDelay;
    }
}
