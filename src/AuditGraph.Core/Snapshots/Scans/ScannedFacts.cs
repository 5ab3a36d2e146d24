using AuditGraph.Core.Canonical;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Native;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Snapshots.Scans;

/// <summary>
/// A <see cref="PathTexts">map</see> of the <see cref="EntryFacts"/> of all that a scan saw, whose nodes are made when
/// they are asked for: together they are as large as all the names.
/// </summary>
internal sealed class ScannedFacts : INodeSource
{
    private readonly Dictionary<ScannedFolder, Totals> totals = new(ReferenceEqualityComparer.Instance);

    private readonly Dictionary<ContentHash, ScannedFolder> folders = [];

    private readonly TreeNodeWriter node = new();

    private ScannedFacts(ScannedFolder root, CancellationToken cancellation)
    {
        // A folder's node comes after those of the folders in it. Not by recursion: they may be nested deeper than a
        // thread's stack is.
        var order = new List<ScannedFolder> { root };
        for (int index = 0; index < order.Count; index++)
        {
            order.AddRange(order[index].Children.Where(IsInTree));
        }

        for (int index = order.Count - 1; index >= 0; index--)
        {
            cancellation.ThrowIfCancellationRequested();
            Write(order[index]);
            var hash = ContentHash.Of(node.Node);
            totals[order[index]] = new Totals(hash, node.Files, node.Bytes);
            folders[hash] = order[index];
        }

        Totals all = totals[root];
        Tree = new SnapshotTree(all.Hash, all.Files, all.Bytes, this);
    }

    private SnapshotTree Tree { get; }

    /// <summary>The map of what a scan found.</summary>
    /// <param name="root">What it found.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static SnapshotTree Of(ScannedFolder root, CancellationToken cancellation) =>
        new ScannedFacts(root, cancellation).Tree;

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Read(in ContentHash hash)
    {
        if (!folders.TryGetValue(hash, out ScannedFolder? folder))
        {
            throw new AuditEvidenceException(SnapshotErrors.NodeMissing, $"The map node {hash} is not part of the scan.");
        }

        lock (node)
        {
            Write(folder);
            return node.Node.ToArray();
        }
    }

    // What holds nothing is in no tree, and so nothing is told of it.
    private static bool IsInTree(ScannedFolder folder) => !folder.Block.IsNone && folder.Block.Header.Hash != default;

    private void Write(ScannedFolder folder)
    {
        node.Clear();
        StatBlock block = folder.Block;
        bool hasOwn = false;
        int child = 0;
        for (int index = 0; index < block.Count; index++)
        {
            ref readonly StatEntry entry = ref block.Entry(index);
            ReadOnlySpan<byte> name = block.Name(entry);
            if (!hasOwn && name.SequenceCompareTo(EntryFacts.NameOfFolder) > 0)
            {
                AddOwn(folder);
                hasOwn = true;
            }

            if (entry.Type is FileType.File or FileType.Link)
            {
                Add(name, new EntryFacts(Permissions(entry.Mode), entry.Owner, entry.Group, entry.Links));
            }
            else if (entry.Type == FileType.Directory)
            {
                while (folder.Children[child].EntryIndex < index)
                {
                    child++;
                }

                AddFolder(name, folder.Children[child]);
            }
        }

        if (!hasOwn)
        {
            AddOwn(folder);
        }
    }

    private void AddFolder(ReadOnlySpan<byte> name, ScannedFolder folder)
    {
        if (totals.TryGetValue(folder, out Totals? below))
        {
            node.AddDirectory(name, below.Hash, below.Files, below.Bytes);
        }
    }

    private void AddOwn(ScannedFolder folder) => Add(
        EntryFacts.NameOfFolder,
        new EntryFacts(Permissions(folder.Stat.Mode), folder.Stat.Owner, folder.Stat.Group, null));

    private void Add(ReadOnlySpan<byte> name, EntryFacts facts)
    {
        Span<byte> text = stackalloc byte[EntryFacts.LongestText];
        node.AddLink(name, text[..facts.Write(text)]);
    }

    private static ushort Permissions(ushort mode) => (ushort)(mode & EntryFacts.PermissionMask);

    private sealed record Totals(ContentHash Hash, long Files, long Bytes);
}
