using AuditGraph.Core.Redaction;

namespace AuditGraph.Core.Reports;

/// <summary>The first changes that a report lists, as a screen shows them, and how many there are.</summary>
/// <param name="First">The first, in the order of the report, at most <see cref="Most"/>.</param>
/// <param name="Total">How many the report lists.</param>
internal sealed record ChangeHead(IReadOnlyList<ChangeLine> First, int Total)
{
    /// <summary>How many changes a screen shows, so that what else there is to see stays in view.</summary>
    public const int Most = 20;

    /// <summary>The head of a report; null where its primary table lists no changes.</summary>
    /// <param name="report">The report.</param>
    /// <param name="redactor">Masks the secrets of what is shown, as it does in the report.</param>
    public static ChangeHead? Of(ReportDocument report, SecretRedactor redactor) =>
        ChangeRows.Of(report) is { } rows ? new ChangeHead([.. rows.Head(Most, redactor.Redact)], rows.Count) : null;
}
