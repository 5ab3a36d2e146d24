namespace AuditGraph.Core.Reports.Findings;

/// <summary>
/// What a check's report says of its findings: all that the forms for other programs need.
/// </summary>
/// <param name="Title">The report's title.</param>
/// <param name="Job">The name of the job; the title where nobody says whose report it is.</param>
/// <param name="Verdict">The verdict; none where the report states none.</param>
/// <param name="Rules">The rules that the check went by, by their names.</param>
/// <param name="Findings">The findings, in the order of the report.</param>
/// <param name="Gaps">What could not be checked.</param>
/// <param name="Controls">The controls that the job gives evidence for.</param>
internal sealed record FindingReport(
    string Title,
    string Job,
    AuditVerdict Verdict,
    IReadOnlyList<CheckRule> Rules,
    IReadOnlyList<AuditFinding> Findings,
    IReadOnlyList<CheckGap> Gaps,
    IReadOnlyList<string> Controls)
{
    /// <summary>Reads a report.</summary>
    /// <param name="report">The report.</param>
    /// <exception cref="FormatException">
    /// It is not that of a check, or a row of it is not what it should be.
    /// </exception>
    public static FindingReport Read(ReportDocument report) => new(
        report.Title,
        report.Origin?.Job ?? report.Title,
        CheckReport.ReadVerdict(report),
        CheckReport.ReadRules(report),
        FindingTable.Read(report) ?? throw new FormatException($"The report '{report.Title}' is not that of a check."),
        CheckReport.ReadGaps(report),
        CheckReport.ReadControls(report));
}
