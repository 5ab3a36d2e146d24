using AuditGraph.Core.Native;
using AuditGraph.Core.Snapshots.Scans;

namespace AuditGraph.Core.Actions.Inventory;

/// <summary>How much there is in all, in each folder and below it, and of each extension.</summary>
internal sealed class InventoryTotals
{
    /// <summary>What stands for the extension of files that have none.</summary>
    public const string NoExtension = "(none)";

    /// <summary>What stands for the extension of symbolic links.</summary>
    public const string LinkExtension = "(link)";

    /// <summary>What stands for all extensions beyond <see cref="MostExtensions"/>.</summary>
    public const string OtherExtensions = "(others)";

    /// <summary>
    /// How many extensions are told apart, the first in the order of paths: anybody can make a million.
    /// </summary>
    public const int MostExtensions = 10_000;

    private readonly InventoryTotal[] folders;

    private readonly Dictionary<string, InventoryTotal> extensions = new(StringComparer.Ordinal);

    /// <summary>Counts.</summary>
    /// <param name="files">What was scanned.</param>
    /// <param name="links">Which names are further names of a file.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public InventoryTotals(ScannedFiles files, HardLinks links, CancellationToken cancellation)
    {
        folders = new InventoryTotal[files.FolderCount];
        for (int file = 0; file < files.Count; file++)
        {
            ref readonly StatEntry entry = ref files[file];
            bool isLink = entry.Type == FileType.Link;
            var one = new InventoryTotal(isLink ? 0 : 1, isLink ? 1 : 0, 0, links.IsFurther(file) ? 0 : entry.Size);
            folders[files.FolderOf(file)] += one;
            string extension = isLink ? LinkExtension : FileExtension.Of(files.Name(file)) ?? NoExtension;
            if (extensions.Count >= MostExtensions && !extensions.ContainsKey(extension))
            {
                extension = OtherExtensions;
            }

            extensions[extension] = extensions.GetValueOrDefault(extension) + one;
            EmptyFiles += !isLink && entry.Size == 0 ? 1 : 0;
        }

        cancellation.ThrowIfCancellationRequested();

        // A folder comes before what is in it, so that from the end each is complete when it is added to the one above.
        for (int folder = folders.Length - 1; folder > 0; folder--)
        {
            folders[files.ParentOf(folder)] += folders[folder] with { Folders = folders[folder].Folders + 1 };
        }
    }

    /// <summary>All there is.</summary>
    public InventoryTotal All => folders[0];

    /// <summary>Files that hold nothing.</summary>
    public long EmptyFiles { get; }

    /// <summary>What is in a folder and below it.</summary>
    public InventoryTotal OfFolder(int folder) => folders[folder];

    /// <summary>What there is of each extension, that with the most bytes first.</summary>
    public IEnumerable<KeyValuePair<string, InventoryTotal>> OfExtensions() => extensions
        .OrderByDescending(total => total.Value.Bytes)
        .ThenByDescending(total => total.Value.Files)
        .ThenBy(total => total.Key, StringComparer.Ordinal);
}
