using AuditGraph.Core.Actions.Scans;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Reports.Findings;
using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.Links;

/// <summary>
/// What links lead to and the job does not look at, so that nobody can tell whether it is there: not dead, and not as
/// if all were well.
/// </summary>
internal sealed class LeftOutTargets
{
    private const int MostTargets = 1000;

    private readonly LeftOutPaths leftOut;
    private readonly Dictionary<TreePath, (string Why, int Links)> targets = [];

    /// <summary>Of a scan.</summary>
    public LeftOutTargets(ScanResult scan) => leftOut = new LeftOutPaths(scan);

    /// <summary>What could not be told, and why; of very many targets the first.</summary>
    public IEnumerable<CheckGap> Gaps => targets
        .OrderBy(target => target.Key)
        .Take(MostTargets)
        .Select(target => new CheckGap(
            target.Key.ToString(),
            $"{CountText.Of(target.Value.Links, "link leads", "links lead")} to it, but {target.Value.Why}.",
            AuditVerdict.Warn))
        .Concat(targets.Count <= MostTargets
            ? []
            : [More(targets.Count - MostTargets)]);

    /// <summary>Takes note of a target that was not found, where it is left out.</summary>
    /// <returns>Whether it is.</returns>
    public bool Take(TreePath path, bool isFolder)
    {
        // What is not there does not say whether it would be a folder.
        string? why = (isFolder ? null : leftOut.FindReason(path, isFolder: false))
            ?? leftOut.FindReason(path, isFolder: true);
        return why is not null && Add(path, why);
    }

    /// <summary>Takes note of a symbolic link through which links lead out of the workspace.</summary>
    public void TakeLink(TreePath path) => Add(path, "it is a symbolic link out of the workspace, or one of too many");

    private static CheckGap More(int count) =>
        new(null, $"{CountText.Of(count, "more target")} could not be told.", AuditVerdict.Warn);

    private bool Add(TreePath path, string why)
    {
        targets[path] = (why, targets.GetValueOrDefault(path).Links + 1);
        return true;
    }
}
