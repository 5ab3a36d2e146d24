using AuditGraph.Core.Errors;
using AuditGraph.Core.Native;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Git;

/// <summary>Finds out what is checked out of each submodule.</summary>
/// <param name="repository">The repository that has them.</param>
/// <param name="files">The repository's work tree.</param>
/// <param name="compare">Compares a submodule's files with the commit that is checked out there.</param>
internal sealed class GitSubmodules(
    GitRepository repository, WorkTreeFiles files, Func<GitRepository, string, SnapshotTree, TreePath, GitComparison> compare)
{
    /// <summary>The submodules that a commit or the index has in a scope, sorted by path.</summary>
    /// <param name="entries">The commit's entries in the scope.</param>
    /// <param name="scanned">What the repository's folder holds of the scope now.</param>
    /// <param name="patterns">The scope's patterns.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="AuditRunException">One of <see cref="GitErrors"/>.</exception>
    public IEnumerable<GitSubmodule> Find(
        List<GitTreeEntry> entries, SnapshotTree scanned, GitScope patterns, CancellationToken cancellation)
    {
        var recorded = new SortedDictionary<TreePath, string?>();
        var indexed = new Dictionary<TreePath, GitIndexEntry>();
        foreach (GitIndexEntry entry in repository.Index(cancellation).Where(entry => entry.Kind == GitEntryKind.Submodule))
        {
            if (!GitScope.IsOut(patterns.Decide(entry.Path, isFolder: true)))
            {
                recorded[TreePath.FromBytes(entry.Path)] = null;
                indexed[TreePath.FromBytes(entry.Path)] = entry;
            }
        }

        foreach (GitTreeEntry entry in entries.Where(entry => entry.Kind == GitEntryKind.Submodule))
        {
            recorded[TreePath.FromBytes(entry.Path)] = entry.ObjectId;
        }

        byte[] last = [];
        foreach ((TreePath path, string? commit) in recorded)
        {
            // The commit may have one where the index has one below it; only what is outermost is a submodule of this repository.
            if (last.Length > 0 && path.Bytes.StartsWith(last))
            {
                continue;
            }

            GitSubmodule found = Examine(path, commit, indexed.GetValueOrDefault(path), scanned, cancellation);
            if (commit is not null || found.Current is not null)
            {
                yield return found;
            }

            last = found.Current is null ? last : [.. path.Bytes, (byte)'/'];
        }
    }

    private GitSubmodule Examine(
        TreePath path,
        string? recorded,
        GitIndexEntry? tracked,
        SnapshotTree scanned,
        CancellationToken cancellation)
    {
        // An empty folder is how git leaves a submodule that was not asked for: it is at the commit that the index names.
        // One with files in it, and no repository of its own, is no submodule any more.
        GitSubmodule NotCheckedOut() => new(path, recorded, tracked!.ObjectId, GitSubmoduleContents.NotCheckedOut);
        var absent = new GitSubmodule(path, recorded, null, GitSubmoduleContents.Absent);
        FileType type = files.TypeOf(path.Bytes);
        if (type != FileType.Directory)
        {
            return tracked is { IsSkipped: true } && type == FileType.Unknown && files.MayHold(path.Bytes) ? NotCheckedOut() : absent;
        }

        SnapshotTree below = TreeLookup.Below(scanned, path);
        if (files.TypeOf([.. path.Bytes, .. "/.git"u8]) != FileType.Unknown && RawPath.AsText(path.Bytes) is { } name)
        {
            var inner = new GitRepository(Path.Join(repository.Folder, name));
            if (inner.Locate(cancellation) is { Depth: 0 } && inner.Head(cancellation) is { } head)
            {
                return new GitSubmodule(path, recorded, head, ContentsOf(compare(inner, head, below, path), cancellation));
            }
        }

        return below.Files == 0 && tracked is not null ? NotCheckedOut() : absent;
    }

    private static GitSubmoduleContents ContentsOf(GitComparison inside, CancellationToken cancellation)
    {
        SnapshotComparison comparison = SnapshotDiff.Compare(inside.Baseline, inside.Current, cancellation);
        return comparison.Changes.Any(change => change.Kind != AuditChangeKind.Added) ? GitSubmoduleContents.ModifiedContent
            : comparison.Changes.Count > 0 ? GitSubmoduleContents.UntrackedContent
            : GitSubmoduleContents.Clean;
    }
}
