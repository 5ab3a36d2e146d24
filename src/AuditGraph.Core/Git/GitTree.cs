using System.Text;
using AuditGraph.Core.Snapshots.Scopes;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Git;

/// <summary>Makes a comparable tree of a git commit.</summary>
internal static class GitTree
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The tree of a commit, as far as a scope covers it.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="commit">The commit's id.</param>
    /// <param name="root">The workspace's root.</param>
    /// <param name="current">What the workspace holds of the scope now.</param>
    /// <param name="scope">The scope.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="AuditRunException"><c>GitFailed</c>.</exception>
    public static SnapshotTree Read(
        GitRepository repository, string commit, string root, SnapshotTree current, SnapshotScope scope, CancellationToken cancellation)
    {
        IReadOnlyList<GitFile> files = repository.ReadFiles(commit, cancellation);
        SnapshotTree whole = Build(files, []);

        // Whether an ignore file or a mount point leaves a committed file out cannot be told from the commit. One that
        // is still there, and that the scan did not see, is left out by the scope: it was not removed.
        var patterns = new SnapshotScope { Include = scope.Include, Exclude = scope.Exclude };
        SnapshotTree tree = TreeFilter.Apply(whole, patterns, cancellation);
        HashSet<TreePath> leftOut = [.. SnapshotDiff.Compare(tree, current, cancellation).Changes
            .Select(change => change.Kind == AuditChangeKind.Removed ? change.Path : change.PreviousPath)
            .OfType<TreePath>()
            .Where(path => IsThere(root, path))];
        return leftOut.Count == 0 ? tree : TreeFilter.Apply(Build(files, leftOut), patterns, cancellation);
    }

    private static SnapshotTree Build(IReadOnlyList<GitFile> files, HashSet<TreePath> leftOut)
    {
        var builder = new TreeBuilder();
        foreach (GitFile file in files.Where(file => !leftOut.Contains(TreePath.FromBytes(file.Path))))
        {
            if (file.LinkTarget is { } target)
            {
                builder.AddLink(file.Path, target);
            }
            else
            {
                builder.AddFile(file.Path, file.IsExecutable, file.Bytes, file.Hash);
            }
        }

        return builder.Build();
    }

    private static bool IsThere(string root, TreePath path)
    {
        try
        {
            return Path.Exists(Path.Join(root, Utf8.GetString(path.Bytes)));
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
