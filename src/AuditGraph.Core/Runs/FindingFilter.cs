namespace AuditGraph.Core.Runs;

/// <summary>Which findings are asked for.</summary>
/// <param name="Rule">Chooses by the rule, or null for all.</param>
/// <param name="Severities">The severities; all where there are none.</param>
/// <param name="States">The states; all where there are none.</param>
/// <param name="IsWaived">Whether somebody has set them aside, or null where that does not matter.</param>
internal sealed record FindingFilter(
    Func<string, bool>? Rule, IReadOnlyCollection<AuditSeverity> Severities, IReadOnlyCollection<AuditFindingState> States, bool? IsWaived)
{
    /// <summary>Whether a finding is asked for.</summary>
    public bool Matches(AuditFinding finding) =>
        (Rule is null || Rule(finding.RuleId))
        && (Severities.Count == 0 || Severities.Contains(finding.Severity))
        && (States.Count == 0 || States.Contains(finding.State))
        && (IsWaived is null || IsWaived == finding.Waiver is not null);
}
