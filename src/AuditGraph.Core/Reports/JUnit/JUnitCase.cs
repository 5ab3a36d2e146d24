using AuditGraph.Core.Reports.Findings;

namespace AuditGraph.Core.Reports.JUnit;

/// <summary>A test case: what a rule says of a file, or what could not be checked.</summary>
/// <param name="ClassName">The rule.</param>
/// <param name="Name">The file.</param>
/// <param name="Outcome">How it ended.</param>
internal sealed record JUnitCase(string ClassName, string Name, JUnitOutcome Outcome)
{
    /// <summary>How much the gravest of what counts weighs; null where nothing does.</summary>
    public string? Type { get; init; }

    /// <summary>Why it did not pass, in a line.</summary>
    public string Message { get; init; } = "";

    /// <summary>Why it did not pass: a line for each finding, with its place.</summary>
    public IReadOnlyList<string> Lines { get; init; } = [];

    /// <summary>
    /// What was found and does not count: notes, what is set aside beside what is not, and what is gone.
    /// </summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>The cases of a report, by rule and file; what could not be checked comes last.</summary>
    public static IReadOnlyList<JUnitCase> Of(FindingReport report)
    {
        HashSet<string> found = [.. report.Findings.Select(finding => finding.RuleId)];
        return
        [
            .. report.Findings
                .GroupBy(finding => (Rule: finding.RuleId, Path: finding.Path ?? FindingPlace.Root))
                .Select(group => OfFindings(group.Key.Rule, group.Key.Path, [.. group]))
                .Concat(report.Rules
                    .Where(rule => !found.Contains(rule.Id))
                    .Select(rule => new JUnitCase(rule.Id, rule.Summary, JUnitOutcome.Passed)))
                .OrderBy(one => one.ClassName, StringComparer.Ordinal)
                .ThenBy(one => one.Name, StringComparer.Ordinal),
            .. report.Gaps.GroupBy(gap => gap.Path ?? FindingPlace.Root).Select(group => OfGaps(group.Key, [.. group])),
        ];
    }

    private static JUnitCase OfFindings(string rule, string path, AuditFinding[] findings)
    {
        AuditFinding[] failing = [.. findings.Where(Fails)];
        string[] remarks = [.. findings.Where(finding => !Fails(finding)).Select(RemarkOf)];
        if (failing.Length > 0)
        {
            AuditFinding gravest = failing.MaxBy(finding => finding.Severity)!;
            return new JUnitCase(rule, path, JUnitOutcome.Failure)
            {
                Type = SeverityWords.Of(gravest.Severity),
                Message = failing.Length == 1 ? gravest.Message : $"{gravest.Message} (and {failing.Length - 1} more)",
                Lines = [.. failing.Select(LineOf)],
                Remarks = remarks,
            };
        }

        AuditFinding[] there = [.. findings.Where(finding => finding.State != AuditFindingState.Absent)];
        return there.Length > 0 && Array.TrueForAll(there, finding => finding.Waiver is not null)
            ? new JUnitCase(rule, path, JUnitOutcome.Skipped) { Message = $"{there[0].Waiver}", Lines = remarks }
            : new JUnitCase(rule, path, JUnitOutcome.Passed) { Remarks = remarks };
    }

    private static bool Fails(AuditFinding finding) => finding is { IsLive: true, Severity: > AuditSeverity.Note };

    private static JUnitCase OfGaps(string path, CheckGap[] gaps) => new(CheckReport.GapsKey, path, JUnitOutcome.Error)
    {
        Type = SeverityWords.Of(gaps.Max(gap => gap.Verdict)),
        Message = gaps[0].Reason,
        Lines = [.. gaps.Select(gap => gap.Reason)],
    };

    private static string LineOf(AuditFinding finding) =>
        $"{FindingPlace.Of(finding)}: {SeverityWords.Of(finding.Severity)}: {finding.Message} ({SeverityWords.Of(finding.State)})";

    private static string RemarkOf(AuditFinding finding) =>
        finding is { Waiver: { } waiver, State: not AuditFindingState.Absent } ? $"{LineOf(finding)}; set aside by {waiver}" : LineOf(finding);
}
