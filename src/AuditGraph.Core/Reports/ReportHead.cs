using AuditGraph.Core.Redaction;
using AuditGraph.Core.Reports.Findings;

namespace AuditGraph.Core.Reports;

/// <summary>What a screen shows of a report.</summary>
/// <param name="Changes">The first changes that it lists; null where it lists none of that kind.</param>
/// <param name="Findings">The gravest findings that it lists; null where it is not that of a check.</param>
internal sealed record ReportHead(ChangeHead? Changes, FindingHead? Findings)
{
    /// <summary>The head of a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="redactor">Masks the secrets of what is shown, as it does in the report.</param>
    public static ReportHead Of(ReportDocument report, SecretRedactor redactor) =>
        new(ChangeHead.Of(report, redactor), FindingHead.Of(report, redactor));
}
