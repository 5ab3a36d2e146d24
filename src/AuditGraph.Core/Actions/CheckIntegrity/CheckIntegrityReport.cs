using AuditGraph.Core.Actions.Scans;
using AuditGraph.Core.Reports;
using AuditGraph.Core.Reports.Findings;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.CheckIntegrity;

/// <summary>
/// Lays out what <c>check.integrity</c> has to say beside its findings. Nothing of the clock is in it.
/// </summary>
internal static class CheckIntegrityReport
{
    /// <summary>The report.</summary>
    /// <param name="policy">What is watched of which paths.</param>
    /// <param name="seen">The scan.</param>
    /// <param name="lastSeen">The run that saw each thing last which was not seen.</param>
    public static ReportDocument Create(
        IntegrityPolicy policy, SharedScan seen, IReadOnlyDictionary<TreePath, string> lastSeen) => new(
        "Integrity",
        [
            ScanCoverageBlocks.Current(seen.Result),
            Policy(policy),
            ScanCoverageBlocks.Section(seen, lastSeen),
        ],
        "");

    private static ReportTable Policy(IntegrityPolicy policy) => new(
        "policy",
        "Policy",
        [
            new("rule", "Rule", ReportCellKind.Number),
            new("path", "Path", ReportCellKind.Text),
            new("watch", "Watches", ReportCellKind.Text),
            new("severity", "Severity", ReportCellKind.Text),
        ],
        [
            .. policy.Rules.Select(rule => new ReportRow(
                (long)rule.Number,
                string.Join(", ", rule.Patterns),
                string.Join(", ", IntegrityKeys.WordsOf(rule.Watch)),
                SeverityWords.Of(rule.Severity))),
        ],
        "There are no rules.");
}
