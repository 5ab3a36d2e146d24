namespace AuditGraph.Core.Execution;

/// <summary>A job in its place in a plan.</summary>
/// <param name="Job">The job.</param>
/// <param name="Index">Its place, from 0.</param>
/// <param name="IsAskedFor">Whether it was asked for itself, and not only by a job that needs it.</param>
/// <param name="Needs">Its needs that are in the plan, in the order of their places.</param>
/// <param name="OutsideNeeds">Its needs that are not, sorted by name; none unless needs were not to run.</param>
/// <param name="Dependants">The places of the jobs that need it, ascending.</param>
internal sealed record PlannedJob(
    AuditJob Job,
    int Index,
    bool IsAskedFor,
    IReadOnlyList<PlannedNeed> Needs,
    IReadOnlyList<AuditJobNeed> OutsideNeeds,
    IReadOnlyList<int> Dependants)
{
    /// <summary>Whether the job runs also after the invocation was cancelled.</summary>
    public bool RunsAlways => Needs.Any(need => need.Need.When == AuditNeedCondition.Always);
}
