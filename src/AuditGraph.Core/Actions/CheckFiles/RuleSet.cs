using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Actions.CheckFiles;

/// <summary>
/// The rules that look at a file, in the order of the job. There are few sets as a rule, and very many files of each.
/// </summary>
internal sealed class RuleSet
{
    /// <summary>The set of some rules.</summary>
    public RuleSet(IEnumerable<FileRule> rules)
    {
        All = [.. rules];
        OfTree = [.. All.Where(rule => rule.LooksAtTree)];
        OfContent = [.. All.Where(rule => !rule.Content.IsEmpty)];
        Demands = ContentHash.Of([.. OfContent.SelectMany(rule => rule.Content.Digest.Bytes.ToArray())]);
    }

    /// <summary>All of them.</summary>
    public IReadOnlyList<FileRule> All { get; }

    /// <summary>Those that judge the file itself, which is not read for it.</summary>
    public IReadOnlyList<FileRule> OfTree { get; }

    /// <summary>Those that ask about its content.</summary>
    public IReadOnlyList<FileRule> OfContent { get; }

    /// <summary>What tells all that they ask about a content from what others ask.</summary>
    public ContentHash Demands { get; }
}
