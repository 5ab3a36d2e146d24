using AuditGraph.Core.Canonical;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.CheckIntegrity;

/// <summary>A folder, as it was approved or as it is.</summary>
/// <param name="Own">The folder's own mode and owner; null where they were not seen.</param>
/// <param name="Entries">What is in it, in the order of the names' bytes.</param>
internal sealed record ComparedFolder(EntryFacts? Own, IReadOnlyList<ComparedEntry> Entries)
{
    /// <summary>A folder that is not there.</summary>
    public static ComparedFolder None { get; } = new(null, []);
}

/// <summary>The trees of one side of the comparison: what was approved, or what is there.</summary>
/// <param name="tree">The files, links and folders.</param>
/// <param name="facts">The map of their modes, owners and numbers of names; null where there is none.</param>
internal sealed class ComparedSide(SnapshotTree tree, SnapshotTree? facts)
{
    /// <summary>The topmost folder.</summary>
    public FolderNodes Root => new(tree.Root, facts?.Root);

    /// <summary>Reads a folder.</summary>
    /// <exception cref="AuditException">A node is missing or corrupt.</exception>
    public ComparedFolder Read(FolderNodes folder)
    {
        ReadOnlyMemory<byte> node = tree.Nodes.Read(folder.Tree);
        ReadOnlyMemory<byte> factsNode = folder.Facts is { } root ? facts!.Nodes.Read(root) : TreeNodeWriter.Empty;
        var entries = new List<ComparedEntry>();
        var read = new TreeNodeReader(node.Span);
        var told = new TreeNodeReader(factsNode.Span);
        EntryFacts? own = null;
        bool hasMore = told.MoveNext();
        while (read.MoveNext())
        {
            // What facts tell of and no tree holds means nothing.
            int order = 1;
            while (hasMore && (order = told.Current.Name.SequenceCompareTo(read.Current.Name)) < 0)
            {
                own = IsOwn(told.Current) ? EntryFacts.Read(told.Current.Target) : own;
                hasMore = told.MoveNext();
            }

            entries.Add(EntryOf(read.Current, hasMore && order == 0 ? told.Current : default));
        }

        for (; hasMore; hasMore = told.MoveNext())
        {
            own = IsOwn(told.Current) ? EntryFacts.Read(told.Current.Target) : own;
        }

        return new ComparedFolder(own, entries);
    }

    private static bool IsOwn(in TreeEntry told) =>
        told.Kind == TreeEntryKind.Link && told.Name.SequenceEqual(EntryFacts.NameOfFolder);

    private static ComparedEntry EntryOf(in TreeEntry entry, in TreeEntry told) =>
        new(entry.Name.ToArray(), entry.Kind, entry.ContentHash, entry.Bytes)
        {
            Target = entry.Target.ToArray(),
            Facts = told.Kind == TreeEntryKind.Link ? EntryFacts.Read(told.Target) : null,
            FactsNode = told.IsDirectory && entry.IsDirectory ? told.Hash : null,
        };
}

/// <summary>The nodes of a folder.</summary>
/// <param name="Tree">That of what is in it.</param>
/// <param name="Facts">That of the facts of it; null where there are none.</param>
internal readonly record struct FolderNodes(ContentHash Tree, ContentHash? Facts);
