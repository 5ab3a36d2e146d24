using System.Collections;
using AuditGraph.Core.Actions.Checks;
using AuditGraph.Core.Collections;
using AuditGraph.Core.Reports.Findings;

namespace AuditGraph.Core.Runs;

/// <summary>
/// What a check found, and what only the job's last good run had found, as they were judged: what the check said of each stays
/// where it is, and a few bytes say what the judge added.
/// </summary>
internal sealed class JudgedPile : IReadOnlyList<AuditFinding>
{
    private readonly TextPool texts;

    private readonly ChunkedList<PackedFinding> found;

    private readonly Judgement[] ofFound;

    private readonly ChunkedList<PackedFinding> gone = new();

    private readonly ChunkedList<Judgement> ofGone = new();

    private int[] order = [];

    /// <summary>Makes it of what the check found, of which nothing is judged yet.</summary>
    public JudgedPile(FindingPile found)
    {
        (this.found, texts) = (found.Packed, found.Texts);
        ofFound = new Judgement[found.Count];
    }

    /// <inheritdoc/>
    public int Count => found.Count + gone.Count;

    /// <summary>A finding at its place in the report, once there is an order.</summary>
    public AuditFinding this[int index] => Describe(order[index]);

    /// <summary>Says of something that was found what it is.</summary>
    /// <param name="index">Its place in what the check found.</param>
    /// <param name="fingerprint">The number of its fingerprint.</param>
    /// <param name="state">How it stands to what was found before.</param>
    public void Judge(int index, int fingerprint, AuditFindingState state) =>
        ofFound[index] = new Judgement { Fingerprint = fingerprint, State = state };

    /// <summary>Adds what only the last good run had found.</summary>
    public void AddGone(AuditFinding finding, AuditFindingState state)
    {
        gone.Add(new PackedFinding
        {
            Rule = texts.Add(finding.RuleId),
            Severity = finding.Severity,
            Message = texts.Add(finding.Message),
            Path = texts.Add(finding.Path),
            Line = PackedFinding.NumberOf(finding.Line),
            Column = PackedFinding.NumberOf(finding.Column),
            EndLine = PackedFinding.NumberOf(finding.EndLine),
            EndColumn = PackedFinding.NumberOf(finding.EndColumn),
            Properties = texts.Add(FindingProperties.Write(finding.Properties)),
        });
        ofGone.Add(new Judgement { Fingerprint = texts.Add(finding.Fingerprint), State = state });
    }

    /// <summary>Sets aside what waivers cover.</summary>
    public void SetAside(ActiveWaivers waivers)
    {
        for (int index = 0; waivers.All.Count > 0 && index < Count; index++)
        {
            Of(index).Waiver = waivers.Find(Describe(index));
        }
    }

    /// <summary>
    /// Puts all in the order of the report: what is gone last, the gravest first, then by where it is. Everything is judged.
    /// </summary>
    public void Sort()
    {
        int[] indices = [.. Enumerable.Range(0, Count)];
        int[] paths = texts.Rank([.. indices.Select(index => At(index).Path)]);
        Array.Sort(indices, (left, right) => Compare(left, right, paths));
        order = indices;
    }

    /// <inheritdoc/>
    public IEnumerator<AuditFinding> GetEnumerator() => order.Select(Describe).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private ref Judgement Of(int index)
    {
        if (index < ofFound.Length)
        {
            return ref ofFound[index];
        }

        return ref ofGone[index - ofFound.Length];
    }

    private ref readonly PackedFinding At(int index)
    {
        if (index < ofFound.Length)
        {
            return ref found[index];
        }

        return ref gone[index - ofFound.Length];
    }

    private AuditFinding Describe(int index)
    {
        ref readonly PackedFinding finding = ref At(index);
        ref Judgement judgement = ref Of(index);
        return new AuditFinding
        {
            RuleId = texts.Get(finding.Rule)!,
            Severity = finding.Severity,
            Message = texts.Get(finding.Message)!,
            Path = texts.Get(finding.Path),
            Line = PackedFinding.PlaceOf(finding.Line),
            Column = PackedFinding.PlaceOf(finding.Column),
            EndLine = PackedFinding.PlaceOf(finding.EndLine),
            EndColumn = PackedFinding.PlaceOf(finding.EndColumn),
            Properties = FindingProperties.Read(texts.Get(finding.Properties)),
            Fingerprint = texts.Get(judgement.Fingerprint)!,
            State = judgement.State,
            Waiver = judgement.Waiver,
        };
    }

    private int Compare(int left, int right, int[] paths)
    {
        ref readonly PackedFinding one = ref At(left);
        ref readonly PackedFinding other = ref At(right);
        ref Judgement ofOne = ref Of(left);
        ref Judgement ofOther = ref Of(right);
        return ofOne.IsGone.CompareTo(ofOther.IsGone) is not 0 and var byState ? byState
            : other.Severity.CompareTo(one.Severity) is not 0 and var bySeverity ? bySeverity
            : paths[left].CompareTo(paths[right]) is not 0 and var byPath ? byPath
            : one.Line.CompareTo(other.Line) is not 0 and var byLine ? byLine
            : one.Column.CompareTo(other.Column) is not 0 and var byColumn ? byColumn
            : texts.Compare(one.Rule, other.Rule) is not 0 and var byRule ? byRule
            : texts.Compare(one.Message, other.Message) is not 0 and var byMessage ? byMessage
            : texts.Compare(ofOne.Fingerprint, ofOther.Fingerprint) is not 0 and var byFingerprint ? byFingerprint
            : left.CompareTo(right);
    }

    /// <summary>What the judge says of a finding.</summary>
    private struct Judgement
    {
        public AuditWaiver? Waiver;
        public int Fingerprint;
        public AuditFindingState State;

        public readonly bool IsGone => State == AuditFindingState.Absent;
    }
}
