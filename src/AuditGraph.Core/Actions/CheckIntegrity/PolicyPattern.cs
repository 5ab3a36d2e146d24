using System.Text;
using AuditGraph.Core.Snapshots.Scopes;

namespace AuditGraph.Core.Actions.CheckIntegrity;

/// <summary>
/// A pattern of a rule, and how specific it is: more so the one of two that has more names, then more names without
/// wildcards, then the one that is tied to a folder, then the one with more characters that are no wildcards.
/// </summary>
internal sealed class PolicyPattern : IComparable<PolicyPattern>
{
    private const string Wildcards = "*?[]\\";

    private readonly IgnorePattern? pattern;

    private readonly (int Names, int PlainNames, int Anchors, int Characters) rank;

    /// <summary>A pattern of a rule.</summary>
    public PolicyPattern(string text, IntegrityRule rule)
    {
        Text = text;
        Rule = rule;
        pattern = IgnorePattern.Parse(Encoding.UTF8.GetBytes(text));
        string[] names = [.. text.Split('/').Where(name => name is not ("" or "**"))];
        rank = (
            names.Length,
            names.Count(name => !name.AsSpan().ContainsAny(Wildcards)),
            text.TrimEnd('/').Contains('/') ? 1 : 0,
            names.Sum(name => name.Count(letter => !Wildcards.Contains(letter))));
    }

    /// <summary>The pattern as it stands in the rule.</summary>
    public string Text { get; }

    /// <summary>The rule.</summary>
    public IntegrityRule Rule { get; }

    /// <summary>Whether it speaks of a path itself, and not of a folder above it.</summary>
    public bool IsMatch(ReadOnlySpan<byte> path, bool isFolder) => pattern?.IsMatch(path, isFolder) == true;

    /// <summary>The more specific one comes later; equally specific ones are equal.</summary>
    public int CompareTo(PolicyPattern? other) => rank.CompareTo(other!.rank);
}
