namespace AuditGraph.Core.Reports.Findings;

/// <summary>
/// Makes the report of a check: what was judged and found comes first, then what the check itself has to say.
/// </summary>
internal static class CheckReport
{
    /// <summary>The key of the table of what was not looked at.</summary>
    public const string GapsKey = "notChecked";

    /// <summary>The key of the table of the rules.</summary>
    public const string RulesKey = "rules";

    /// <summary>The key of the summary.</summary>
    public const string SummaryKey = "summary";

    /// <summary>The member of the summary that holds the verdict.</summary>
    public const string VerdictKey = "verdict";

    private const string ControlsKey = "controls";

    private const string ControlKey = "control";

    /// <summary>Makes the report.</summary>
    /// <param name="own">What the check itself has to say.</param>
    /// <param name="judged">What was found, and how it was judged.</param>
    /// <param name="rules">The rules that the check went by.</param>
    /// <param name="controls">The controls that the job gives evidence for.</param>
    public static ReportDocument Compose(
        ReportDocument own, JudgedFindings judged, IReadOnlyList<CheckRule> rules, IReadOnlyList<string> controls)
    {
        var blocks = new List<ReportBlock>
        {
            new ReportFacts(SummaryKey, "Summary",
            [
                new(VerdictKey, "Verdict", SeverityWords.Of(judged.Verdict)),
                .. judged.Counts.Select(count => new ReportFact(count.Key, count.Label, count.Count)),
            ]),
        };
        if (controls.Count > 0)
        {
            blocks.Add(new ReportNotes(ControlsKey, "Controls", controls.ToValueList()));
        }

        blocks.Add(FindingTable.Create(judged.Findings, judged.Waivers));
        blocks.Add(Gaps(judged.Gaps));
        if (judged.Waivers.Count > 0)
        {
            blocks.Add(WaiverTable.Create(judged.Waivers, judged.Findings));
        }

        blocks.Add(Rules(rules, judged.Findings));
        return own with
        {
            Blocks = [.. blocks, .. own.Blocks],
            PrimaryTable = FindingTable.Key,
            Remarks =
            [
                .. judged.Gaps.Select(gap => FindingTable.Remark(GapsKey, gap.Path, gap.Reason)),
                .. controls.Select(control => FindingTable.Remark(ControlKey, null, control)),
            ],
        };
    }

    /// <summary>The summary of what a check found; null where a report is not that of one.</summary>
    public static ReportFacts? SummaryOf(ReportDocument report) =>
        report.Blocks.OfType<ReportFacts>().FirstOrDefault(facts => facts.Key == SummaryKey && facts.Facts.Any(fact => fact.Key == VerdictKey));

    /// <summary>The verdict that a report states; none where it states none.</summary>
    /// <exception cref="FormatException">It is no verdict.</exception>
    public static AuditVerdict ReadVerdict(ReportDocument report) => SummaryOf(report) is not { } summary
        ? AuditVerdict.None
        : SeverityWords.VerdictOf(summary.Facts.First(fact => fact.Key == VerdictKey).Value as string);

    /// <summary>The rules that a report lists, in its order; none where it is not that of a check.</summary>
    /// <exception cref="FormatException">A row is no rule.</exception>
    public static IReadOnlyList<CheckRule> ReadRules(ReportDocument report) =>
        TableColumns.Find(report, RulesKey) is not { } table ? [] : [.. table.Rows.Select(row => new CheckRule(
            table.Require(row, "id"), SeverityWords.SeverityOf(table.Text(row, "severity")), table.Require(row, "summary")))];

    /// <summary>What a report says was not checked, in its order; nothing where it is not that of a check.</summary>
    /// <exception cref="FormatException">A row is no gap.</exception>
    public static IReadOnlyList<CheckGap> ReadGaps(ReportDocument report) =>
        TableColumns.Find(report, GapsKey) is not { } table ? [] : [.. table.Rows.Select(row => new CheckGap(
            table.Text(row, "path"), table.Require(row, "reason"), SeverityWords.VerdictOf(table.Text(row, "verdict"))))];

    /// <summary>The controls that a report names; none where it names none.</summary>
    public static IReadOnlyList<string> ReadControls(ReportDocument report) =>
        report.Blocks.OfType<ReportNotes>().FirstOrDefault(notes => notes.Key == ControlsKey)?.Sentences ?? [];

    private static ReportTable Gaps(IReadOnlyList<CheckGap> gaps) => new(
        GapsKey,
        "Not checked",
        [
            new("path", "Path", ReportCellKind.Path),
            new("reason", "Reason", ReportCellKind.Text),
            new("verdict", "Verdict", ReportCellKind.Text),
        ],
        [.. gaps.Select(gap => new ReportRow(gap.Path, gap.Reason, SeverityWords.Of(gap.Verdict)))],
        "All that was to be checked was.");

    private static ReportTable Rules(IReadOnlyList<CheckRule> rules, IReadOnlyList<AuditFinding> findings)
    {
        Dictionary<string, long> counts = findings.Where(finding => finding.State != AuditFindingState.Absent)
            .CountBy(finding => finding.RuleId, StringComparer.Ordinal)
            .ToDictionary(count => count.Key, count => (long)count.Value, StringComparer.Ordinal);
        return new ReportTable(
            RulesKey,
            "Rules",
            [
                new("id", "Rule", ReportCellKind.Text),
                new("severity", "Severity", ReportCellKind.Text),
                new("summary", "Asks", ReportCellKind.Text),
                new("findings", "Findings", ReportCellKind.Number),
            ],
            [.. rules.OrderBy(rule => rule.Id, StringComparer.Ordinal).Select(rule => new ReportRow(
                rule.Id, SeverityWords.Of(rule.Severity), rule.Summary, counts.GetValueOrDefault(rule.Id)))],
            "There are no rules.");
    }
}
