using AuditGraph.Core.Canonical;
using AuditGraph.Core.Snapshots.Scopes;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.Contents;

/// <summary>Goes through a scan's tree once and finds the files that patterns match. Reads no file.</summary>
internal static class FileWalk
{
    /// <summary>The files that patterns match and that were seen, sorted by path.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="patterns">The patterns; every file where there is none.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static List<FoundFile> Find(SnapshotTree tree, ValueList<string> patterns, CancellationToken cancellation)
    {
        var rules = new ScopeRules(new SnapshotScope { Include = patterns });
        var files = new List<FoundFile>();
        var pending = new Stack<(TreePath Path, ContentHash Node, ScopeFolder Scope)>();
        pending.Push((default, tree.Root, rules.Root));
        while (pending.TryPop(out (TreePath Path, ContentHash Node, ScopeFolder Scope) folder))
        {
            cancellation.ThrowIfCancellationRequested();
            var entries = new TreeNodeReader(tree.Nodes.Read(folder.Node).Span);
            while (entries.MoveNext())
            {
                TreeEntry entry = entries.Current;
                if (!entry.IsDirectory && entry.Kind is not (TreeEntryKind.File or TreeEntryKind.Executable))
                {
                    continue;
                }

                TreePath path = folder.Path.Append(entry.Name);
                int nameStart = path.Bytes.Length - entry.Name.Length;
                ScopeDecision decision = rules.Decide(folder.Scope, path.Bytes, nameStart, entry.IsDirectory);
                if (decision is ScopeDecision.LeaveOut or ScopeDecision.Reserved)
                {
                    continue;
                }

                if (entry.IsDirectory)
                {
                    pending.Push((path, entry.Hash, folder.Scope.Child(path.Bytes.Length, decision)));
                }
                else
                {
                    files.Add(new FoundFile(path, entry.Hash, entry.Bytes));
                }
            }
        }

        files.Sort((one, other) => one.Path.CompareTo(other.Path));
        return files;
    }
}

/// <summary>A file that was found.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Hash">The SHA-256 of its content.</param>
/// <param name="Bytes">Its size.</param>
internal readonly record struct FoundFile(TreePath Path, ContentHash Hash, long Bytes);
