using AuditGraph.Core.Actions.Checks;
using AuditGraph.Core.Reports.Findings;

namespace AuditGraph.Core.Runs;

/// <summary>
/// Judges what a check found: what of it is new, what somebody has set aside, and whether the job may pass.
/// </summary>
internal static class FindingJudge
{
    /// <summary>Judges.</summary>
    /// <param name="job">The job.</param>
    /// <param name="outcome">What its check found.</param>
    /// <param name="earlier">What the job's last good run found; none where there was no such run.</param>
    /// <param name="waivers">The waivers that hold.</param>
    public static JudgedFindings Judge(AuditJob job, CheckOutcome outcome, IReadOnlyList<AuditFinding> earlier, ActiveWaivers waivers)
    {
        Dictionary<string, AuditFinding> before = earlier.Where(finding => finding.State != AuditFindingState.Absent)
            .DistinctBy(finding => finding.Fingerprint, StringComparer.Ordinal)
            .ToDictionary(finding => finding.Fingerprint, StringComparer.Ordinal);
        List<AuditFinding> findings = Identify(outcome.Findings);
        HashSet<string> now = [.. findings.Select(finding => finding.Fingerprint)];
        for (int index = 0; index < findings.Count; index++)
        {
            bool isKnown = before.ContainsKey(findings[index].Fingerprint);
            findings[index] = findings[index] with { State = isKnown ? AuditFindingState.Unchanged : AuditFindingState.New };
        }

        // What could not be looked at may be as bad as it was: it is not gone before somebody has seen that it is.
        findings.AddRange(before.Values.Where(finding => !now.Contains(finding.Fingerprint)).Select(finding => finding with
        {
            State = IsHidden(finding, outcome.Gaps) ? AuditFindingState.Unchanged : AuditFindingState.Absent,
            Run = null,
            Job = null,
            Root = null,
        }));
        AuditFinding[] judged = [.. findings
            .Select(finding => finding with { Waiver = waivers.Find(finding) })
            .OrderByDescending(finding => finding.State != AuditFindingState.Absent)
            .ThenByDescending(finding => finding.Severity)
            .ThenBy(finding => finding.Path, StringComparer.Ordinal)
            .ThenBy(finding => finding.Line ?? 0)
            .ThenBy(finding => finding.Column ?? 0)
            .ThenBy(finding => finding.RuleId, StringComparer.Ordinal)
            .ThenBy(finding => finding.Message, StringComparer.Ordinal)
            .ThenBy(finding => finding.Fingerprint, StringComparer.Ordinal)];
        return new JudgedFindings(VerdictRule.Judge(job, judged, outcome.Gaps), judged, outcome.Gaps, waivers.All);
    }

    // Several alike in one file are told apart by their order, so that one more of them is new and the others are not.
    private static List<AuditFinding> Identify(IReadOnlyList<CheckFinding> found)
    {
        var occurrences = new Dictionary<(string, string?, string), int>();
        var findings = new List<AuditFinding>(found.Count);
        foreach (CheckFinding finding in found
            .OrderBy(finding => finding.Path, StringComparer.Ordinal)
            .ThenBy(finding => finding.Line ?? 0)
            .ThenBy(finding => finding.Column ?? 0))
        {
            (string, string?, string) identity = (finding.RuleId, finding.Path, finding.Key);
            int occurrence = occurrences.GetValueOrDefault(identity);
            occurrences[identity] = occurrence + 1;
            findings.Add(new AuditFinding
            {
                RuleId = finding.RuleId,
                Severity = finding.Severity,
                Message = finding.Message,
                Path = finding.Path,
                Line = finding.Line,
                Column = finding.Column,
                EndLine = finding.EndLine,
                EndColumn = finding.EndColumn,
                Fingerprint = FindingFingerprint.Of(finding.RuleId, finding.Path, finding.Key, occurrence),
                Properties = finding.Properties,
            });
        }

        return findings;
    }

    private static bool IsHidden(AuditFinding finding, IReadOnlyList<CheckGap> gaps) =>
        finding.Path is { } path && gaps.Any(gap => gap.Path is { } hidden && IsAtOrBelow(path, hidden));

    private static bool IsAtOrBelow(string path, string folder) =>
        folder == "." || path == folder
        || (path.StartsWith(folder, StringComparison.Ordinal) && path[folder.Length] == '/');
}
