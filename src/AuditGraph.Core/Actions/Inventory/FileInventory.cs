using AuditGraph.Core.Collections;
using AuditGraph.Core.Native;
using AuditGraph.Core.Snapshots.Scans;

namespace AuditGraph.Core.Actions.Inventory;

/// <summary>What is there.</summary>
internal sealed class FileInventory
{
    /// <summary>Takes it from a scan.</summary>
    /// <param name="files">What was scanned.</param>
    /// <param name="links">Which names are further names of a file.</param>
    /// <param name="top">How many are wanted of the largest, the oldest and the equal ones.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public FileInventory(ScannedFiles files, HardLinks links, int top, CancellationToken cancellation)
    {
        Files = files;
        Links = links;
        Totals = new InventoryTotals(files, links, cancellation);
        var largest = new Foremost<int>(top, CompareSizes);
        var oldest = new Foremost<int>(top, CompareTimes);
        for (int file = 0; file < files.Count; file++)
        {
            if (files[file].Type == FileType.File && !links.IsFurther(file))
            {
                largest.Add(file);
                oldest.Add(file);
            }
        }

        Largest = largest.InOrder();
        Oldest = oldest.InOrder();
        Equal = new EqualContents(files, links, top, cancellation);
    }

    /// <summary>The files and links.</summary>
    public ScannedFiles Files { get; }

    /// <summary>Which names are further names of a file.</summary>
    public HardLinks Links { get; }

    /// <summary>How much there is.</summary>
    public InventoryTotals Totals { get; }

    /// <summary>The largest files, the largest first; of equally large ones in the order of paths.</summary>
    public IReadOnlyList<int> Largest { get; }

    /// <summary>The files that were not modified for the longest time, in that order, then in that of paths.</summary>
    public IReadOnlyList<int> Oldest { get; }

    /// <summary>The files that hold the same.</summary>
    public EqualContents Equal { get; }

    private int CompareSizes(int left, int right) =>
        Files[right].Size.CompareTo(Files[left].Size) is not 0 and var order ? order : left.CompareTo(right);

    private int CompareTimes(int left, int right) =>
        Files[left].Modified.CompareTo(Files[right].Modified) is not 0 and var order ? order : left.CompareTo(right);
}
