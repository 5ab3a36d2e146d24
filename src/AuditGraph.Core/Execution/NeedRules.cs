using AuditGraph.Core.Errors;

namespace AuditGraph.Core.Execution;

/// <summary>Judges whether a job may start by how the jobs that it needs itself have ended.</summary>
internal static class NeedRules
{
    /// <summary>Whether an end of a needed job is one that is waited for.</summary>
    public static bool IsMet(AuditJobNeed need, AuditJobRun run) => need.When switch
    {
        AuditNeedCondition.Always => true,
        AuditNeedCondition.Done => run.ErrorName != RunErrors.Cancelled.Name,
        _ => run.Status == AuditRunStatus.Ok && (need.AcceptsFail || run.Verdict != AuditVerdict.Fail),
    };

    /// <summary>How a job ends that may not start.</summary>
    /// <param name="obstacle">Why.</param>
    public static AuditRunStatus StatusOf(AuditException obstacle) =>
        obstacle.Descriptor == RunErrors.NeedSkipped ? AuditRunStatus.Skipped : AuditRunStatus.Blocked;

    /// <summary>
    /// Why a job may not start; null where it may. A need that was not met outweighs one that was skipped, and of
    /// several the first in the plan is named, so that the answer does not depend on which ended first.
    /// </summary>
    /// <param name="job">The job.</param>
    /// <param name="runOf">How each job that it needs has ended.</param>
    public static AuditRunException? FindObstacle(PlannedJob job, Func<int, AuditJobRun> runOf)
    {
        AuditJobRun? skipped = null;
        foreach ((int index, AuditJobNeed need) in job.Needs)
        {
            AuditJobRun run = runOf(index);
            if (IsMet(need, run))
            {
                continue;
            }

            if (run.Status != AuditRunStatus.Skipped)
            {
                return Obstacle(RunErrors.NeedNotMet, job, need, run);
            }

            skipped ??= run;
        }

        return skipped is null ? null : Obstacle(RunErrors.NeedSkipped, job, new AuditJobNeed(skipped.Job), skipped);
    }

    private static AuditRunException Obstacle(AuditErrorDescriptor error, PlannedJob job, AuditJobNeed need, AuditJobRun run) =>
        new(error, $"The job '{job.Job.Name}' was not started: it needs '{need.Job}', which {Words(run)}.")
        {
            Target = job.Job.Name,
            Detail = new([new("need", need.Job), new("run", run.Id)]),
        };

    private static string Words(AuditJobRun run) => run.Status switch
    {
        AuditRunStatus.Ok => "found a failure",
        AuditRunStatus.Skipped => "was skipped",
        AuditRunStatus.Blocked => "was blocked",
        _ when run.ErrorName == RunErrors.Cancelled.Name => "was cancelled",
        _ when run.ErrorName == RunErrors.TimedOut.Name => "took too long",
        _ => $"failed ({run.ErrorName})",
    };
}
