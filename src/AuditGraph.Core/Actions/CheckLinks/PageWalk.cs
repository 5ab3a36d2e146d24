using AuditGraph.Core.Canonical;
using AuditGraph.Core.Snapshots.Scopes;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.CheckLinks;

/// <summary>Goes through a scan's tree once and finds the files whose links are checked. Reads no file.</summary>
internal static class PageWalk
{
    /// <summary>The files that patterns match and that were seen, sorted by path.</summary>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static List<PageFile> Find(SnapshotTree tree, ValueList<string> patterns, CancellationToken cancellation)
    {
        var rules = new ScopeRules(new SnapshotScope { Include = patterns });
        var pages = new List<PageFile>();
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
                    PageFormat format = PageFormats.Of(path) == PageFormat.Html ? PageFormat.Html : PageFormat.Markdown;
                    pages.Add(new PageFile(path, format, entry.Hash, entry.Bytes));
                }
            }
        }

        pages.Sort((one, other) => one.Path.CompareTo(other.Path));
        return pages;
    }
}

/// <summary>A file that is read as a page.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Format">How it is written.</param>
/// <param name="Hash">The SHA-256 of its content.</param>
/// <param name="Bytes">Its size.</param>
internal sealed record PageFile(TreePath Path, PageFormat Format, ContentHash Hash, long Bytes);
