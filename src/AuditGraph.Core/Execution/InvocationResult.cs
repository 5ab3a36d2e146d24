using AuditGraph.Core.Runs;

namespace AuditGraph.Core.Execution;

/// <summary>How an invocation ended.</summary>
/// <param name="Plan">What was to be run.</param>
/// <param name="Results">How each job ended, in the order of the plan.</param>
/// <param name="IsInterrupted">Whether it was told to end before it was done.</param>
internal sealed record InvocationResult(JobPlan Plan, IReadOnlyList<JobRunResult> Results, bool IsInterrupted)
{
    /// <summary>The first in the order of the plan that failed or was blocked, of those that may not fail; null where none did.</summary>
    public JobRunResult? FirstFailure => Counted.FirstOrDefault(result => result is { Error: not null, Run.Status: not AuditRunStatus.Skipped });

    /// <summary>Whether a job failed or was blocked that may not fail.</summary>
    public bool HasFailed => FirstFailure is not null;

    /// <summary>Whether a job that may not fail found a failure.</summary>
    public bool HasFindings => Counted.Any(result => result.Run.Verdict == AuditVerdict.Fail);

    private IEnumerable<JobRunResult> Counted =>
        Results.Zip(Plan.Jobs).Where(pair => !pair.Second.Job.AllowFailure).Select(pair => pair.First);
}
