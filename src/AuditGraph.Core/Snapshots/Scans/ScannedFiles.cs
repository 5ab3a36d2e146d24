using AuditGraph.Core.Collections;
using AuditGraph.Core.Native;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Snapshots.Scans;

/// <summary>
/// The files and links of a scan, each by a number from zero in the order of the bytes of their paths, and the folders
/// that they are in, a folder before what is in it. Eight bytes for each file, so that a million take little.
/// </summary>
internal sealed class ScannedFiles
{
    private readonly List<ScannedFolder> folders = [];

    private readonly List<int> parents = [];

    private readonly ChunkedList<Place> places = new();

    /// <summary>Numbers what a scan found.</summary>
    /// <param name="root">What it found.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public ScannedFiles(ScannedFolder root, CancellationToken cancellation)
    {
        // Not by recursion: folders may be nested deeper than a thread's stack is.
        var pending = new Stack<Visit>();
        pending.Push(Enter(root, parent: -1));
        while (pending.TryPeek(out Visit? visit))
        {
            cancellation.ThrowIfCancellationRequested();
            if (!visit.TryNext(out int item))
            {
                pending.Pop();
            }
            else if (item >= 0)
            {
                places.Add(new Place(visit.Folder, item));
            }
            else
            {
                pending.Push(Enter(folders[visit.Folder].Children[~item], visit.Folder));
            }
        }
    }

    /// <summary>How many files and links there are.</summary>
    public int Count => places.Count;

    /// <summary>How many folders have a file or link in or below them; the root is the first in any case.</summary>
    public int FolderCount => folders.Count;

    /// <summary>What the system said of a file or link.</summary>
    public ref readonly StatEntry this[int file] => ref BlockOf(file).Entry(places[file].Entry);

    /// <summary>The folder that a file or link is in.</summary>
    public int FolderOf(int file) => places[file].Folder;

    /// <summary>The folder that a folder is in; -1 for the root.</summary>
    public int ParentOf(int folder) => parents[folder];

    /// <summary>The path of a folder.</summary>
    public TreePath PathOfFolder(int folder) => folders[folder].Path;

    /// <summary>The device that a file is on, where it is on that of its folder.</summary>
    public ulong DeviceOf(int file) => BlockOf(file).Header.Device;

    /// <summary>The name of a file or link.</summary>
    public ReadOnlySpan<byte> Name(int file)
    {
        StatBlock block = BlockOf(file);
        return block.Name(block.Entry(places[file].Entry));
    }

    /// <summary>The path of a file or link.</summary>
    public TreePath PathOf(int file) => folders[places[file].Folder].Path.Append(Name(file));

    /// <summary>The target of a link.</summary>
    public ReadOnlySpan<byte> Target(int file)
    {
        StatBlock block = BlockOf(file);
        return block.Target(block.Entry(places[file].Entry));
    }

    private static ReadOnlySpan<byte> NameOf(ScannedFolder folder) =>
        folder.Name.Length == 0 ? default : folder.Name.AsSpan(0, folder.Name.Length - 1);

    private StatBlock BlockOf(int file) => folders[places[file].Folder].Block;

    private Visit Enter(ScannedFolder folder, int parent)
    {
        folders.Add(folder);
        parents.Add(parent);
        return new Visit(folders.Count - 1, InOrder(folder));
    }

    // Files and links by their places in the block; folders that have some by the complements of theirs among the
    // children.
    private static List<int> InOrder(ScannedFolder folder)
    {
        StatBlock own = folder.Block;
        var order = new List<int>(own.Count);
        for (int index = 0; index < own.Count; index++)
        {
            if (own.Entry(index).Type is FileType.File or FileType.Link)
            {
                order.Add(index);
            }
        }

        int files = order.Count;
        for (int index = 0; index < folder.Children.Length; index++)
        {
            if (folder.Children[index].Block is { IsNone: false } block && block.Header.Files > 0)
            {
                order.Add(~index);
            }
        }

        if (order.Count > files)
        {
            order.Sort((left, right) => Compare(NameAt(folder, left), left < 0, NameAt(folder, right), right < 0));
        }

        return order;
    }

    private static ReadOnlySpan<byte> NameAt(ScannedFolder folder, int item) =>
        item < 0 ? NameOf(folder.Children[~item]) : folder.Block.Name(folder.Block.Entry(item));

    // In the order of whole paths a folder's name ends with a slash: 'a.txt' comes before 'a/b'.
    private static int Compare(ReadOnlySpan<byte> left, bool isLeftFolder, ReadOnlySpan<byte> right, bool isRightFolder)
    {
        int same = left.CommonPrefixLength(right);
        return UnitAt(left, same, isLeftFolder).CompareTo(UnitAt(right, same, isRightFolder));
    }

    private static int UnitAt(ReadOnlySpan<byte> name, int place, bool isFolder) =>
        place < name.Length ? name[place] : isFolder ? '/' : -1;

    private readonly record struct Place(int Folder, int Entry);

    private sealed class Visit(int folder, List<int> items)
    {
        private int next;

        public int Folder => folder;

        public bool TryNext(out int item)
        {
            item = next < items.Count ? items[next] : 0;
            return next++ < items.Count;
        }
    }
}
