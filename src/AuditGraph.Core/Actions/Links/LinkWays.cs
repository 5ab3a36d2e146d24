using System.Text;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.Links;

/// <summary>The ways that links point out, as names from the workspace's root, which are bytes in Latin-1.</summary>
/// <param name="root">The folder that links beginning with <c>/</c> begin in.</param>
internal sealed class LinkWays(string root)
{
    private readonly List<string> rootNames = TargetSearch.NamesOf(Encoding.UTF8.GetBytes(root));

    /// <summary>The way of a link, without <c>.</c> and <c>..</c>; null where it leads out of the workspace.</summary>
    /// <param name="page">The page that the link is on.</param>
    /// <param name="target">Where the link leads.</param>
    public List<string>? Find(TreePath page, LinkTarget target) =>
        TargetSearch.Flatten([.. target.IsRooted ? rootNames : TargetSearch.NamesOf(page)[..^1], .. target.Names]);
}
