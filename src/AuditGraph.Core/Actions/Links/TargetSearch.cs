using System.Text;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.Links;

/// <summary>
/// Finds what a path leads to in a scan's tree. Symbolic links are followed by the tree alone; the disk is not asked.
/// </summary>
/// <param name="folders">The tree's folders.</param>
internal sealed class TargetSearch(TreeFolders folders)
{
    // As Linux has it (path_resolution(7)).
    private const int MostLinks = 40;

    // Most of what is linked is so from many pages.
    private readonly Dictionary<string, FoundTarget> known = new(StringComparer.Ordinal);

    /// <summary>Finds what names lead to.</summary>
    /// <param name="names">The names from the root, neither <c>.</c> nor <c>..</c> among them.</param>
    public FoundTarget Find(IReadOnlyList<string> names)
    {
        // A name with an encoded slash leads nowhere, and is not taken for two names.
        if (names.Any(name => name.Contains('/', StringComparison.Ordinal)))
        {
            return Search(names);
        }

        string way = string.Join('/', names);
        if (!known.TryGetValue(way, out FoundTarget? found))
        {
            found = Search(names);
            known.Add(way, found);
        }

        return found;
    }

    private FoundTarget Search(IReadOnlyList<string> names)
    {
        IReadOnlyList<string>? way = names;
        bool isMisspelt = false;
        FoundTarget found = new(TargetState.BehindLink, PathOf(names));
        for (int links = 0; links <= MostLinks && way is not null; links++)
        {
            found = Walk(way, out way);
            isMisspelt |= found.IsMisspelt;
        }

        return found with { IsMisspelt = isMisspelt };
    }

    /// <summary>
    /// Names without <c>.</c> and <c>..</c>, as browsers take them away; null where they lead out of the root.
    /// </summary>
    public static List<string>? Flatten(IEnumerable<string> names)
    {
        var flat = new List<string>();
        foreach (string name in names)
        {
            if (name == ".." && flat.Count == 0)
            {
                return null;
            }

            if (name == "..")
            {
                flat.RemoveAt(flat.Count - 1);
            }
            else if (name != ".")
            {
                flat.Add(name);
            }
        }

        return flat;
    }

    /// <summary>The path of names from the root.</summary>
    public static TreePath PathOf(IEnumerable<string> names) =>
        TreePath.FromBytes(Encoding.Latin1.GetBytes(string.Join('/', names)));

    /// <summary>The names of a path from the root.</summary>
    public static List<string> NamesOf(TreePath path) => NamesOf(path.Bytes);

    /// <summary>The names of a path, which is bytes.</summary>
    public static List<string> NamesOf(ReadOnlySpan<byte> path) =>
        [.. Encoding.Latin1.GetString(path).Split('/', StringSplitOptions.RemoveEmptyEntries)];

    // Up to the end, or to a symbolic link with another way to go instead.
    private FoundTarget Walk(IReadOnlyList<string> way, out IReadOnlyList<string>? instead)
    {
        instead = null;
        TreeFolder folder = folders.Root;
        NamedEntry? entry = null;
        var names = new List<string>(way.Count);
        bool isMisspelt = false;
        for (int index = 0; index < way.Count; index++)
        {
            bool isLast = index == way.Count - 1;
            entry = folder.Find(way[index]);
            if (entry is null && (entry = folder.FindFolded(way[index])) is not null)
            {
                isMisspelt = true;
            }

            names.Add(entry?.Name ?? way[index]);
            switch (entry?.Kind)
            {
                case TreeEntryKind.Directory:
                    folder = folders.Open(entry.Hash);
                    break;
                case TreeEntryKind.UnseenDirectory:
                    return new FoundTarget(TargetState.Unseen, PathOf(names)) { IsMisspelt = isMisspelt };
                case TreeEntryKind.Link:
                    instead = Instead(names, entry.Target!, way.Skip(index + 1));
                    return new FoundTarget(TargetState.BehindLink, PathOf(names)) { IsMisspelt = isMisspelt };
                case { } when isLast:
                    break;
                default:
                    return new FoundTarget(TargetState.Missing, PathOf([.. names, .. way.Skip(index + 1)]));
            }
        }

        TargetState state = entry?.Kind == TreeEntryKind.UnseenFile ? TargetState.Unseen : TargetState.Found;
        return new FoundTarget(state, PathOf(names))
        {
            Entry = entry,
            Folder = entry is null || entry.Kind == TreeEntryKind.Directory ? folder : null,
            IsMisspelt = isMisspelt,
        };
    }

    // The way to what a symbolic link leads to, which is beside it; null where that is out of the root.
    private static List<string>? Instead(IEnumerable<string> link, string target, IEnumerable<string> rest) =>
        target.StartsWith('/')
            ? null
            : Flatten([.. link.SkipLast(1), .. target.Split('/', StringSplitOptions.RemoveEmptyEntries), .. rest]);
}

/// <summary>What a path leads to.</summary>
/// <param name="State">Whether it leads somewhere.</param>
/// <param name="Path">Where, as it is spelt there as far as it is there.</param>
internal sealed record FoundTarget(TargetState State, TreePath Path)
{
    /// <summary>Whether it is there only where capital letters do not count.</summary>
    public bool IsMisspelt { get; init; }

    /// <summary>The file or folder that was found; null where it is the root.</summary>
    public NamedEntry? Entry { get; init; }

    /// <summary>Its entries, where it is a folder.</summary>
    public TreeFolder? Folder { get; init; }
}

/// <summary>Whether a path leads somewhere.</summary>
internal enum TargetState
{
    /// <summary>It does.</summary>
    Found,

    /// <summary>Nothing is there.</summary>
    Missing,

    /// <summary>Something is there, or in its way, that was not seen.</summary>
    Unseen,

    /// <summary>It leads through a symbolic link out of the workspace, or through too many.</summary>
    BehindLink,
}
