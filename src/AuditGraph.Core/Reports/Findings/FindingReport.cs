using AuditGraph.Core.Redaction;

namespace AuditGraph.Core.Reports.Findings;

/// <summary>
/// What a check's report says of its findings, with its secrets masked: all that the forms for other programs need.
/// </summary>
/// <param name="Title">The report's title.</param>
/// <param name="Verdict">The verdict; none where the report states none.</param>
/// <param name="Rules">The rules that the check went by, by their names.</param>
/// <param name="Findings">The findings, in the order of the report.</param>
/// <param name="Gaps">What could not be checked.</param>
/// <param name="Controls">The controls that the job gives evidence for.</param>
internal sealed record FindingReport(
    string Title,
    AuditVerdict Verdict,
    IReadOnlyList<CheckRule> Rules,
    IReadOnlyList<AuditFinding> Findings,
    IReadOnlyList<CheckGap> Gaps,
    IReadOnlyList<string> Controls)
{
    /// <summary>Reads a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="redactor">The door that every text of the report goes through.</param>
    /// <param name="cancellation">Stops the work, between two rows of a table.</param>
    /// <exception cref="FormatException">
    /// It is not that of a check, or a row of it is not what it should be.
    /// </exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static FindingReport Read(ReportDocument report, SecretRedactor redactor, CancellationToken cancellation)
    {
        redactor = redactor.ForDocument();
        IReadOnlyList<AuditFinding> findings = FindingTable.Read(report)
            ?? throw new FormatException($"The report '{report.Title}' is not that of a check.");
        return new FindingReport(
            redactor.Redact(report.Title),
            CheckReport.ReadVerdict(report),
            [.. CheckReport.ReadRules(report).Select(rule => rule with { Id = redactor.Redact(rule.Id), Summary = redactor.Redact(rule.Summary) })],
            [.. findings.Select(finding => Redact(finding, redactor, cancellation))],
            [.. CheckReport.ReadGaps(report).Select(gap => gap with { Path = Redact(gap.Path, redactor), Reason = redactor.Redact(gap.Reason) })],
            [.. CheckReport.ReadControls(report).Select(redactor.Redact)]);
    }

    private static AuditFinding Redact(AuditFinding finding, SecretRedactor redactor, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return finding with
        {
            RuleId = redactor.Redact(finding.RuleId),
            Message = redactor.Redact(finding.Message),
            Path = Redact(finding.Path, redactor),
            Waiver = finding.Waiver is not { } waiver ? null : waiver with
            {
                Reason = redactor.Redact(waiver.Reason),
                Owner = redactor.Redact(waiver.Owner),
                Ticket = Redact(waiver.Ticket, redactor),
            },
            Properties = new(finding.Properties.Select(property => KeyValuePair.Create(property.Key, redactor.Redact(property.Value)))),
        };
    }

    private static string? Redact(string? text, SecretRedactor redactor) => text is null ? null : redactor.Redact(text);
}
