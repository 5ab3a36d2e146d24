using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Runs.Approvals;

/// <summary>
/// Tells of files that are not what a run saw whether they have only grown since, as logs do: what the run saw is then still
/// their beginning, and can be approved.
/// </summary>
/// <param name="root">The workspace's root.</param>
/// <param name="seen">What the run saw.</param>
internal sealed class GrownFiles(string root, SnapshotTree seen) : IDisposable
{
    private readonly FileBeginnings beginnings = new(root);

    /// <summary>Whether a file has only grown.</summary>
    /// <param name="change">How it differs from what the run saw.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="AuditEvidenceException">A node is missing or corrupt.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public bool Has(SnapshotChange change, CancellationToken cancellation)
    {
        if (change.Kind != AuditChangeKind.Modified)
        {
            return false;
        }

        TreePath folder = change.Path.Folder;
        SnapshotTree part = folder.Bytes.IsEmpty ? seen : TreeLookup.Below(seen, folder);
        var entries = new TreeNodeReader(part.Nodes.Read(part.Root).Span);
        while (entries.MoveNext())
        {
            TreeEntry entry = entries.Current;
            if (entry.Name.SequenceEqual(change.Path.Name))
            {
                return entry.Kind == change.EntryKind
                    && entry.Kind is TreeEntryKind.File or TreeEntryKind.Executable
                    && entry.Bytes <= change.Bytes
                    && beginnings.FindHash(change.Path, entry.Bytes, cancellation) == entry.Hash;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public void Dispose() => beginnings.Dispose();
}
