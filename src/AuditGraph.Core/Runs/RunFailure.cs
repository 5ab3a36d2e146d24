using System.Globalization;
using AuditGraph.Core.Errors;

namespace AuditGraph.Core.Runs;

/// <summary>What ended a run, as an error of the catalogue.</summary>
internal static class RunFailure
{
    /// <summary>The error of a run that something ended.</summary>
    /// <param name="failure">What ended it.</param>
    /// <param name="job">Its job.</param>
    /// <param name="limit">What limited the attempt; null where none was under way.</param>
    public static AuditException Explain(Exception failure, AuditJob job, AttemptLimit? limit) => failure switch
    {
        AuditException known => known,
        OperationCanceledException when limit is { IsTimedOut: true } => new AuditRunException(
            RunErrors.TimedOut,
            string.Create(CultureInfo.InvariantCulture, $"The job '{job.Name}' took longer than the {job.Timeout!.Value.TotalSeconds:0.###} s that its timeout allows."),
            failure)
        {
            Target = job.Name,
        },
        OperationCanceledException => Cancelled(job, failure),
        _ => new AuditRunException(RunErrors.Unforeseen, $"An unexpected error ended the job '{job.Name}': {failure.Message}", failure) { Target = job.Name },
    };

    /// <summary>The error of a run that was cancelled.</summary>
    public static AuditRunException Cancelled(AuditJob job, Exception? cause = null) =>
        new(RunErrors.Cancelled, $"The run of the job '{job.Name}' was cancelled.", cause) { Target = job.Name };
}
