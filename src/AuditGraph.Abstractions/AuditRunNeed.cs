namespace AuditGraph;

/// <summary>How a need of a run's job had ended when the run was let start, or was not.</summary>
/// <param name="Job">The name of the needed job.</param>
/// <param name="When">Which of its ends was waited for.</param>
/// <param name="RunId">The run of it.</param>
/// <param name="Status">How that run ended.</param>
/// <param name="Verdict">What it found.</param>
/// <param name="IsMet">Whether the need was met.</param>
public sealed record AuditRunNeed(
    string Job, AuditNeedCondition When, string RunId, AuditRunStatus Status, AuditVerdict Verdict, bool IsMet)
{
    /// <summary>The need as a line of text, such as <c>export: Ok</c>.</summary>
    public override string ToString() => $"{Job}: {Status}";
}
