using System.Text;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.Links;

/// <summary>
/// The folders of a scan's tree, ready to look names up. A folder is read when it is first asked for. Names are bytes
/// in Latin-1.
/// </summary>
/// <param name="tree">The tree.</param>
internal sealed class TreeFolders(SnapshotTree tree)
{
    private readonly Dictionary<ContentHash, TreeFolder> folders = [];

    /// <summary>The root.</summary>
    public TreeFolder Root => Open(tree.Root);

    /// <summary>The folder with a node.</summary>
    public TreeFolder Open(in ContentHash node)
    {
        if (!folders.TryGetValue(node, out TreeFolder? folder))
        {
            folder = new TreeFolder(tree.Nodes.Read(node).Span);
            folders.Add(node, folder);
        }

        return folder;
    }
}

/// <summary>The entries of a folder by their names.</summary>
internal sealed class TreeFolder
{
    private readonly Dictionary<string, NamedEntry> entries = new(StringComparer.Ordinal);
    private Dictionary<string, NamedEntry>? foldedEntries;

    /// <summary>Reads a node.</summary>
    public TreeFolder(ReadOnlySpan<byte> node)
    {
        var reader = new TreeNodeReader(node);
        while (reader.MoveNext())
        {
            string name = Encoding.Latin1.GetString(reader.Current.Name);
            TreeEntry entry = reader.Current;
            string? target = entry.Kind == TreeEntryKind.Link ? Encoding.Latin1.GetString(entry.Target) : null;
            entries.Add(name, new NamedEntry(name, entry.Kind, entry.Hash, entry.Bytes, target));
        }
    }

    /// <summary>All entries.</summary>
    public IEnumerable<NamedEntry> Entries => entries.Values;

    /// <summary>The entry with a name, or null.</summary>
    public NamedEntry? Find(string name) => entries.GetValueOrDefault(name);

    /// <summary>An entry whose name is another one only in capital letters, or null.</summary>
    public NamedEntry? FindFolded(string name)
    {
        if (foldedEntries is null)
        {
            foldedEntries = new Dictionary<string, NamedEntry>(StringComparer.Ordinal);
            foreach (NamedEntry entry in entries.Values)
            {
                foldedEntries.TryAdd(Fold(entry.Name), entry);
            }
        }

        return foldedEntries.GetValueOrDefault(Fold(name));
    }

    private static string Fold(string name) => LowerCase.Of(Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(name)));
}

/// <summary>An entry of a folder.</summary>
/// <param name="Name">Its name's bytes in Latin-1.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Hash">Of a file the SHA-256 of its content, of a folder that of its node.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Target">Of a symbolic link its target's bytes in Latin-1.</param>
internal sealed record NamedEntry(string Name, TreeEntryKind Kind, ContentHash Hash, long Bytes, string? Target);
