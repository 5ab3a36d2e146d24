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
    private readonly Dictionary<List<RuleGroup>, RuleSet> sets = new(new SameGroups());
    private List<RuleGroup> looking = [];

    /// <summary>What the rules look at, in the order of the tree.</summary>
    public IReadOnlyList<MatchedFile> Files => files;

    /// <summary>The sets of rules of these files.</summary>
    public IReadOnlyCollection<RuleSet> Sets => sets.Values;

    /// <summary>Whether a rule may look at more than was found, because a folder was not looked into.</summary>
    public bool IsUncertain(FileRule rule) => uncertain.Contains(rule);

    /// <summary>Goes through a tree.</summary>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public void Visit(SnapshotTree tree, CancellationToken cancellation)
    {
        // What several rules look at is decided once for all of them.
        IEnumerable<RuleGroup> groups = rules.GroupBy(
            rule => rule.Files, (files, some) => new RuleGroup(new ScopeRules(new SnapshotScope { Include = files }), [.. some]));
        var pending = new Stack<Folder>();
        pending.Push(new Folder(default, tree.Root, [.. groups.Select(group => new GroupFolder(group, group.Scope.Root))]));
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
        var entered = new List<GroupFolder>();
        foreach ((RuleGroup group, ScopeFolder scope) in folder.Groups)
        {
            ScopeDecision decision = Decide(group, scope, path, entry.Name.Length, isFolder: true);
            if (decision is not (ScopeDecision.LeaveOut or ScopeDecision.Reserved))
            {
                entered.Add(new GroupFolder(group, scope.Child(path.Bytes.Length, decision)));
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
        looking.Clear();
        foreach ((RuleGroup group, ScopeFolder scope) in folder.Groups)
        {
            if (Decide(group, scope, path, entry.Name.Length, isFolder) is not (ScopeDecision.LeaveOut or ScopeDecision.Reserved))
            {
                looking.Add(group);
            }
        }

        if (isFolder)
        {
            uncertain.UnionWith(looking.SelectMany(group => group.Rules));
        }
        else if (looking.Count > 0)
        {
            files.Add(new MatchedFile(path, entry.Kind, entry.Bytes, entry.Hash, SetOfLooking()));
        }
    }

    private RuleSet SetOfLooking()
    {
        if (!sets.TryGetValue(looking, out RuleSet? set))
        {
            HashSet<FileRule> some = new(looking.SelectMany(group => group.Rules), ReferenceEqualityComparer.Instance);
            set = new RuleSet(rules.Where(some.Contains));
            sets.Add(looking, set);
            looking = [];
        }

        return set;
    }

    private static ScopeDecision Decide(RuleGroup group, ScopeFolder scope, TreePath path, int nameLength, bool isFolder) =>
        group.Scope.Decide(scope, path.Bytes, path.Bytes.Length - nameLength, isFolder);

    /// <summary>Rules that look at the same files.</summary>
    private sealed class RuleGroup(ScopeRules scope, IReadOnlyList<FileRule> rules)
    {
        public ScopeRules Scope => scope;

        public IReadOnlyList<FileRule> Rules => rules;
    }

    private readonly record struct GroupFolder(RuleGroup Group, ScopeFolder Scope);

    /// <summary>A folder to look into, and the rules that may look at something in it.</summary>
    private sealed record Folder(TreePath Path, ContentHash Node, IReadOnlyList<GroupFolder> Groups);

    private sealed class SameGroups : IEqualityComparer<List<RuleGroup>>
    {
        public bool Equals(List<RuleGroup>? left, List<RuleGroup>? right) => left!.SequenceEqual(right!);

        public int GetHashCode(List<RuleGroup> groups)
        {
            var hash = new HashCode();
            foreach (RuleGroup group in groups)
            {
                hash.Add(group);
            }

            return hash.ToHashCode();
        }
    }
}
