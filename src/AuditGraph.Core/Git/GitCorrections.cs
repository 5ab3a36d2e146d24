using AuditGraph.Core.Canonical;
using AuditGraph.Core.Native;
using AuditGraph.Core.Snapshots.Scopes;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Git;

/// <summary>Finds the differences that are none to git, because of how the work tree was checked out.</summary>
/// <param name="repository">The repository.</param>
/// <param name="files">Its work tree.</param>
/// <param name="scope">What is compared.</param>
internal sealed class GitCorrections(GitRepository repository, WorkTreeFiles files, SnapshotScope scope)
{
    private const GitCorrection None = GitCorrection.None;

    private Dictionary<TreePath, GitIndexEntry>? index;

    /// <summary>Finds them among all differences.</summary>
    /// <param name="entries">The commit's entries.</param>
    /// <param name="comparison">What differs between the commit and the work tree.</param>
    /// <param name="corrections">Takes what is found.</param>
    /// <param name="notes">Takes a sentence about each kind.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>Whether anything was found.</returns>
    public bool Judge(
        List<GitTreeEntry> entries,
        SnapshotComparison comparison,
        Dictionary<TreePath, GitCorrection> corrections,
        List<string> notes,
        CancellationToken cancellation)
    {
        var kinds = new Lazy<Dictionary<TreePath, GitEntryKind>>(
            () => entries.ToDictionary(entry => TreePath.FromBytes(entry.Path), entry => entry.Kind));
        foreach (SnapshotChange change in comparison.Changes)
        {
            TreePath? gone = change.Kind == AuditChangeKind.Removed ? change.Path : change.PreviousPath;
            GitCorrection correction = gone is { } path ? OfRemoved(path, cancellation)
                : change.Kind == AuditChangeKind.Modified ? OfModified(change, kinds.Value[change.Path], cancellation)
                : None;
            if (correction != None)
            {
                corrections[gone ?? change.Path] = correction;
            }
        }

        Describe(corrections, notes, cancellation);
        return corrections.Count > 0;
    }

    private GitCorrection OfRemoved(TreePath path, CancellationToken cancellation)
    {
        index ??= IndexByPath(cancellation);
        if (index.TryGetValue(path, out GitIndexEntry? tracked))
        {
            return tracked.IsSkipped && files.TypeOf(path.Bytes) == FileType.Unknown ? GitCorrection.NotCheckedOut : None;
        }

        // Git tracks it no longer. If it is there all the same and was not seen, an ignore file leaves it out.
        return scope.RespectGitignore && files.TypeOf(path.Bytes) is FileType.File or FileType.Link ? GitCorrection.LeaveOut : None;
    }

    // The content is compared once more when the tree has been built anew, so only the kinds matter here.
    private GitCorrection OfModified(SnapshotChange change, GitEntryKind was, CancellationToken cancellation)
    {
        bool isFile = change.EntryKind is TreeEntryKind.File or TreeEntryKind.Executable;
        if (was == GitEntryKind.Link)
        {
            return isFile && !repository.Settings(cancellation).SymbolicLinks ? GitCorrection.LinkAsFile : None;
        }

        bool isOtherMode = isFile && was != GitEntryKind.Submodule
            && (was == GitEntryKind.Executable) != (change.EntryKind == TreeEntryKind.Executable);
        return isOtherMode && !repository.Settings(cancellation).FileMode ? GitCorrection.OtherMode : None;
    }

    private Dictionary<TreePath, GitIndexEntry> IndexByPath(CancellationToken cancellation)
    {
        var byPath = new Dictionary<TreePath, GitIndexEntry>();
        foreach (GitIndexEntry entry in repository.Index(cancellation))
        {
            byPath[TreePath.FromBytes(entry.Path)] = entry;
        }

        return byPath;
    }

    private void Describe(Dictionary<TreePath, GitCorrection> corrections, List<string> notes, CancellationToken cancellation)
    {
        int Number(GitCorrection kind) => corrections.Values.Count(correction => correction == kind);
        if (Number(GitCorrection.NotCheckedOut) is > 0 and int skipped)
        {
            notes.Add($"{CountText.Of(skipped, "file")} of the commit are not checked out (a sparse checkout) and not compared.");
        }

        if (Number(GitCorrection.LeaveOut) is > 0 and int left)
        {
            notes.Add($"{CountText.Of(left, "file")} of the commit are still there, but git tracks them no longer and ignores them; they are left out.");
        }

        GitSettings settings = repository.Settings(cancellation);
        if (!settings.FileMode)
        {
            notes.Add(
                "core.fileMode is false, so the executable bit is not compared, as git does not compare it; "
                + $"{CountText.Of(Number(GitCorrection.OtherMode), "file differs", "files differ")} in it.");
        }

        if (!settings.SymbolicLinks)
        {
            notes.Add(
                "core.symlinks is false, so a file that holds a link's target counts as that link; "
                + $"{CountText.Of(Number(GitCorrection.LinkAsFile), "link is", "links are")} checked out as a file.");
        }

        if (settings.IgnoreCase)
        {
            notes.Add("core.ignoreCase is true: git takes names that differ in case alone for the same, this report does not.");
        }
    }
}
