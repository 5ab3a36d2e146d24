using System.Buffers;
using System.Text;
using AuditGraph.Core.Snapshots.Scopes;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.Links;

/// <summary>Which file of a folder a link to the folder leads to.</summary>
/// <param name="patterns">The names, the first of which that is there counts; each may be a pattern.</param>
internal sealed class IndexNames(ValueList<string> patterns)
{
    private static readonly SearchValues<char> OfPatterns = SearchValues.Create("*?[\\/!");

    private readonly ScopeRules[] rules =
        [.. patterns.Select(pattern => new ScopeRules(new SnapshotScope { Include = [pattern] }))];

    /// <summary>Those that are no patterns.</summary>
    public IEnumerable<string> PlainNames => patterns.Where(pattern => pattern.AsSpan().IndexOfAny(OfPatterns) < 0);

    /// <summary>The file, or null.</summary>
    public NamedEntry? FindIn(TreeFolder folder) => rules
        .Select(rule => folder.Entries.FirstOrDefault(
            entry => entry.Kind != TreeEntryKind.Directory && Matches(rule, entry.Name)))
        .FirstOrDefault(entry => entry is not null);

    private static bool Matches(ScopeRules rule, string name) =>
        rule.Decide(rule.Root, Encoding.Latin1.GetBytes(name), 0, isFolder: false) == ScopeDecision.Take;
}
