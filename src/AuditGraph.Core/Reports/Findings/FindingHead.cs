using AuditGraph.Core.Redaction;

namespace AuditGraph.Core.Reports.Findings;

/// <summary>The gravest findings of a report that count, as a screen shows them, and how many there are.</summary>
/// <param name="First">The gravest, in the order of the report, at most <see cref="Most"/>.</param>
/// <param name="Total">How many count.</param>
internal sealed record FindingHead(IReadOnlyList<AuditFinding> First, int Total)
{
    /// <summary>How many findings a screen shows, so that what else there is to see stays in view.</summary>
    public const int Most = 10;

    /// <summary>The head of a report; null where it is not that of a check.</summary>
    /// <param name="report">The report.</param>
    /// <param name="redactor">Masks the secrets of what is shown, as it does in the report.</param>
    public static FindingHead? Of(ReportDocument report, SecretRedactor redactor)
    {
        if (FindingTable.Read(report) is not { } findings)
        {
            return null;
        }

        return new FindingHead(
            [.. findings.Where(finding => finding.IsLive).Take(Most).Select(finding => finding with
            {
                Message = redactor.Redact(finding.Message),
                Path = finding.Path is { } path ? redactor.Redact(path) : null,
            })],
            findings.Count(finding => finding.IsLive));
    }
}
