using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Snapshots.Trees;

/// <summary>
/// Finds renames: the same content, removed under one path and added under another.
/// </summary>
/// <remarks>
/// Files pair with files, links with links and submodules with submodules; the executable bit does not matter; empty files never pair, since no
/// content speaks for them. Where several have the same content, each added one, in the order of paths, first takes
/// the first removed one that has its file name; then those that are left pair up in the order of paths, and
/// what has no partner stays added or removed.
/// </remarks>
internal static class RenamePairing
{
    /// <summary>Takes the pairs out of both lists.</summary>
    /// <returns>The renames.</returns>
    public static List<SnapshotChange> Pair(List<SnapshotChange> removed, List<SnapshotChange> added)
    {
        var renamed = new List<SnapshotChange>();
        if (removed.Count == 0 || added.Count == 0)
        {
            return renamed;
        }

        removed.Sort(static (left, right) => left.Path.CompareTo(right.Path));
        added.Sort(static (left, right) => left.Path.CompareTo(right.Path));
        var partners = new SnapshotChange?[added.Count];
        var taken = new HashSet<SnapshotChange>(ReferenceEqualityComparer.Instance);
        Match(removed, added, partners, taken, byName: true);
        Match(removed, added, partners, taken, byName: false);
        for (int index = 0; index < partners.Length; index++)
        {
            if (partners[index] is { } partner)
            {
                renamed.Add(added[index] with { Kind = AuditChangeKind.Renamed, PreviousPath = partner.Path });
            }
        }

        removed.RemoveAll(taken.Contains);
        int kept = 0;
        for (int index = 0; index < partners.Length; index++)
        {
            if (partners[index] is null)
            {
                added[kept++] = added[index];
            }
        }

        added.RemoveRange(kept, added.Count - kept);
        return renamed;
    }

    private static void Match(
        List<SnapshotChange> removed,
        List<SnapshotChange> added,
        SnapshotChange?[] partners,
        HashSet<SnapshotChange> taken,
        bool byName)
    {
        var offers = new Dictionary<Likeness, Queue<SnapshotChange>>();
        foreach (SnapshotChange change in removed)
        {
            if (change.Bytes > 0 && !taken.Contains(change))
            {
                Likeness likeness = LikenessOf(change, byName);
                if (!offers.TryGetValue(likeness, out Queue<SnapshotChange>? queue))
                {
                    offers.Add(likeness, queue = new Queue<SnapshotChange>());
                }

                queue.Enqueue(change);
            }
        }

        for (int index = 0; index < added.Count; index++)
        {
            if (partners[index] is null
                && offers.TryGetValue(LikenessOf(added[index], byName), out Queue<SnapshotChange>? queue)
                && queue.TryDequeue(out SnapshotChange? partner))
            {
                partners[index] = partner;
                taken.Add(partner);
            }
        }
    }

    private static Likeness LikenessOf(SnapshotChange change, bool byName) =>
        new(
            change.Sha256,
            change.EntryKind is TreeEntryKind.File or TreeEntryKind.Executable ? TreeEntryKind.File : change.EntryKind,
            byName ? TreePath.FromBytes(change.Path.Name) : default);

    /// <summary>What two changes must share to be a pair.</summary>
    private readonly record struct Likeness(ContentHash Sha256, TreeEntryKind Kind, TreePath Name);
}
