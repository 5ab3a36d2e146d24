namespace AuditGraph.Core.Reports.Findings;

/// <summary>What a check found, and how it was judged.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Findings">
/// What was found, and what the last good run found and is gone, in the order of the report.
/// </param>
/// <param name="Gaps">What could not be looked at.</param>
/// <param name="Waivers">The waivers that held, in the order of their file.</param>
internal sealed record JudgedFindings(
    AuditVerdict Verdict, IReadOnlyList<AuditFinding> Findings, IReadOnlyList<CheckGap> Gaps, IReadOnlyList<AuditWaiver> Waivers)
{
    /// <summary>How many there are of each kind; of the severities those that nobody has set aside.</summary>
    public IReadOnlyList<(string Key, string Label, long Count)> Counts { get; } =
    [
        ("error", "Errors", Findings.LongCount(finding => finding is { IsLive: true, Severity: AuditSeverity.Error })),
        ("warning", "Warnings", Findings.LongCount(finding => finding is { IsLive: true, Severity: AuditSeverity.Warning })),
        ("note", "Notes", Findings.LongCount(finding => finding is { IsLive: true, Severity: AuditSeverity.Note })),
        ("new", "New", Findings.LongCount(finding => finding is { IsLive: true, State: AuditFindingState.New })),
        ("waived", "Set aside", Findings.LongCount(finding => finding is { Waiver: not null, State: not AuditFindingState.Absent })),
        ("absent", "Gone", Findings.LongCount(finding => finding.State == AuditFindingState.Absent)),
        ("notChecked", "Not checked", Gaps.Count),
    ];
}
