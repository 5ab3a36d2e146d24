using System.Collections.Concurrent;
using AuditGraph.Core.Actions.Contents;
using AuditGraph.Core.Snapshots.Scopes;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.CheckFiles;

/// <summary>Which rules look at what, going by names alone. For several threads at once.</summary>
internal sealed class RulePlaces
{
    private readonly IReadOnlyList<FileRule> rules;

    private readonly ConcurrentDictionary<IReadOnlyList<RuleGroup>, RuleSet> sets = new(new SameGroups());

    /// <summary>Makes it of a job's rules.</summary>
    public RulePlaces(IReadOnlyList<FileRule> rules)
    {
        this.rules = rules;

        // What several rules look at is decided once for all of them.
        IEnumerable<RuleGroup> groups = rules.GroupBy(
            rule => rule.Files, (files, some) => new RuleGroup(new ScopeRules(new SnapshotScope { Include = files }), [.. some]));
        Root = new RuleFolder(default, [.. groups.Select(group => new GroupFolder(group, group.Scope.Root))]);
    }

    /// <summary>The workspace's root.</summary>
    public RuleFolder Root { get; }

    /// <summary>A folder, by its path from the root; null where no rule looks at anything in it.</summary>
    public RuleFolder? Find(TreePath path)
    {
        RuleFolder? folder = Root;
        for (ReadOnlySpan<byte> rest = path.Bytes; folder is not null && !rest.IsEmpty;)
        {
            int slash = rest.IndexOf((byte)'/');
            folder = Enter(folder, slash < 0 ? rest : rest[..slash]);
            rest = slash < 0 ? [] : rest[(slash + 1)..];
        }

        return folder;
    }

    /// <summary>A folder in another; null where no rule looks at anything in it.</summary>
    public static RuleFolder? Enter(RuleFolder folder, ReadOnlySpan<byte> name)
    {
        TreePath path = folder.Path.Append(name);
        var entered = new List<GroupFolder>();
        foreach ((RuleGroup group, ScopeFolder scope) in folder.Groups)
        {
            ScopeDecision decision = Decide(group, scope, path, name.Length, isFolder: true);
            if (IsMeant(decision))
            {
                entered.Add(new GroupFolder(group, scope.Child(path.Bytes.Length, decision)));
            }
        }

        return entered.Count == 0 ? null : new RuleFolder(path, entered);
    }

    /// <summary>The rules that look at something; null where none does.</summary>
    /// <param name="folder">The folder that it is in.</param>
    /// <param name="path">What it is.</param>
    /// <param name="isFolder">Whether it is a folder.</param>
    public RuleSet? Look(RuleFolder folder, TreePath path, bool isFolder)
    {
        var looking = new List<RuleGroup>(folder.Groups.Count);
        foreach ((RuleGroup group, ScopeFolder scope) in folder.Groups)
        {
            if (IsMeant(Decide(group, scope, path, path.Name.Length, isFolder)))
            {
                looking.Add(group);
            }
        }

        return looking.Count == 0 ? null : sets.GetOrAdd(looking, SetOf);
    }

    /// <summary>
    /// What the rules ask of the contents of a folder's files; null where no rule looks at anything in it.
    /// </summary>
    public QuestionFinder<KnownContent>? QuestionsIn(TreePath path) => Find(path) is not { } folder
        ? null
        : name => Look(folder, folder.Path.Append(name), isFolder: false) is { OfContent.Count: > 0 } rules
            ? rules
            : null;

    private RuleSet SetOf(IReadOnlyList<RuleGroup> groups)
    {
        HashSet<FileRule> some = new(groups.SelectMany(group => group.Rules), ReferenceEqualityComparer.Instance);
        return new RuleSet(rules.Where(some.Contains));
    }

    private static bool IsMeant(ScopeDecision decision) => decision is not (ScopeDecision.LeaveOut or ScopeDecision.Reserved);

    private static ScopeDecision Decide(RuleGroup group, ScopeFolder scope, TreePath path, int nameLength, bool isFolder) =>
        group.Scope.Decide(scope, path.Bytes, path.Bytes.Length - nameLength, isFolder);

    /// <summary>A folder in which some rules may look at something.</summary>
    /// <param name="Path">Its path from the root.</param>
    /// <param name="Groups">These rules.</param>
    internal sealed record RuleFolder(TreePath Path, IReadOnlyList<GroupFolder> Groups);

    /// <summary>Rules that look at the same files.</summary>
    internal sealed class RuleGroup(ScopeRules scope, IReadOnlyList<FileRule> rules)
    {
        /// <summary>The files.</summary>
        public ScopeRules Scope => scope;

        /// <summary>The rules.</summary>
        public IReadOnlyList<FileRule> Rules => rules;
    }

    /// <summary>What is known of a folder by those that look at the same files.</summary>
    internal readonly record struct GroupFolder(RuleGroup Group, ScopeFolder Scope);

    private sealed class SameGroups : IEqualityComparer<IReadOnlyList<RuleGroup>>
    {
        public bool Equals(IReadOnlyList<RuleGroup>? left, IReadOnlyList<RuleGroup>? right) => left!.SequenceEqual(right!);

        public int GetHashCode(IReadOnlyList<RuleGroup> groups)
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
