using AuditGraph.Core.Actions.Manifests;
using AuditGraph.Core.Actions.Scans;
using AuditGraph.Core.Reports;
using AuditGraph.Core.Reports.Manifests;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.ReportManifest;

/// <summary>Lays out what <c>report.manifest</c> lists. Nothing of the clock is in it.</summary>
internal static class ReportManifestReport
{
    /// <summary>The report.</summary>
    /// <param name="root">The folder that it is of.</param>
    /// <param name="files">Its files and links that were seen, sorted.</param>
    /// <param name="seen">The scan.</param>
    /// <param name="lastSeen">The run that saw each thing last which was not seen.</param>
    public static ReportDocument Create(
        TreePath root, IReadOnlyList<TreeFile> files, SharedScan seen, IReadOnlyDictionary<TreePath, string> lastSeen)
    {
        ReportTable table = ManifestTable.Create(files);
        return new ReportDocument(
            "Manifest",
            [
                ScanCoverageBlocks.Current(seen.Result),
                ManifestTable.Describe(
                    table,
                    root.Bytes.IsEmpty ? null : root.ToString(),
                    new("files", "Files", files.LongCount(file => file.IsFile)),
                    new("bytes", "Bytes in them", files.Where(file => file.IsFile).Sum(file => file.Bytes)),
                    new("links", "Symbolic links, which mtree alone lists", files.LongCount(file => !file.IsFile)),
                    new("equal", "Files that hold the same as another", CountEqual(files))),
                table,
                new ReportTable(
                    "twins",
                    "Names that differ in their Unicode normal form alone",
                    [new("path", "Path", ReportCellKind.Path), new("other", "Another", ReportCellKind.Path)],
                    [
                        .. NameTwins.Find(files.Select(file => file.Path))
                            .Select(twins => new ReportRow(twins.First.ToString(), twins.Other.ToString())),
                    ],
                    "There are none."),
                ScanCoverageBlocks.Section(seen, lastSeen),
            ],
            ManifestTable.Key)
        {
            Remarks = [.. seen.Result.Coverage.Gaps.Select(gap => ManifestTable.Remark("notSeen", gap.Path))],
        };
    }

    private static long CountEqual(IReadOnlyList<TreeFile> files) => files
        .Where(file => file is { IsFile: true, Bytes: > 0 })
        .CountBy(file => file.Hash)
        .Where(content => content.Value > 1)
        .Sum(content => (long)content.Value);
}
