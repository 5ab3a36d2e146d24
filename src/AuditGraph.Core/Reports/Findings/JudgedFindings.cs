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
    public IReadOnlyList<(string Key, string Label, long Count)> Counts { get; } = Count(Findings, Gaps.Count);

    private static (string Key, string Label, long Count)[] Count(IReadOnlyList<AuditFinding> findings, int gaps)
    {
        var ofSeverity = new long[(int)AuditSeverity.Error + 1];
        long added = 0;
        long waived = 0;
        long absent = 0;
        foreach (AuditFinding finding in findings)
        {
            ofSeverity[(int)finding.Severity] += finding.IsLive ? 1 : 0;
            added += finding is { IsLive: true, State: AuditFindingState.New } ? 1 : 0;
            waived += finding is { Waiver: not null, State: not AuditFindingState.Absent } ? 1 : 0;
            absent += finding.State == AuditFindingState.Absent ? 1 : 0;
        }

        return
        [
            ("error", "Errors", ofSeverity[(int)AuditSeverity.Error]),
            ("warning", "Warnings", ofSeverity[(int)AuditSeverity.Warning]),
            ("note", "Notes", ofSeverity[(int)AuditSeverity.Note]),
            ("new", "New", added),
            ("waived", "Set aside", waived),
            ("absent", "Gone", absent),
            ("notChecked", "Not checked", gaps),
        ];
    }
}
