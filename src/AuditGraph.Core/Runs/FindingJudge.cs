using AuditGraph.Core.Actions.Checks;
using AuditGraph.Core.Collections;
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
    public static JudgedFindings Judge(
        AuditJob job, CheckOutcome outcome, IReadOnlyList<AuditFinding> earlier, ActiveWaivers waivers)
    {
        var found = FindingPile.Of(outcome.Findings);
        var judged = new JudgedPile(found);
        HashSet<int> before = [.. earlier.Where(IsThere).Select(finding => found.Texts.Add(finding.Fingerprint))];
        foreach ((int index, int fingerprint) in Identify(found))
        {
            judged.Judge(index, fingerprint, before.Remove(fingerprint) ? AuditFindingState.Unchanged : AuditFindingState.New);
        }

        // What could not be looked at may be as bad as it was: it is not gone before somebody has seen that it is.
        foreach (AuditFinding finding in earlier
            .Where(finding => IsThere(finding) && before.Remove(found.Texts.Add(finding.Fingerprint))))
        {
            judged.AddGone(finding, IsHidden(finding, outcome.Gaps) ? AuditFindingState.Unchanged : AuditFindingState.Absent);
        }

        judged.SetAside(waivers);
        judged.Sort();
        return new JudgedFindings(VerdictRule.Judge(job, judged, outcome.Gaps), judged, outcome.Gaps, waivers.All);
    }

    /// <summary>
    /// The fingerprints of what was found. Several alike in one file are told apart by their order, so that one more of them is new
    /// and the others are not.
    /// </summary>
    private static IEnumerable<(int Index, int Fingerprint)> Identify(FindingPile found)
    {
        TextPool texts = found.Texts;
        int[] order = [.. Enumerable.Range(0, found.Count)];
        Array.Sort(order, (left, right) => CompareToCount(found, left, right));
        int occurrence = 0;
        for (int place = 0; place < order.Length; place++)
        {
            PackedFinding finding = found.Packed[order[place]];
            occurrence = place > 0 && AreAlike(in finding, in found.Packed[order[place - 1]]) ? occurrence + 1 : 0;
            yield return (order[place], texts.Add(FindingFingerprint.Of(
                texts.Get(finding.Rule)!, texts.Get(finding.Path), found.Keys.Get(finding.Key)!, occurrence)));
        }
    }

    // Brings those together that are alike, in whatever order of their files, and these into that of their places.
    private static int CompareToCount(FindingPile found, int left, int right)
    {
        ref readonly PackedFinding one = ref found.Packed[left];
        ref readonly PackedFinding other = ref found.Packed[right];
        return one.Path.CompareTo(other.Path) is not 0 and var byPath ? byPath
            : one.Rule.CompareTo(other.Rule) is not 0 and var byRule ? byRule
            : one.Key.CompareTo(other.Key) is not 0 and var byKey ? byKey
            : one.Line.CompareTo(other.Line) is not 0 and var byLine ? byLine
            : one.Column.CompareTo(other.Column) is not 0 and var byColumn ? byColumn
            : left.CompareTo(right);
    }

    private static bool AreAlike(in PackedFinding one, in PackedFinding other) =>
        (one.Path, one.Rule, one.Key) == (other.Path, other.Rule, other.Key);

    private static bool IsThere(AuditFinding finding) => finding.State != AuditFindingState.Absent;

    private static bool IsHidden(AuditFinding finding, IReadOnlyList<CheckGap> gaps) =>
        finding.Path is { } path && gaps.Any(gap => gap.Path is { } hidden && IsAtOrBelow(path, hidden));

    private static bool IsAtOrBelow(string path, string folder) =>
        folder == "." || path == folder
        || (path.StartsWith(folder, StringComparison.Ordinal) && path[folder.Length] == '/');
}
