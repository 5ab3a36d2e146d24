using AuditGraph.Core.Actions;
using AuditGraph.Core.Baselines;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Reports.Findings;

namespace AuditGraph.Core.Runs;

/// <summary>Judges what a run found by what its job must not find.</summary>
internal static class VerdictRule
{
    /// <summary>The verdict on what an action found.</summary>
    /// <param name="job">The job.</param>
    /// <param name="result">What its action found.</param>
    /// <returns>
    /// The action's own verdict where it has one; none where the job says nothing of changes, or where there was
    /// nothing to
    /// compare with; a failure where what must not be found was found, or cannot be told: a gate that skips is not
    /// green.
    /// </returns>
    public static AuditVerdict Judge(AuditJob job, ActionResult result) =>
        result.Verdict != AuditVerdict.None ? result.Verdict
        : job.FailOn.Count == 0 || result.Baseline is null or FirstBaseline.Identity ? AuditVerdict.None
        : job.FailOn.Any(kind => !result.Counts.TryGetValue(kind, out long count) || count > 0) ? AuditVerdict.Fail
        : AuditVerdict.Pass;

    /// <summary>The verdict on what a check found.</summary>
    /// <param name="job">The job.</param>
    /// <param name="findings">What it found.</param>
    /// <param name="gaps">What it could not look at.</param>
    /// <returns>
    /// A failure where a finding weighs as much as the job fails on, or a gap says so; a warning where anything else
    /// weighs more
    /// than a note. What somebody has set aside, or is gone, does not count.
    /// </returns>
    public static AuditVerdict Judge(AuditJob job, IReadOnlyList<AuditFinding> findings, IReadOnlyList<CheckGap> gaps)
    {
        AuditVerdict least = gaps.Select(gap => gap.Verdict).Append(AuditVerdict.Pass).Max();
        foreach (AuditFinding finding in findings.Where(finding => finding.IsLive))
        {
            if (Fails(job, finding))
            {
                return AuditVerdict.Fail;
            }

            least = least == AuditVerdict.Pass && finding.Severity > AuditSeverity.Note ? AuditVerdict.Warn : least;
        }

        return least;
    }

    private static bool Fails(AuditJob job, AuditFinding finding) =>
        LeastGraveOf(job) is { } least && finding.Severity >= least && (!job.FailOnNewOnly || finding.State == AuditFindingState.New);

    private static AuditSeverity? LeastGraveOf(AuditJob job) => job.FailOn.Count == 0 ? AuditSeverity.Error
        : job.FailOn.Any(word => word == SeverityWords.Never) ? null
        : job.FailOn.Min(SeverityWords.SeverityOf);

    /// <summary>
    /// What the user should know of the verdict: that something could not be told. Null where there is nothing.
    /// </summary>
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

    /// <summary>Why a run's verdict is a failure, such as <c>1 removed</c>; null where it is none.</summary>
    /// <param name="job">The job.</param>
    /// <param name="run">The run.</param>
    /// <param name="isCheck">Whether the job's action is a check.</param>
    public static string? Explain(AuditJob job, AuditJobRun run, bool isCheck) => run.Verdict != AuditVerdict.Fail ? null
        : isCheck ? ExplainCheck(job, run)
        : job.FailOn.Count == 0 ? null
        : string.Join(", ", job.FailOn
            .Where(kind => !run.Counts.TryGetValue(kind, out long count) || count > 0)
            .Select(kind => run.Counts.TryGetValue(kind, out long count) ? CountText.Of(count, kind, kind) : $"{kind} cannot be told"));

    private static string ExplainCheck(AuditJob job, AuditJobRun run)
    {
        string[] found = [.. SeverityWords.All
            .Where(word => LeastGraveOf(job) is { } least && SeverityWords.SeverityOf(word) >= least && run.Counts.GetValueOrDefault(word) > 0)
            .Select(word => CountText.Of(run.Counts[word], word))];
        return found.Length == 0 ? "not all could be checked"
            : string.Join(", ", job.FailOnNewOnly ? [.. found, CountText.Of(run.Counts.GetValueOrDefault("new"), "new", "new")] : found);
    }
}
