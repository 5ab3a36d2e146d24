using System.Globalization;
using AuditGraph.Core.Actions.Scans;
using AuditGraph.Core.Baselines;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Collections;
using AuditGraph.Core.Reports;
using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.Inventory;

/// <summary>
/// Lays out what <c>report.inventory</c> found. Nothing of the clock is in it, nor the run that is compared with.
/// </summary>
/// <param name="arguments">The job's arguments.</param>
/// <param name="inventory">What is there.</param>
internal sealed class InventoryReport(InventoryArguments arguments, FileInventory inventory)
{
    private const string Folders = "folders";

    private readonly InventoryFiles files = new(arguments, inventory);

    /// <summary>The report.</summary>
    /// <param name="baseline">What was compared with.</param>
    /// <param name="scan">What the workspace holds.</param>
    /// <param name="lastSeen">The run that saw each thing last which was not seen.</param>
    /// <param name="comparison">What differs; null where nothing was compared: the baseline was only taken.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public ReportDocument Create(
        Baseline baseline,
        ScanResult scan,
        IReadOnlyDictionary<TreePath, string> lastSeen,
        SnapshotComparison? comparison,
        CancellationToken cancellation)
    {
        ReportTable list = files.List();
        return new ReportDocument(
            "Inventory",
            [
                Current(scan),
                DescribeBaseline(baseline),
                ComparisonBlocks.Summary(comparison, removalsAreKnown: true),
                ComparisonBlocks.Changes(comparison, scan, cancellation),
                ListFolders(),
                ListExtensions(),
                .. arguments.Top > 0 ? (IEnumerable<ReportBlock>)[ListLargest(), ListOldest(), ListEqual()] : [],
                ComparisonBlocks.Coverage(baseline, scan, lastSeen, comparison),
                list,
            ],
            arguments.List ? FileTable.Key : Folders)
        {
            Remarks =
            [
                .. scan.Coverage.Gaps.Select(gap => arguments.List
                    ? FileTable.Remark(list, "notSeen", gap.Path.ToString())
                    : new ReportRow(gap.Path.ToString(), null, null, null, null)),
            ],
        };
    }

    private ReportFacts Current(ScanResult scan) => new("current", "Current state",
    [
        new("root", "Root hash", scan.Tree.Root.ToString()),
        new("files", "Files", inventory.Totals.All.Files),
        new("links", "Symbolic links", inventory.Totals.All.Links),
        new("folders", "Folders", inventory.Totals.All.Folders),
        new("bytes", "Bytes", inventory.Totals.All.Bytes),
        new("hardLinks", "Further names of files (hard links), whose bytes count once", (long)inventory.Links.Count),
        new("emptyFiles", "Files that hold nothing", inventory.Totals.EmptyFiles),
        new("equalContents", "Contents that several files hold", inventory.Equal.GroupCount),
        new("spareFiles", "Files beyond the first of each of these", inventory.Equal.SpareFiles),
        new("spareBytes", "Bytes of these", inventory.Equal.SpareBytes),
    ]);

    private static ReportFacts DescribeBaseline(Baseline baseline) => new(
        "baseline", "Compared with the last inventory",
    [
        .. baseline is SnapshotBaseline { Tree: var tree }
            ? (ReportFact[])
            [
                new("root", "Root hash", tree.Root.ToString()),
                new("files", "Files and links", tree.Files),
                new("bytes", "Bytes", tree.Bytes),
            ]
            : [new("root", "Root hash", "none")],
    ]);

    private ReportTable ListFolders() => new(
        Folders, string.Create(CultureInfo.InvariantCulture, $"Folders, {arguments.Depth} deep"),
        [
            new("path", "Path", ReportCellKind.Path),
            new("files", "Files", ReportCellKind.Number),
            new("links", "Links", ReportCellKind.Number),
            new("folders", "Folders", ReportCellKind.Number),
            new("bytes", "Bytes", ReportCellKind.Number),
        ],
        LazyList.Of(FoldersToTell(), RowOf),
        "There are none.");

    private List<int> FoldersToTell()
    {
        int[] depths = new int[inventory.Files.FolderCount];
        List<int> told = [0];
        for (int folder = 1; folder < depths.Length; folder++)
        {
            depths[folder] = depths[inventory.Files.ParentOf(folder)] + 1;
            if (depths[folder] <= arguments.Depth)
            {
                told.Add(folder);
            }
        }

        return told;
    }

    private ReportRow RowOf(int folder)
    {
        InventoryTotal total = inventory.Totals.OfFolder(folder);
        string path = folder == 0 ? "." : inventory.Files.PathOfFolder(folder).ToString();
        return new ReportRow(path, total.Files, total.Links, total.Folders, total.Bytes);
    }

    private ReportTable ListExtensions() => new(
        "extensions", "Extensions",
        [
            new("extension", "Extension", ReportCellKind.Text),
            new("files", "Files", ReportCellKind.Number),
            new("bytes", "Bytes", ReportCellKind.Number),
        ],
        [
            .. inventory.Totals.OfExtensions().Select(total =>
                new ReportRow(total.Key, total.Value.Files + total.Value.Links, total.Value.Bytes)),
        ],
        "There are none.");

    private ReportTable ListLargest() => new(
        "largest", "Largest files",
        [new("path", "Path", ReportCellKind.Path), new("bytes", "Bytes", ReportCellKind.Number)],
        LazyList.Of(inventory.Largest, file => new ReportRow(files.PathOf(file), inventory.Files[file].Size)),
        "There are none.");

    private ReportTable ListOldest() => new(
        "oldest", "Oldest files",
        [new("path", "Path", ReportCellKind.Path), new("modified", "Modified", ReportCellKind.Text)],
        LazyList.Of(
            inventory.Oldest, file => new ReportRow(files.PathOf(file), InstantText.Format(files.ModifiedOf(file)))),
        "There are none.");

    private ReportTable ListEqual()
    {
        var rows = new List<EqualRow>();
        for (int index = 0; index < inventory.Equal.Groups.Count; index++)
        {
            EqualGroup group = inventory.Equal.Groups[index];
            rows.AddRange(Enumerable.Range(group.Start, group.Count).Select(place => new EqualRow(index, place)));
        }

        return new ReportTable(
            "equal", "Files that hold the same",
            [
                new("content", "Content", ReportCellKind.Number),
                new("files", "Files", ReportCellKind.Number),
                new("bytes", "Bytes of each", ReportCellKind.Number),
                new("path", "Path", ReportCellKind.Path),
                new("sha256", "SHA-256", ReportCellKind.Hash) { IsDetail = true },
            ],
            LazyList.Of(rows, Row),
            "No two files hold the same.");
    }

    private ReportRow Row(EqualRow row)
    {
        int file = inventory.Equal.Files[row.Place];
        EqualGroup group = inventory.Equal.Groups[row.Group];
        return new ReportRow(
            row.Group + 1L, (long)group.Count, group.Bytes, files.PathOf(file), inventory.Files[file].Hash.ToString());
    }

    /// <summary>A file that holds what others do.</summary>
    /// <param name="Group">Which of the groups it is of.</param>
    /// <param name="Place">Where it is among the equal files.</param>
    private readonly record struct EqualRow(int Group, int Place);
}
