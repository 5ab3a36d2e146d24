using System.Text;
using System.Text.Unicode;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.Manifests;

/// <summary>
/// Names that differ in nothing but the normal form of Unicode, so that some systems hold
/// them for one: they are two here.
/// </summary>
internal static class NameTwins
{
    /// <summary>Pairs of such names, sorted: each with the first of its kind.</summary>
    /// <param name="paths">Names, each once.</param>
    public static List<(TreePath First, TreePath Other)> Find(IEnumerable<TreePath> paths)
    {
        var first = new Dictionary<string, TreePath>(StringComparer.Ordinal);
        var twins = new List<(TreePath First, TreePath Other)>();
        foreach (TreePath path in paths.Where(path => !Ascii.IsValid(path.Bytes)).Order())
        {
            if (KeyOf(path) is { } key && !first.TryAdd(key, path))
            {
                twins.Add((first[key], path));
            }
        }

        return twins;
    }

    // What twins share; null of a name that is no text.
    private static string? KeyOf(TreePath path) =>
        Utf8.IsValid(path.Bytes) ? Decomposition.Of(Encoding.UTF8.GetString(path.Bytes)) : null;
}
