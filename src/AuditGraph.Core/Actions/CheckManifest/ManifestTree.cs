using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.CheckManifest;

/// <summary>What a scan found below a folder, ready to look paths up.</summary>
internal sealed class ManifestTree
{
    private readonly Dictionary<TreePath, TreeFile> files = [];
    private readonly HashSet<TreePath> folders = [];
    private readonly HashSet<TreePath> unseen;

    /// <summary>Of a scan.</summary>
    /// <param name="scan">The scan.</param>
    /// <param name="root">The folder.</param>
    /// <param name="cancellation">Stops the work.</param>
    public ManifestTree(ScanResult scan, TreePath root, CancellationToken cancellation)
    {
        unseen = [.. scan.Coverage.Gaps.Select(gap => gap.Path)];
        List<TreeFile> all = TreeFile.ListBelow(scan.Tree, root, cancellation);
        unseen.UnionWith(all.Where(file => !file.IsFile && file.Kind != TreeEntryKind.Link).Select(file => file.Path));
        all.RemoveAll(file => unseen.Contains(file.Path));
        foreach (TreeFile file in all)
        {
            files.Add(file.Path, file);
            for (TreePath above = FolderOf(file.Path);
                folders.Add(above) && !above.Bytes.IsEmpty;
                above = FolderOf(above))
            {
            }
        }

        Files = all;
    }

    /// <summary>The files and links that were seen, sorted.</summary>
    public IReadOnlyList<TreeFile> Files { get; }

    /// <summary>The file or link at a path; null where none was seen.</summary>
    public TreeFile? Find(TreePath path) => files.GetValueOrDefault(path);

    /// <summary>Whether a path is a folder with something in it.</summary>
    public bool IsFolder(TreePath path) => folders.Contains(path);

    /// <summary>Whether something at a path, or a folder that it would be in, was not seen.</summary>
    public bool IsUnseen(TreePath path) =>
        unseen.Count > 0 && (unseen.Contains(path) || FoldersAbove(path).Any(unseen.Contains));

    /// <summary>The symbolic link through which a path leads, or null.</summary>
    public TreeFile? FindLinkAbove(TreePath path) =>
        FoldersAbove(path).Select(Find).FirstOrDefault(file => file?.Kind == TreeEntryKind.Link);

    /// <summary>The folders that a path is in, the innermost first.</summary>
    public static IEnumerable<TreePath> FoldersAbove(TreePath path)
    {
        for (TreePath above = FolderOf(path); !above.Bytes.IsEmpty; above = FolderOf(above))
        {
            yield return above;
        }
    }

    private static TreePath FolderOf(TreePath path) =>
        TreePath.FromBytes(path.Bytes[..Math.Max(0, path.Bytes.LastIndexOf((byte)'/'))]);
}
