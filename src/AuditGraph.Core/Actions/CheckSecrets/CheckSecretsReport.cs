using AuditGraph.Core.Actions.Scans;
using AuditGraph.Core.Reports;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.CheckSecrets;

/// <summary>
/// Lays out what <c>check.secrets</c> has to say beside its findings. Nothing of the clock and of the cache is in it,
/// and nothing that files hold.
/// </summary>
internal static class CheckSecretsReport
{
    /// <summary>The report.</summary>
    /// <param name="survey">What was looked at.</param>
    /// <param name="seen">The scan.</param>
    /// <param name="lastSeen">The run that saw each thing last which was not seen.</param>
    public static ReportDocument Create(
        SecretSurvey survey, SharedScan seen, IReadOnlyDictionary<TreePath, string> lastSeen) => new(
        "Secrets",
        [
            ScanCoverageBlocks.Current(seen.Result),
            new ReportFacts("lookedAt", "What was looked at",
            [
                new("files", "Files", survey.Texts.Files),
                new("bytes", "Bytes", survey.Texts.Bytes),
                new("locks", "Lock files among these, which no rule by randomness judges", survey.Locks.Files),
                new("allowed", "Secrets that the files themselves allow", survey.SecretsAllowed),
            ]),
            new ReportTable("notLookedAt", "What was not looked at",
                [
                    new("reason", "Reason", ReportCellKind.Text),
                    new("files", "Files", ReportCellKind.Number),
                    new("bytes", "Bytes", ReportCellKind.Number),
                ],
                [
                    new ReportRow("binary", survey.Binary.Files, survey.Binary.Bytes),
                    new ReportRow("larger than max_bytes", survey.Large.Files, survey.Large.Bytes),
                ],
                ""),
            new ReportTable("allowances", "Where files allow secrets",
                [
                    new("path", "Path", ReportCellKind.Path),
                    new("line", "Line", ReportCellKind.Number),
                    new("rule", "Rule", ReportCellKind.Text),
                    new("secrets", "Secrets", ReportCellKind.Number),
                ],
                [
                    .. survey.Allowances.Select(one => new ReportRow(
                        one.Path, (long)one.Allowance.Line, one.Allowance.Rule, (long)one.Allowance.Secrets)),
                ],
                "No file allows any."),
            ScanCoverageBlocks.Section(seen, lastSeen),
        ],
        "");
}
