using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Scopes;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.Scans;

/// <summary>Tells of paths that a scan did not find whether that is because the job does not look at them.</summary>
internal sealed class LeftOutPaths
{
    private const string OfEveryJob = "every job leaves it out";

    private readonly ScopeView scope;

    /// <summary>Of a scan.</summary>
    public LeftOutPaths(ScanResult scan) => scope = new ScopeView(
        scan.Rules,
        scan.IgnoreFiles is { } files ? PathTexts.Read(files.Root, files.Nodes) : new Dictionary<TreePath, byte[]>());

    /// <summary>Of what a job says alone; what ignore files say besides is not known.</summary>
    public LeftOutPaths(SnapshotScope asked) =>
        scope = new ScopeView(new ScopeRules(asked), new Dictionary<TreePath, byte[]>());

    /// <summary>Why the job does not look at a path, in words that follow "but"; null where it does.</summary>
    /// <param name="path">The path.</param>
    /// <param name="isFolder">Whether it is a folder.</param>
    public string? FindReason(TreePath path, bool isFolder) =>
        IsReserved(path) ? OfEveryJob
            : scope.FindRuleAgainst(path, isFolder) is { } rule ? $"the job leaves it out ({rule})"
            : null;

    private static bool IsReserved(TreePath path)
    {
        string[] names = path.ToString().Split('/');
        return names[0] is ".pkg" or "exports" || names.Contains(".git");
    }
}
