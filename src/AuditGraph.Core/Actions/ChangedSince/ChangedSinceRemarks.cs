using AuditGraph.Core.Reports;
using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.ChangedSince;

/// <summary>
/// What the report says beside its changes, as rows of their table: so that who reads nothing but the CSV form is not
/// left to believe that all was seen and compared.
/// </summary>
internal static class ChangedSinceRemarks
{
    private const string Root = ".";

    /// <summary>The rows.</summary>
    /// <param name="scan">What the workspace holds.</param>
    /// <param name="comparison">What differs; null where nothing was compared, because the baseline was only taken.</param>
    public static IReadOnlyList<ReportRow> Of(ScanResult scan, SnapshotComparison? comparison)
    {
        var rows = new List<ReportRow>();
        if (comparison is null)
        {
            rows.Add(new ReportRow("baselineTaken", Root, null, scan.Tree.Bytes, scan.Tree.Root.ToString()));
        }

        rows.AddRange(scan.Coverage.Gaps.Select(gap => OfPath("notSeen", gap.Path)));
        rows.AddRange((comparison?.Uncompared ?? []).Select(path => OfPath("notCompared", path)));
        rows.AddRange((comparison?.Left ?? []).Select(move => OfMove("leftScope", move)));
        rows.AddRange((comparison?.Entered ?? []).Select(move => OfMove("enteredScope", move)));
        return rows;
    }

    private static ReportRow OfMove(string kind, ScopeMove move) => new(kind, move.Path.ToString(), null, move.Bytes, null);

    private static ReportRow OfPath(string kind, TreePath path) => new(kind, path.ToString(), null, null, null);
}
