using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.CheckIntegrity;

/// <summary>
/// Which rule decides on a path: that whose pattern is the most specific of all that speak of the path or of a folder
/// above it. Of equally specific ones the last decides, and the other is told.
/// </summary>
internal sealed class IntegrityPolicy
{
    private readonly PolicyPattern[] mostSpecificFirst;

    /// <summary>The policy of some rules.</summary>
    public IntegrityPolicy(IReadOnlyList<IntegrityRule> rules)
    {
        Rules = rules;
        mostSpecificFirst =
        [
            .. rules.SelectMany(rule => rule.Patterns.Select(text => new PolicyPattern(text, rule)))
                .OrderDescending(),
        ];
        Root = Decide(PolicyDecision.None, default, isFolder: true);
    }

    /// <summary>The rules.</summary>
    public IReadOnlyList<IntegrityRule> Rules { get; }

    /// <summary>What is said of the root.</summary>
    public PolicyDecision Root { get; }

    /// <summary>What is said of an entry of a folder.</summary>
    /// <param name="folder">What is said of the folder, which holds for all in it that nothing else speaks of.</param>
    /// <param name="path">The entry's path from the root.</param>
    /// <param name="isFolder">Whether it is a folder.</param>
    public PolicyDecision Decide(PolicyDecision folder, ReadOnlySpan<byte> path, bool isFolder)
    {
        PolicyDecision decision = folder;
        foreach (PolicyPattern pattern in mostSpecificFirst)
        {
            if (decision.Pattern is { } best && pattern.CompareTo(best) < 0)
            {
                break;
            }

            if (pattern.IsMatch(path, isFolder))
            {
                decision = decision.With(pattern);
            }
        }

        return decision;
    }

    /// <summary>What is said of a path.</summary>
    public PolicyDecision Decide(TreePath path, bool isFolder) =>
        Way(path, isFolder).Aggregate(Root, (above, step) => Decide(above, step.Path.Bytes, step.IsFolder));

    /// <summary>All patterns that speak of a path or of a folder above it, the most specific first.</summary>
    public IEnumerable<PolicyPattern> FindAll(TreePath path, bool isFolder) => mostSpecificFirst.Where(pattern =>
        pattern.IsMatch(default, isFolder: true)
        || Way(path, isFolder).Any(step => pattern.IsMatch(step.Path.Bytes, step.IsFolder)));

    // The folders above a path, the outermost first, then the path itself.
    private static IEnumerable<(TreePath Path, bool IsFolder)> Way(TreePath path, bool isFolder)
    {
        for (int end = 0; (end = path.Bytes[end..].IndexOf((byte)'/') is >= 0 and var slash ? end + slash : -1) >= 0; end++)
        {
            yield return (TreePath.FromBytes(path.Bytes[..end]), true);
        }

        yield return (path, isFolder);
    }
}
