using AuditGraph.Core.Actions;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Scopes;
using AuditGraph.Core.Snapshots.Stores;
using AuditGraph.Core.Snapshots.Trees;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Runs.Approvals;

/// <summary>
/// Holds the workspace, as it is now, against what a run saw: what changed since nobody has looked at. What has been added
/// to the end of a file since is no part of what is approved, and so hinders nothing.
/// </summary>
/// <param name="workspace">The workspace.</param>
/// <param name="disk">The disk.</param>
/// <param name="clock">The clock.</param>
/// <param name="observer">Who is told of progress.</param>
internal sealed class MovedOn(Workspace workspace, IDisk disk, TimeProvider clock, IAuditObserver observer)
{
    /// <summary>Refuses an approval where anything of it has changed since the run.</summary>
    /// <param name="run">The run that is approved.</param>
    /// <param name="snapshot">The snapshot of what it saw.</param>
    /// <param name="store">The snapshots.</param>
    /// <param name="selection">What is approved.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="AuditRunException"><c>TreeMovedOn</c>.</exception>
    /// <exception cref="AuditException">The workspace cannot be scanned.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public void Refuse(
        string run, SnapshotHeader snapshot, SnapshotStore store, PathSelection selection, CancellationToken cancellation)
    {
        // Without an index that is written: a question leaves nothing behind.
        var sight = new WorkspaceSight(workspace, disk, clock) { KeepsIndex = false };
        var request = new ScanRequest(snapshot.Scope, Rehash.Changed, AllowsFallback: false);
        ScanResult scan = sight.Scan(request, isAnew: false, listener: null, observer, cancellation).Result;
        var changes = new SortedDictionary<TreePath, string>();
        SnapshotTree seen = store.Open(snapshot);
        using (var grown = new GrownFiles(workspace.Root, seen))
        {
            AddContent(SnapshotDiff.Compare(seen, scan.Tree, cancellation), grown);
        }

        if (store.OpenFacts(snapshot) is { } facts)
        {
            AddFacts(SnapshotDiff.Compare(facts, ScannedFacts.Of(scan.Found, cancellation), cancellation));
        }

        if (changes.Count > 0)
        {
            string named = NamedPaths.Of([.. changes.Select(change => $"'{change.Key}' {change.Value}")]);
            throw new AuditRunException(
                ApprovalErrors.TreeMovedOn,
                $"{CountText.Of(changes.Count, "path")} changed since the run {run}: {named}.")
            {
                Target = run,
            };
        }

        void AddContent(SnapshotComparison content, GrownFiles grown)
        {
            foreach (SnapshotChange change in content.Changes.Where(change => !grown.Has(change, cancellation)))
            {
                Note(change.Path, isFolder: false, change.Kind switch
                {
                    AuditChangeKind.Added or AuditChangeKind.Renamed => "was added",
                    AuditChangeKind.Removed => "was removed",
                    _ => "was changed",
                });
                if (change.PreviousPath is { } old)
                {
                    Note(old, isFolder: false, "was removed");
                }
            }

            foreach (TreePath path in content.Uncompared)
            {
                Note(path, isFolder: false, "cannot be seen now");
            }
        }

        void AddFacts(SnapshotComparison content)
        {
            foreach (SnapshotChange change in content.Changes.Where(change => change.Kind == AuditChangeKind.Modified))
            {
                TreePath path = change.Path;
                bool isFolder = path.Name.SequenceEqual(EntryFacts.NameOfFolder);
                Note(isFolder ? path.Folder : path, isFolder, "has other permissions, another owner or other links");
            }
        }

        void Note(TreePath path, bool isFolder, string what)
        {
            if (selection.Contains(path, isFolder))
            {
                changes.TryAdd(path, what);
            }
        }
    }
}
