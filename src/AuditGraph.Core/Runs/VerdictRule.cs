using AuditGraph.Core.Actions;
using AuditGraph.Core.Baselines;
using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Runs;

/// <summary>Judges a run's changes by what its job must not find.</summary>
internal static class VerdictRule
{
    /// <summary>The verdict on what an action found.</summary>
    /// <param name="job">The job.</param>
    /// <param name="result">What its action found.</param>
    /// <returns>
    /// The action's own verdict where it has one; none where the job says nothing of changes, or where there was nothing to
    /// compare with; a failure where what must not be found was found, or cannot be told: a gate that skips is not green.
    /// </returns>
    public static AuditVerdict Judge(AuditJob job, ActionResult result) =>
        result.Verdict != AuditVerdict.None ? result.Verdict
        : job.FailOn.Count == 0 || result.Baseline is null or FirstBaseline.Identity ? AuditVerdict.None
        : job.FailOn.Any(kind => !result.Counts.TryGetValue(kind, out long count) || count > 0) ? AuditVerdict.Fail
        : AuditVerdict.Pass;

    /// <summary>What the user should know of the verdict: that something could not be told. Null where there is nothing.</summary>
    public static string? Warn(AuditJob job, ActionResult result)
    {
        if (Judge(job, result) != AuditVerdict.Fail || result.Verdict != AuditVerdict.None)
        {
            return null;
        }

        string[] unknown = [.. job.FailOn.Where(kind => !result.Counts.ContainsKey(kind))];
        return unknown.Length == 0 ? null
            : $"The job fails on {string.Join(" and ", unknown)}, which what the run compared with cannot show; so its verdict is fail.";
    }

    /// <summary>Why a run's verdict is a failure, such as <c>1 removed</c>; null where it is none, or its action's own.</summary>
    public static string? Explain(AuditJob job, AuditJobRun run) => run.Verdict != AuditVerdict.Fail || job.FailOn.Count == 0 ? null
        : string.Join(", ", job.FailOn
            .Where(kind => !run.Counts.TryGetValue(kind, out long count) || count > 0)
            .Select(kind => run.Counts.TryGetValue(kind, out long count) ? CountText.Of(count, kind, kind) : $"{kind} cannot be told"));
}
