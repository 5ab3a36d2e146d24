using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.CheckManifest;

/// <summary>
/// Finds what was moved: a file that is not where it is named, and one that is not named and holds the same. A file
/// without content is none of these, since nothing speaks for it.
/// </summary>
/// <remarks>
/// Where several hold the same, each unnamed one, in the order of paths, first takes the first missing one that has its
/// file name; then those that are left pair up in the order of paths. Each is in one pair at most.
/// </remarks>
internal static class MovePairing
{
    /// <summary>Finds the pairs.</summary>
    /// <param name="missing">What is not where it is named, sorted.</param>
    /// <param name="added">What is not named, sorted.</param>
    /// <param name="survey">The hashes of files.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>Where each missing one went that went anywhere.</returns>
    public static Dictionary<ManifestEntry, TreeFile> Pair(
        IReadOnlyList<ManifestEntry> missing,
        IReadOnlyList<TreeFile> added,
        DigestSurvey survey,
        CancellationToken cancellation)
    {
        ManifestEntry[] sought =
        [
            .. missing.Where(
                entry => entry.Kind == ManifestEntryKind.File && entry.Bytes != 0 && entry.Hashes.Count > 0),
        ];
        TreeFile[] candidates = [.. added.Where(file => file is { IsFile: true, Bytes: > 0 })];
        HashKind[] kinds = [.. sought.Select(KindOf).Distinct()];
        if (candidates.Length == 0 || kinds.Length == 0)
        {
            return [];
        }

        // Where every size is said, what has another is not read.
        HashSet<long>? sizes = sought.All(entry => entry.Bytes is not null)
            ? [.. sought.Select(entry => entry.Bytes!.Value)]
            : null;
        survey.Look(
            candidates
                .Where(file => sizes?.Contains(file.Bytes) != false)
                .SelectMany(file => kinds.Select(kind => (file, kind))),
            cancellation);
        var pairs = new Dictionary<ManifestEntry, TreeFile>();
        var taken = new HashSet<TreeFile>(ReferenceEqualityComparer.Instance);
        Match(sought, candidates, kinds, survey, pairs, taken, byName: true);
        Match(sought, candidates, kinds, survey, pairs, taken, byName: false);
        return pairs;
    }

    // The strongest that is said.
    private static HashKind KindOf(ManifestEntry entry) =>
        entry.Hashes.ContainsKey(HashKind.Sha256) ? HashKind.Sha256 : entry.Hashes.Keys[^1];

    private static void Match(
        ManifestEntry[] sought,
        TreeFile[] candidates,
        HashKind[] kinds,
        DigestSurvey survey,
        Dictionary<ManifestEntry, TreeFile> pairs,
        HashSet<TreeFile> taken,
        bool byName)
    {
        var offers = new Dictionary<(HashKind, string, TreePath), Queue<ManifestEntry>>();
        foreach (ManifestEntry entry in sought.Where(entry => !pairs.ContainsKey(entry)))
        {
            HashKind kind = KindOf(entry);
            (HashKind, string, TreePath) key = (kind, entry.Hashes[kind], NameOf(entry.Path, byName));
            if (!offers.TryGetValue(key, out Queue<ManifestEntry>? queue))
            {
                offers.Add(key, queue = new Queue<ManifestEntry>());
            }

            queue.Enqueue(entry);
        }

        foreach (TreeFile file in candidates.Where(file => !taken.Contains(file)))
        {
            foreach (HashKind kind in kinds)
            {
                if (survey.Of(file, kind) is { } hash
                    && offers.TryGetValue((kind, hash, NameOf(file.Path, byName)), out Queue<ManifestEntry>? queue)
                    && queue.TryDequeue(out ManifestEntry? entry))
                {
                    pairs.Add(entry, file);
                    taken.Add(file);
                    break;
                }
            }
        }
    }

    private static TreePath NameOf(TreePath path, bool byName) => byName ? TreePath.FromBytes(path.Name) : default;
}
