using AuditGraph.Core.Actions.Checks;
using AuditGraph.Core.Reports.Findings;
using AuditGraph.Core.Runs;
using FsCheck;
using FsCheck.Fluent;

namespace AuditGraph.Core.Tests.Runs;

public sealed class FindingJudgeTests
{
    private static readonly AuditJob Job = new()
    {
        Name = "files",
        ActionType = "check.files",
        Outputs = [],
        Root = "/w",
        ConfigPath = "/w/config/jobs.yaml",
    };

    private static Gen<CheckFinding> Findings =>
        from rule in Gen.Elements("a", "b")
        from severity in Gen.Elements(Enum.GetValues<AuditSeverity>())
        from key in Gen.Elements("k", "l")
        from path in Gen.Elements("d/a", "d/b", "d", null)
        from line in Gen.Elements<long?>(null, 1, 2)
        from property in Gen.Elements("x", "")
        select new CheckFinding(rule, severity, $"{severity} of {key}", key)
        {
            Path = path,
            Line = line,
            Column = line + 2,
            EndLine = line,
            EndColumn = line + 5,
            Properties = property.Length == 0 ? new() : new([new("p", property)]),
        };

    [Fact]
    public void What_was_found_is_told_whole_in_the_order_of_the_report() =>
        Prop.ForAll(Findings.ArrayOf().ToArbitrary(), found =>
        {
            IReadOnlyList<AuditFinding> judged = Judge(found, []).Findings;
            AuditFinding[] sorted = [.. judged
                .OrderByDescending(finding => finding.Severity)
                .ThenBy(finding => finding.Path, StringComparer.Ordinal)
                .ThenBy(finding => finding.Line ?? 0)
                .ThenBy(finding => finding.RuleId, StringComparer.Ordinal)
                .ThenBy(finding => finding.Message, StringComparer.Ordinal)
                .ThenBy(finding => finding.Fingerprint, StringComparer.Ordinal)];
            return judged.SequenceEqual(sorted)
                && judged.All(finding => finding.State == AuditFindingState.New)
                && judged.Select(finding => finding.Fingerprint).Distinct().Count() == found.Length
                && judged.Select(Said).Order().SequenceEqual(found.Select(Said).Order());
        }).Holds();

    [Fact]
    public void A_second_look_at_the_same_finds_nothing_new_and_a_third_at_nothing_finds_all_gone() =>
        Prop.ForAll(Findings.ArrayOf().ToArbitrary(), found =>
        {
            IReadOnlyList<AuditFinding> first = Judge(found, []).Findings;
            IReadOnlyList<AuditFinding> second = Judge(found, first).Findings;
            IReadOnlyList<AuditFinding> third = Judge([], second).Findings;
            return second.SequenceEqual(first.Select(finding => finding with { State = AuditFindingState.Unchanged }))
                && third.SequenceEqual(first.Select(finding => finding with { State = AuditFindingState.Absent }))
                && Judge([], third).Findings.Count == 0;
        }).Holds();

    [Fact]
    public void What_nobody_could_look_at_is_there_as_it_was()
    {
        CheckFinding[] found =
        [
            new("a", AuditSeverity.Error, "m", "k") { Path = "d/a" },
            new("a", AuditSeverity.Note, "m", "k") { Path = "da" },
        ];
        JudgedFindings judged = FindingJudge.Judge(
            Job,
            new CheckOutcome([], []) { Gaps = [new CheckGap("d", "r", AuditVerdict.Pass)] },
            Judge(found, []).Findings,
            ActiveWaivers.None);
        Assert.Equal(
            [("d/a", AuditFindingState.Unchanged), ("da", AuditFindingState.Absent)],
            judged.Findings.Select(finding => (finding.Path!, finding.State)));
    }

    private static JudgedFindings Judge(IEnumerable<CheckFinding> found, IReadOnlyList<AuditFinding> earlier) =>
        FindingJudge.Judge(Job, new CheckOutcome([], [.. found]), earlier, ActiveWaivers.None);

    private static string Said(AuditFinding finding) => string.Join(
        '|', finding.RuleId, finding.Severity, finding.Message, finding.Path,
        finding.Line, finding.Column, finding.EndLine, finding.EndColumn, finding.Properties);

    private static string Said(CheckFinding finding) => string.Join(
        '|', finding.RuleId, finding.Severity, finding.Message, finding.Path,
        finding.Line, finding.Column, finding.EndLine, finding.EndColumn, finding.Properties);
}
