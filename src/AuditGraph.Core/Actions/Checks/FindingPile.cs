using System.Collections;
using AuditGraph.Core.Collections;
using AuditGraph.Core.Reports.Findings;

namespace AuditGraph.Core.Actions.Checks;

/// <summary>What a check found, in the order in which it found it, kept small: there may be a million of them.</summary>
internal sealed class FindingPile : IReadOnlyList<CheckFinding>
{
    /// <inheritdoc/>
    public int Count => Packed.Count;

    /// <summary>The findings as they are kept.</summary>
    public ChunkedList<PackedFinding> Packed { get; } = new();

    /// <summary>All their texts but the keys.</summary>
    public TextPool Texts { get; } = new();

    /// <summary>Their keys, which nobody asks for once they are judged.</summary>
    public TextPool Keys { get; } = new();

    /// <inheritdoc/>
    public CheckFinding this[int index]
    {
        get
        {
            ref PackedFinding one = ref Packed[index];
            return new CheckFinding(Texts.Get(one.Rule)!, one.Severity, Texts.Get(one.Message)!, Keys.Get(one.Key)!)
            {
                Path = Texts.Get(one.Path),
                Line = PackedFinding.PlaceOf(one.Line),
                Column = PackedFinding.PlaceOf(one.Column),
                EndLine = PackedFinding.PlaceOf(one.EndLine),
                EndColumn = PackedFinding.PlaceOf(one.EndColumn),
                Properties = FindingProperties.Read(Texts.Get(one.Properties)),
            };
        }
    }

    /// <summary>A pile of findings; themselves where they are one.</summary>
    public static FindingPile Of(IReadOnlyList<CheckFinding> findings)
    {
        if (findings is FindingPile pile)
        {
            return pile;
        }

        var made = new FindingPile();
        made.AddRange(findings);
        return made;
    }

    /// <summary>Adds a finding.</summary>
    /// <exception cref="OverflowException">A line or column is above 2^31 - 1.</exception>
    public void Add(CheckFinding finding) => Packed.Add(new PackedFinding
    {
        Rule = Texts.Add(finding.RuleId),
        Severity = finding.Severity,
        Message = Texts.Add(finding.Message),
        Key = Keys.Add(finding.Key),
        Path = Texts.Add(finding.Path),
        Line = PackedFinding.NumberOf(finding.Line),
        Column = PackedFinding.NumberOf(finding.Column),
        EndLine = PackedFinding.NumberOf(finding.EndLine),
        EndColumn = PackedFinding.NumberOf(finding.EndColumn),
        Properties = Texts.Add(FindingProperties.Write(finding.Properties)),
    });

    /// <summary>Adds findings.</summary>
    public void AddRange(IEnumerable<CheckFinding> findings)
    {
        foreach (CheckFinding finding in findings)
        {
            Add(finding);
        }
    }

    /// <inheritdoc/>
    public IEnumerator<CheckFinding> GetEnumerator()
    {
        for (int index = 0; index < Count; index++)
        {
            yield return this[index];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
