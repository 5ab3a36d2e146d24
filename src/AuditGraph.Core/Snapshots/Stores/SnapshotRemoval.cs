using AuditGraph.Core.Canonical;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Native;
using AuditGraph.Core.Snapshots.Trees;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Snapshots.Stores;

/// <summary>Removes snapshots, and with them the nodes that no other snapshot needs.</summary>
/// <remarks>
/// What the removed files hold and remaining snapshots need is written to new files before anything is deleted, so
/// that an interruption leaves a store in which everything is there, some of it twice. The caller sees to it that
/// nobody adds snapshots meanwhile.
/// </remarks>
/// <param name="paths">Where the profile is.</param>
/// <param name="disk">The disk.</param>
internal sealed class SnapshotRemoval(ProfilePaths paths, IDisk disk)
{
    /// <summary>Finds out what removing snapshots takes, and changes nothing.</summary>
    /// <param name="all">The store's files.</param>
    /// <param name="runs">The runs whose snapshots are to be removed.</param>
    /// <param name="cancellation">Cancels the work.</param>
    /// <exception cref="AuditException">A snapshot that is to remain is not whole: what it lacks may yet come back, so nothing may go.</exception>
    public static RemovalPlan Plan(SnapshotFiles all, IReadOnlySet<string> runs, CancellationToken cancellation)
    {
        var kept = new List<NodeFile>();
        var leaving = new List<NodeFile>();
        foreach (NodeFile file in all.Files)
        {
            // Files of moved nodes are gathered into the new one, which keeps them few and free of what is no longer needed.
            (runs.Count > 0 && (SnapshotFiles.IsNodes(file.Path) || runs.Contains(Path.GetFileNameWithoutExtension(file.Path))) ? leaving : kept).Add(file);
        }

        IEnumerable<ContentHash> roots = all.Headers.Where(header => !runs.Contains(header.RunId)).SelectMany(header => header.Roots);
        IReadOnlyList<ReadOnlyMemory<byte>> moved = leaving.Count == 0 ? [] : Move(roots, kept, leaving, all.Damaged, cancellation);
        return new RemovalPlan
        {
            FreedBytes = leaving.Sum(file => SizeOf(file.Path)) - moved.Sum(file => (long)file.Length),
            Files = InOrder(all, runs, leaving),
            Moved = moved,
        };
    }

    /// <summary>Does what a plan says.</summary>
    /// <exception cref="AuditWorkspaceException"><c>WriteFailed</c>: every snapshot that was to remain is still whole.</exception>
    public void Apply(RemovalPlan plan)
    {
        foreach (ReadOnlyMemory<byte> file in plan.Moved)
        {
            string path = Path.Join(paths.Snapshots, Guid.CreateVersion7().ToString() + SnapshotFiles.NodesExtension);
            new AtomicFile(disk).Write(path, file.Span);
        }

        foreach (string file in plan.Files)
        {
            Delete(file);
        }
    }

    // A snapshot builds upon older ones and upon files of moved nodes. The newest goes first, so that one whose turn
    // has not come when the process ends is still whole.
    private static IReadOnlyList<string> InOrder(SnapshotFiles all, IReadOnlySet<string> runs, List<NodeFile> leaving)
    {
        Dictionary<string, string> pathOf = leaving.ToDictionary(file => Path.GetFileNameWithoutExtension(file.Path), file => file.Path, StringComparer.Ordinal);
        return
        [
            .. all.Headers.Reverse().Where(header => runs.Contains(header.RunId)).Select(header => pathOf[header.RunId]),
            .. leaving.Where(file => SnapshotFiles.IsNodes(file.Path)).Select(file => file.Path),
        ];
    }

    // Somebody else may have removed it since, where this only tells what would be done.
    private static long SizeOf(string path) => LinkFreePath.TryStat(path, out FileStat stat, out _) ? stat.Size : 0;

    private static List<ReadOnlyMemory<byte>> Move(
        IEnumerable<ContentHash> roots,
        List<NodeFile> kept,
        List<NodeFile> leaving,
        IReadOnlyList<DamagedFile> damaged,
        CancellationToken cancellation)
    {
        // What kept files hold need not move.
        var nodes = new NodeMap([.. leaving, .. kept], damaged);
        var staying = new HashSet<NodeFile>(kept);
        var files = new List<ReadOnlyMemory<byte>>();
        var writer = new NodeFilesWriter(SnapshotFiles.NodesHeader, 0, NodeFilesWriter.Largest, isSecondForm: false, files.Add);
        var seen = new HashSet<ContentHash>(roots);
        var pending = new Stack<ContentHash>(seen);
        while (pending.TryPop(out ContentHash hash))
        {
            cancellation.ThrowIfCancellationRequested();
            byte[] node = nodes.Read(hash, out byte[] record);
            if (!staying.Contains(nodes.FileOf(hash)))
            {
                writer.AddRecord(hash, record);
            }

            if (StoredNodes.BaseOf(record) is { } basis && seen.Add(basis))
            {
                pending.Push(basis);
            }

            var entries = new TreeNodeReader(node);
            while (entries.MoveNext())
            {
                if (entries.Current.IsDirectory && seen.Add(entries.Current.Hash))
                {
                    pending.Push(entries.Current.Hash);
                }
            }
        }

        if (!writer.IsEmpty)
        {
            files.Add(writer.Complete());
        }

        return files;
    }

    private void Delete(string file)
    {
        try
        {
            disk.DeleteFile(file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new AuditWorkspaceException(
                WorkspaceErrors.WriteFailed, $"'{file}' could not be deleted: {failure.Message}", failure)
            {
                Target = file,
            };
        }
    }
}
