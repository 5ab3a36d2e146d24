using System.Globalization;
using AuditGraph.Core.Baselines;
using AuditGraph.Core.Reports;
using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.Scans;

/// <summary>What a report says of how a scan differs from a baseline.</summary>
internal static class ComparisonBlocks
{
    /// <summary>The key of the table of <see cref="Changes"/>.</summary>
    public const string ChangesKey = "changes";

    /// <summary>How much differs, by kind.</summary>
    /// <param name="comparison">What differs; null where nothing was compared: the baseline was only taken.</param>
    /// <param name="removalsAreKnown">Whether what is compared with tells of files that are there no more.</param>
    public static ReportTally Summary(SnapshotComparison? comparison, bool removalsAreKnown) => new(
        "summary", "Summary",
        [
            removalsAreKnown ? Entry("added", "Added", comparison?.Added) : Unknown("added", "Added"),
            Entry("modified", "Modified", comparison?.Modified),
            removalsAreKnown ? Entry("removed", "Removed", comparison?.Removed) : Unknown("removed", "Removed"),
            removalsAreKnown ? Entry("renamed", "Renamed", comparison?.Renamed) : Unknown("renamed", "Renamed"),
            Entry("unchanged", "Unchanged", comparison?.Unchanged),
            removalsAreKnown ? Moved("leftScope", "Left the scope", comparison?.Left)
                : Unknown("leftScope", "Left the scope"),
            removalsAreKnown ? Moved("enteredScope", "Entered the scope", comparison?.Entered)
                : Unknown("enteredScope", "Entered the scope"),
        ]);

    /// <summary>What differs, file by file.</summary>
    /// <param name="comparison">What differs; null where nothing was compared: the baseline was only taken.</param>
    /// <param name="scan">What the workspace holds.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static ReportTable Changes(
        SnapshotComparison? comparison, ScanResult scan, CancellationToken cancellation) => new(
        ChangesKey, "Changes",
        [
            new("kind", "Kind", ReportCellKind.Text),
            new("path", "Path", ReportCellKind.Path),
            new("previousPath", "Previous path", ReportCellKind.Path),
            new("bytes", "Bytes", ReportCellKind.Number),
            new("sha256", "SHA-256", ReportCellKind.Hash),
        ],
        [.. (comparison?.Changes ?? []).Select(change => Row(change, cancellation))],
        comparison is not null
            ? "Nothing changed."
            : string.Create(
                CultureInfo.InvariantCulture,
                $"There was nothing to compare with. The baseline was taken, of {scan.Tree.Files} files."));

    /// <summary>What was left out, not seen and not compared.</summary>
    /// <param name="baseline">What was compared with.</param>
    /// <param name="scan">What the workspace holds.</param>
    /// <param name="lastSeen">The run that saw each thing last which was not seen.</param>
    /// <param name="comparison">What differs; null where nothing was compared: the baseline was only taken.</param>
    /// <param name="more">What else the action has to say of it.</param>
    public static ReportSection Coverage(
        Baseline baseline,
        ScanResult scan,
        IReadOnlyDictionary<TreePath, string> lastSeen,
        SnapshotComparison? comparison,
        params IEnumerable<ReportBlock> more) => new(
        ScanCoverageBlocks.Key, ScanCoverageBlocks.Heading,
        [
            ScanCoverageBlocks.Counts(
                scan, new ReportFact("uncomparedCount", "Not compared", (long?)comparison?.Uncompared.Count)),
            ScanCoverageBlocks.Gaps(scan, lastSeen),
            ScanCoverageBlocks.Paths(
                "uncompared", "Not compared", comparison?.Uncompared ?? [],
                comparison is null ? "There was nothing to compare with." : "Everything that was seen was compared."),
            new ReportTable(
                "seenAgain", "Seen again",
                [
                    new("path", "Path", ReportCellKind.Path),
                    new("lastSeen", "Compared with what this run saw", ReportCellKind.Text),
                ],
                SeenAgain(baseline, scan),
                "Nothing that was seen had been out of sight before."),
            Moves(
                "leftScope", "Left the scope", "Rule that leaves it out", comparison?.Left,
                "Nothing left the scope."),
            Moves(
                "enteredScope", "Entered the scope", "Rule that left it out", comparison?.Entered,
                "Nothing entered the scope."),
            ScanCoverageBlocks.SilentChanges(scan),
            .. more,
            new ReportNotes(
                "notes", "Notes", [.. baseline.Warnings, .. baseline.Notes, .. ScanCoverageBlocks.DescribeBound(scan)]),
        ]);

    private static ReportTallyEntry Entry(string key, string label, ChangeTotal? total) =>
        new(key, label, total?.Files, total?.Bytes);

    private static ReportTallyEntry Moved(string key, string label, IReadOnlyList<ScopeMove>? moves) =>
        new(key, label, moves?.Sum(move => move.Entries), moves?.Sum(move => move.Bytes));

    private static ReportTallyEntry Unknown(string key, string label) => new(key, label, null, null);

    private static ReportRow Row(SnapshotChange found, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        AuditChange change = found.ToAuditChange();
        return new ReportRow(KindName(change.Kind), change.Path, change.PreviousPath, change.Bytes, change.Sha256);
    }

    private static IReadOnlyList<ReportRow> SeenAgain(Baseline baseline, ScanResult scan)
    {
        if (baseline is not SnapshotBaseline { LastSeen: { Count: > 0 } before })
        {
            return [];
        }

        HashSet<TreePath> unseen = [.. scan.Coverage.Gaps.Select(gap => gap.Path)];
        return
        [
            .. before.Where(entry => !unseen.Contains(entry.Key))
                .OrderBy(entry => entry.Key)
                .Select(entry => new ReportRow(entry.Key.ToString(), entry.Value)),
        ];
    }

    private static ReportTable Moves(
        string key, string heading, string ruleHeading, IReadOnlyList<ScopeMove>? moves, string whenEmpty) => new(
        key, heading,
        [
            new("path", "Path", ReportCellKind.Path),
            new("entries", "Entries", ReportCellKind.Number),
            new("rule", ruleHeading, ReportCellKind.Text),
        ],
        [.. (moves ?? []).Select(move => new ReportRow(move.Path.ToString(), move.Entries, move.Rule))],
        whenEmpty);

    private static string KindName(AuditChangeKind kind) => kind switch
    {
        AuditChangeKind.Added => "added",
        AuditChangeKind.Modified => "modified",
        AuditChangeKind.Removed => "removed",
        _ => "renamed",
    };
}
