using System.Text;
using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Scopes;
using AuditGraph.Core.Snapshots.Stores;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Baselines;

/// <summary>What is known of what a run did not see.</summary>
/// <param name="Trees">What goes into the snapshot; null where all was seen.</param>
/// <param name="Runs">The run that saw each such thing last; those that none saw are not in it.</param>
/// <param name="Warning">Why nothing could be carried, in a sentence; null mostly.</param>
internal sealed record CarriedKnowledge(CarriedTrees? Trees, IReadOnlyDictionary<TreePath, string> Runs, string? Warning = null);

/// <summary>
/// Carries from run to run of a job what was last seen of what cannot be seen for a while, so that it is compared with
/// that as soon as it can be seen again, however many runs later.
/// </summary>
/// <param name="store">The snapshots.</param>
/// <param name="choice">Which of them count.</param>
internal sealed class LastSeen(SnapshotStore store, SnapshotChoice choice)
{
    private static readonly Dictionary<TreePath, string> NoRuns = [];

    /// <summary>What is known of what a scan did not see, from the job's last run.</summary>
    /// <param name="scan">The scan.</param>
    /// <param name="job">The job's name.</param>
    /// <exception cref="AuditException">The ledger cannot be read.</exception>
    public CarriedKnowledge Carry(ScanResult scan, string job)
    {
        if (scan.Coverage.Gaps.Count == 0)
        {
            return new CarriedKnowledge(null, NoRuns);
        }

        if (choice.History(job).FirstOrDefault() is not { } last)
        {
            return new CarriedKnowledge(new CarriedTrees(scan.Tree, null), NoRuns);
        }

        try
        {
            return Carry(scan, last);
        }
        catch (AuditEvidenceException damaged)
        {
            return new CarriedKnowledge(null, NoRuns, $"What was not seen could not be looked up in the job's last run, {last.RunId}: {damaged.Message}");
        }
    }

    /// <summary>
    /// What was known when a snapshot was taken. A snapshot of an earlier version does not hold that, so it is put together
    /// from those of the job's runs before it.
    /// </summary>
    /// <param name="header">The snapshot.</param>
    /// <exception cref="AuditException">A snapshot is damaged or cannot be read.</exception>
    public SnapshotTree OpenKnown(SnapshotHeader header)
    {
        var chain = new Stack<(SnapshotHeader Header, SnapshotTree Tree, IReadOnlyList<TreePath> Unseen)>();
        IEnumerable<SnapshotHeader> older = choice.History(header.Job).SkipWhile(other => other.RunId != header.RunId).Skip(1);
        foreach (SnapshotHeader one in older.Prepend(header))
        {
            SnapshotTree tree = store.OpenKnown(one);
            IReadOnlyList<TreePath> unseen = one.Gaps == 0 || one.Known is not null ? [] : TreeFill.FindUnseen(tree);
            chain.Push((one, tree, unseen));
            if (unseen.Count == 0)
            {
                break;
            }
        }

        (SnapshotHeader oldest, SnapshotTree known, _) = chain.Pop();
        SnapshotScope scope = oldest.Scope;
        foreach ((SnapshotHeader next, SnapshotTree tree, IReadOnlyList<TreePath> unseen) in chain)
        {
            known = TreeFill.Apply(tree, unseen, known, scope.Covers(next.Scope), out _);
            scope = next.Scope;
        }

        return known;
    }

    private CarriedKnowledge Carry(ScanResult scan, SnapshotHeader last)
    {
        SnapshotTree filled = TreeFill.Apply(
            scan.Tree, scan.Coverage.Gaps.Select(gap => gap.Path), OpenKnown(last), last.Scope.Covers(scan.Scope), out IReadOnlyList<FilledEntry> entries);
        IReadOnlyDictionary<TreePath, string> before = store.ReadLastSeen(last);
        Dictionary<TreePath, string> runs = entries
            .Where(entry => entry.Former != FormerState.Unknown)
            .ToDictionary(entry => entry.Path, entry => FindAbove(before, entry.Path) ?? last.RunId);
        SnapshotTree map = PathTexts.Build([.. runs.Select(run => KeyValuePair.Create(run.Key, Encoding.UTF8.GetBytes(run.Value)))]);
        return new CarriedKnowledge(new CarriedTrees(filled, runs.Count == 0 ? null : map), runs);
    }

    // What lies in a folder that was not seen either was seen last when the folder was.
    private static string? FindAbove(IReadOnlyDictionary<TreePath, string> runs, TreePath path)
    {
        if (runs.Count == 0)
        {
            return null;
        }

        ReadOnlySpan<byte> bytes = path.Bytes;
        for (int length = bytes.Length; length > 0; length = bytes[..length].LastIndexOf((byte)'/'))
        {
            if (runs.TryGetValue(TreePath.FromBytes(bytes[..length]), out string? run))
            {
                return run;
            }
        }

        return null;
    }
}
