using AuditGraph.Core.Canonical;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Snapshots.Scopes;
using AuditGraph.Core.Snapshots.Trees;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Snapshots.Stores;

/// <summary>Removes old snapshots, and with them the nodes that no other snapshot needs.</summary>
/// <remarks>
/// The newest snapshot of every job and scope stays whatever its age, since the next run is compared with it. What
/// the removed files hold and kept snapshots need is written to one new file before anything is deleted, so that an
/// interruption leaves a store in which everything is there, some of it twice. The caller holds the workspace's lock.
/// </remarks>
/// <param name="paths">Where the profile is.</param>
/// <param name="disk">The disk.</param>
internal sealed class SnapshotRetention(ProfilePaths paths, IDisk disk)
{
    /// <summary>Finds out what is to be removed, and changes nothing.</summary>
    /// <param name="before">Snapshots taken before this moment are old enough.</param>
    /// <param name="namedRuns">The runs whose snapshots a kept record names as its own or as its baseline.</param>
    /// <param name="alsoNamed">Whether to remove even those.</param>
    /// <param name="cancellation">Cancels the work.</param>
    /// <exception cref="AuditException">A snapshot is damaged or cannot be read.</exception>
    public RetentionPlan Plan(
        DateTimeOffset before,
        IReadOnlySet<string> namedRuns,
        bool alsoNamed = false,
        CancellationToken cancellation = default)
    {
        SnapshotFiles all = SnapshotFiles.Read(paths.Snapshots);
        HashSet<SnapshotHeader> newest = NewestOfEach(all.Headers);
        var removed = new List<SnapshotHeader>();
        var named = new List<SnapshotHeader>();
        foreach (SnapshotHeader header in all.Headers)
        {
            if (header.TakenAt >= before || newest.Contains(header))
            {
                continue;
            }

            bool isNamed = namedRuns.Contains(header.RunId);
            if (isNamed)
            {
                named.Add(header);
            }

            if (!isNamed || alsoNamed)
            {
                removed.Add(header);
            }
        }

        return Plan(all, removed, named, cancellation);
    }

    /// <summary>Does what a plan says.</summary>
    /// <exception cref="AuditWorkspaceException"><c>WriteFailed</c>: every snapshot that was to be kept is still whole.</exception>
    public void Apply(RetentionPlan plan)
    {
        if (!plan.Moved.IsEmpty)
        {
            string path = Path.Join(paths.Snapshots, Guid.CreateVersion7().ToString() + SnapshotFiles.NodesExtension);
            new AtomicFile(disk).Write(path, plan.Moved.Span);
        }

        foreach (string file in plan.Files)
        {
            Delete(file);
        }
    }

    private static HashSet<SnapshotHeader> NewestOfEach(IReadOnlyList<SnapshotHeader> headers)
    {
        var newest = new Dictionary<(string, SnapshotScope), SnapshotHeader>();
        foreach (SnapshotHeader header in headers)
        {
            newest[(header.Job, header.Scope)] = header;
        }

        return [.. newest.Values];
    }

    private static RetentionPlan Plan(
        SnapshotFiles all, List<SnapshotHeader> removed, List<SnapshotHeader> named, CancellationToken cancellation)
    {
        var gone = new HashSet<string>(StringComparer.Ordinal);
        foreach (SnapshotHeader header in removed)
        {
            gone.Add(header.RunId + SnapshotFiles.SnapshotExtension);
        }

        var kept = new List<NodeFile>();
        var leaving = new List<NodeFile>();
        foreach (NodeFile file in all.Files)
        {
            // Files of moved nodes are gathered into the new one, which keeps them few and free of what is no longer needed.
            bool leaves = removed.Count > 0
                && (gone.Contains(Path.GetFileName(file.Path)) || file.Path.EndsWith(SnapshotFiles.NodesExtension, StringComparison.Ordinal));
            (leaves ? leaving : kept).Add(file);
        }

        var roots = new List<ContentHash>();
        foreach (SnapshotHeader header in all.Headers)
        {
            if (!gone.Contains(header.RunId + SnapshotFiles.SnapshotExtension))
            {
                roots.Add(header.Root);
            }
        }

        ReadOnlyMemory<byte> moved = leaving.Count == 0 ? default : Move(roots, kept, leaving, cancellation);
        long freed = -moved.Length;
        foreach (NodeFile file in leaving)
        {
            freed += new FileInfo(file.Path).Length;
        }

        return new RetentionPlan
        {
            Removed = removed,
            StillNamed = named,
            FreedBytes = freed,
            Files = [.. leaving.Select(static file => file.Path)],
            Moved = moved,
        };
    }

    private static ReadOnlyMemory<byte> Move(
        List<ContentHash> roots, List<NodeFile> kept, List<NodeFile> leaving, CancellationToken cancellation)
    {
        // Looked through from its end: what kept files hold need not move.
        var stored = new StoredNodes([.. leaving, .. kept]);
        var staying = new StoredNodes(kept);
        var writer = new NodeFileWriter(SnapshotFiles.NodesHeader.Span, 0);
        var seen = new HashSet<ContentHash>(roots);
        var pending = new Stack<ContentHash>(seen);
        while (pending.TryPop(out ContentHash hash))
        {
            cancellation.ThrowIfCancellationRequested();
            byte[] record = stored.ReadRecord(hash);
            if (!staying.Contains(hash))
            {
                writer.AddRecord(hash, record);
            }

            if (StoredNodes.BaseOf(record) is { } basis && seen.Add(basis))
            {
                pending.Push(basis);
            }

            var entries = new TreeNodeReader(stored.Read(hash).Span);
            while (entries.MoveNext())
            {
                if (entries.Current.IsDirectory && seen.Add(entries.Current.Hash))
                {
                    pending.Push(entries.Current.Hash);
                }
            }
        }

        return writer.Count == 0 ? default : writer.Complete();
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
