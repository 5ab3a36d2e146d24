using AuditGraph.Core.Native;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Ledger;

/// <summary>Writes the files of a ledger. Only the holder of the workspace's lock does so.</summary>
/// <param name="folder">The ledger's folder.</param>
/// <param name="disk">The disk.</param>
internal sealed class LedgerFolder(string folder, IDisk disk)
{
    /// <summary>The folder below the ledger's to which files go that no checkpoint covers.</summary>
    public const string AsideName = "aside";

    private readonly TileFiles files = new(folder);

    /// <summary>
    /// Writes bundles, tiles and the checkpoint that covers them, and puts that in place: the one step by which what was
    /// written becomes part of the log. None of the names is one that the checkpoint before covers, so nobody reads them yet.
    /// </summary>
    /// <param name="tiles">The bundles and tiles.</param>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="named">Folders of which the entries name files: they are flushed before the checkpoint is in place.</param>
    /// <exception cref="IOException">Writing failed.</exception>
    /// <exception cref="AuditWorkspaceException"><c>WriteFailed</c>.</exception>
    public void Write(IEnumerable<(TileName Name, byte[] Content)> tiles, SignedCheckpoint checkpoint, IEnumerable<string> named)
    {
        var folders = new SortedSet<string>(named, StringComparer.Ordinal);
        var made = new List<NewFile>();
        foreach ((TileName name, byte[] content) in tiles)
        {
            string path = files.PathOf(name);
            NewFolders.Make(disk, Path.GetDirectoryName(path)!, folders);
            made.Add(new NewFile(path, content));
        }

        using PreparedFile head = new AtomicFile(disk).Begin(files.CheckpointPath, Guid.CreateVersion7().ToString("N"));
        made.Add(new NewFile(head.Temporary, checkpoint.ToBytes()));
        disk.WriteNewTogether(made);
        foreach (string changed in folders)
        {
            disk.FlushFolder(changed);
        }

        head.Commit();
    }

    /// <summary>
    /// Moves aside what a process left that ended before its checkpoint: files of the names that the next append
    /// would use.
    /// </summary>
    /// <param name="size">The size that the checkpoint covers.</param>
    /// <returns>The relative paths of what was moved.</returns>
    /// <exception cref="IOException">Moving failed.</exception>
    public IReadOnlyList<string> SetAsideUncovered(long size)
    {
        string[] uncovered = [.. Uncovered(size).Where(path => RegularFile.KindOf(Path.Join(folder, path)) != FileType.Unknown)];
        if (uncovered.Length == 0)
        {
            return [];
        }

        string place = Path.Join(folder, AsideName, Guid.CreateVersion7().ToString("N"));
        var changed = new SortedSet<string>(StringComparer.Ordinal);
        foreach (string path in uncovered)
        {
            string from = Path.Join(folder, path);
            string to = Path.Join(place, path);
            NewFolders.Make(disk, Path.GetDirectoryName(to)!, changed);
            disk.Rename(from, to);
            changed.Add(Path.GetDirectoryName(from)!);
        }

        foreach (string parent in changed)
        {
            disk.FlushFolder(parent);
        }

        return uncovered;
    }

    /// <summary>Deletes partial forms narrower than what the checkpoint covers, and what a write left that never ended.</summary>
    /// <param name="size">The size that the checkpoint covers.</param>
    /// <exception cref="IOException">Deleting failed.</exception>
    public void DeleteSuperseded(long size)
    {
        foreach (int? level in Levels(size))
        {
            long edge = (size >> (TileName.Height * (level ?? 0))) / TileName.FullWidth;
            for (long index = Math.Max(0, edge - 1); index <= edge; index++)
            {
                TileName current = TileName.In(level, index, size);
                foreach (int width in files.PartialWidths(current))
                {
                    if (width < current.Width)
                    {
                        disk.DeleteFile(files.PathOf(current with { Width = width }));
                    }
                }

                string partials = Path.Join(folder, current.PartialFolder);
                if (!current.IsPartial && PlainFolder.Exists(partials))
                {
                    disk.DeleteFolder(partials);
                }
            }
        }

        foreach (PlainFolder.Entry entry in PlainFolder.List(folder).Where(entry => AtomicFile.IsTemporary(entry.Name)))
        {
            disk.DeleteFile(entry.Path);
        }
    }

    /// <summary>The levels of which an append to a tree of this size can touch a tile; null for the bundles.</summary>
    private static IEnumerable<int?> Levels(long size)
    {
        for (int? level = null; (size + TileName.FullWidth) >> (TileName.Height * (level ?? 0)) > 0; level = level is null ? 0 : level + 1)
        {
            yield return level;
        }
    }

    private IEnumerable<string> Uncovered(long size)
    {
        foreach (int? level in Levels(size))
        {
            long count = size >> (TileName.Height * (level ?? 0));
            var edge = new TileName(level, count / TileName.FullWidth, (int)(count % TileName.FullWidth));
            foreach (int width in files.PartialWidths(edge))
            {
                if (width > edge.Width)
                {
                    yield return (edge with { Width = width }).RelativePath;
                }
            }

            yield return edge.Full.RelativePath;

            var next = new TileName(level, edge.Index + 1, TileName.FullWidth);
            yield return next.PartialFolder;
            yield return next.RelativePath;
        }
    }
}
