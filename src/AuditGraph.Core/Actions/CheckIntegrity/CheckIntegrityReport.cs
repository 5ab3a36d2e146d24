using System.Globalization;
using AuditGraph.Core.Actions.Scans;
using AuditGraph.Core.Baselines;
using AuditGraph.Core.Reports;
using AuditGraph.Core.Reports.Findings;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.CheckIntegrity;

/// <summary>
/// Lays out what <c>check.integrity</c> has to say beside its findings. Nothing of the clock is in it but when somebody
/// approved.
/// </summary>
internal static class CheckIntegrityReport
{
    /// <summary>The report.</summary>
    /// <param name="policy">What is watched of which paths.</param>
    /// <param name="survey">On how much each rule decides.</param>
    /// <param name="approved">What is compared with; null where nothing is approved.</param>
    /// <param name="seen">The scan.</param>
    /// <param name="lastSeen">The run that saw each thing last which was not seen.</param>
    public static ReportDocument Create(
        IntegrityPolicy policy,
        PolicySurvey survey,
        ApprovedBaseline? approved,
        SharedScan seen,
        IReadOnlyDictionary<TreePath, string> lastSeen) => new(
        "Integrity",
        [
            ScanCoverageBlocks.Current(seen.Result),
            Approval(approved),
            Policy(policy, survey),
            new ReportFacts("decided", "Files, links and folders",
            [
                new("all", "All", survey.All),
                new("watched", "Watched", survey.All - survey.Unwatched - survey.Ignored),
                new("ignored", "Ignored by a rule", survey.Ignored),
                new("unwatched", "Of which no rule speaks", survey.Unwatched),
            ]),
            ScanCoverageBlocks.Section(seen, lastSeen),
        ],
        "");

    private static ReportFacts Approval(ApprovedBaseline? approved) => new("approved", "Approved baseline",
    [
        new("approval", "Approval", approved?.Id),
        new("time", "At", TimeOf(approved)),
        new("by", "By", approved?.By),
        new("reason", "Why", approved?.Reason),
        new("run", "What this run saw", approved?.Run),
        new("paths", "Of it", approved is null ? null
            : approved.Paths.Count == 0 ? "everything" : string.Join(", ", approved.Paths)),
        new("files", "Files and links", approved?.Header.Files),
        new("snapshot", "SHA-256 of the snapshot's header", approved?.Header.Digest.ToString()),
    ]);

    private static string? TimeOf(ApprovedBaseline? approved) =>
        approved?.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static ReportTable Policy(IntegrityPolicy policy, PolicySurvey survey) => new(
        "policy",
        "Policy",
        [
            new("rule", "Rule", ReportCellKind.Number),
            new("path", "Path", ReportCellKind.Text),
            new("watch", "Watches", ReportCellKind.Text),
            new("severity", "Severity", ReportCellKind.Text),
            new("decides", "Decides on", ReportCellKind.Number),
        ],
        [
            .. policy.Rules.Select(rule => new ReportRow(
                (long)rule.Number,
                string.Join(", ", rule.Patterns),
                string.Join(", ", IntegrityKeys.WordsOf(rule.Watch)),
                SeverityWords.Of(rule.Severity),
                survey.CountOf(rule))),
        ],
        "There are no rules.");
}
