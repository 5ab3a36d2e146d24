using AuditGraph.Core.Canonical;
using AuditGraph.Core.Snapshots.Scopes;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.CheckFiles;

/// <summary>Goes through a scan's tree once and finds what each rule looks at. Reads no file.</summary>
/// <param name="rules">The rules.</param>
internal sealed class RuleWalk(IReadOnlyList<FileRule> rules)
{
    private readonly List<MatchedFile> files = [];
    private readonly HashSet<FileRule> uncertain = new(ReferenceEqualityComparer.Instance);

    /// <summary>What the rules look at, in the order of the tree.</summary>
    public IReadOnlyList<MatchedFile> Files => files;

    /// <summary>Whether a rule may look at more than was found, because a folder was not looked into.</summary>
    public bool IsUncertain(FileRule rule) => uncertain.Contains(rule);

    /// <summary>Goes through a tree.</summary>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public void Visit(SnapshotTree tree, CancellationToken cancellation)
    {
        var pending = new Stack<Folder>();
        pending.Push(new Folder(default, tree.Root, [.. rules.Select(rule => new RuleFolder(rule, rule.Scope.Root))]));
        while (pending.TryPop(out Folder? folder))
        {
            cancellation.ThrowIfCancellationRequested();
            var entries = new TreeNodeReader(tree.Nodes.Read(folder.Node).Span);
            while (entries.MoveNext())
            {
                if (entries.Current.IsDirectory)
                {
                    Enter(folder, entries.Current, pending);
                }
                else
                {
                    Look(folder, entries.Current);
                }
            }
        }
    }

    private static void Enter(Folder folder, in TreeEntry entry, Stack<Folder> pending)
    {
        TreePath path = folder.Path.Append(entry.Name);
        var entered = new List<RuleFolder>();
        foreach ((FileRule rule, ScopeFolder scope) in folder.Rules)
        {
            ScopeDecision decision = Decide(rule, scope, path, entry.Name.Length, isFolder: true);
            if (decision is not (ScopeDecision.LeaveOut or ScopeDecision.Reserved))
            {
                entered.Add(new RuleFolder(rule, scope.Child(path.Bytes.Length, decision)));
            }
        }

        if (entered.Count > 0)
        {
            pending.Push(new Folder(path, entry.Hash, entered));
        }
    }

    private void Look(Folder folder, in TreeEntry entry)
    {
        TreePath path = folder.Path.Append(entry.Name);
        bool isFolder = entry.Kind == TreeEntryKind.UnseenDirectory;
        var looking = new List<FileRule>();
        foreach ((FileRule rule, ScopeFolder scope) in folder.Rules)
        {
            if (Decide(rule, scope, path, entry.Name.Length, isFolder) is ScopeDecision.LeaveOut or ScopeDecision.Reserved)
            {
                continue;
            }

            if (isFolder)
            {
                uncertain.Add(rule);
            }
            else
            {
                looking.Add(rule);
            }
        }

        if (looking.Count > 0)
        {
            files.Add(new MatchedFile(path, entry.Kind, entry.Bytes, entry.Hash, looking));
        }
    }

    private static ScopeDecision Decide(FileRule rule, ScopeFolder scope, TreePath path, int nameLength, bool isFolder) =>
        rule.Scope.Decide(scope, path.Bytes, path.Bytes.Length - nameLength, isFolder);

    private readonly record struct RuleFolder(FileRule Rule, ScopeFolder Scope);

    /// <summary>A folder to look into, and the rules that may look at something in it.</summary>
    private sealed record Folder(TreePath Path, ContentHash Node, IReadOnlyList<RuleFolder> Rules);
}
