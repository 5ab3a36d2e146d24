using AuditGraph.Core.Canonical;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.CheckFiles;

/// <summary>Goes through a scan's tree once and finds what each rule looks at. Reads no file.</summary>
/// <param name="places">Which rules look at what.</param>
internal sealed class RuleWalk(RulePlaces places)
{
    private readonly List<MatchedFile> files = [];
    private readonly HashSet<RuleSet> sets = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<FileRule> uncertain = new(ReferenceEqualityComparer.Instance);

    /// <summary>What the rules look at, in the order of the tree.</summary>
    public IReadOnlyList<MatchedFile> Files => files;

    /// <summary>The sets of rules of these files.</summary>
    public IReadOnlyCollection<RuleSet> Sets => sets;

    /// <summary>Whether a rule may look at more than was found, because a folder was not looked into.</summary>
    public bool IsUncertain(FileRule rule) => uncertain.Contains(rule);

    /// <summary>Goes through a tree.</summary>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public void Visit(SnapshotTree tree, CancellationToken cancellation)
    {
        var pending = new Stack<(RulePlaces.RuleFolder Folder, ContentHash Node)>();
        pending.Push((places.Root, tree.Root));
        while (pending.TryPop(out (RulePlaces.RuleFolder Folder, ContentHash Node) next))
        {
            cancellation.ThrowIfCancellationRequested();
            var entries = new TreeNodeReader(tree.Nodes.Read(next.Node).Span);
            while (entries.MoveNext())
            {
                TreeEntry entry = entries.Current;
                if (!entry.IsDirectory)
                {
                    Look(next.Folder, entry);
                }
                else if (RulePlaces.Enter(next.Folder, entry.Name) is { } folder)
                {
                    pending.Push((folder, entry.Hash));
                }
            }
        }
    }

    private void Look(RulePlaces.RuleFolder folder, in TreeEntry entry)
    {
        TreePath path = folder.Path.Append(entry.Name);
        bool isFolder = entry.Kind == TreeEntryKind.UnseenDirectory;
        if (places.Look(folder, path, isFolder) is not { } looking)
        {
            return;
        }

        if (isFolder)
        {
            uncertain.UnionWith(looking.All);
        }
        else
        {
            sets.Add(looking);
            files.Add(new MatchedFile(path, entry.Kind, entry.Bytes, entry.Hash, looking));
        }
    }
}
