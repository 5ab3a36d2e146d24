using System.Text;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.Manifests;

/// <summary>
/// Names that differ in nothing but the normal form of Unicode, so that some systems hold them for one: they are two here.
/// </summary>
internal static class NameTwins
{
    /// <summary>Pairs of such names: each with the first of its kind.</summary>
    /// <param name="paths">Names, sorted and each once.</param>
    public static List<(TreePath First, TreePath Other)> Find(IEnumerable<TreePath> paths)
    {
        var first = new Dictionary<string, TreePath>(StringComparer.Ordinal);
        var twins = new List<(TreePath First, TreePath Other)>();
        foreach (TreePath path in paths)
        {
            if (KeyOf(path) is { } key && !first.TryAdd(key, path))
            {
                twins.Add((first[key], path));
            }
        }

        return twins;
    }

    /// <summary>What twins share; null of a name that can have none, because it is ASCII or no text.</summary>
    public static string? KeyOf(TreePath path) =>
        Ascii.IsValid(path.Bytes) || !System.Text.Unicode.Utf8.IsValid(path.Bytes)
            ? null
            : Decomposition.Of(Encoding.UTF8.GetString(path.Bytes));
}
