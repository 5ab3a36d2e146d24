using System.Globalization;
using AuditGraph.Core.Actions.Scans;
using AuditGraph.Core.Baselines;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Git;
using AuditGraph.Core.Reports;
using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.ChangedSince;

/// <summary>Lays out what <c>report.changed_since</c> found. Nothing of the clock is in it.</summary>
internal static class ChangedSinceReport
{
    private const string Changes = "changes";

    /// <summary>The report.</summary>
    /// <param name="since">The baseline as the job names it.</param>
    /// <param name="baseline">What was compared with.</param>
    /// <param name="baselineTree">The baseline's tree, or null where it has none.</param>
    /// <param name="scan">What the workspace holds.</param>
    /// <param name="lastSeen">The run that saw each thing last which was not seen.</param>
    /// <param name="comparison">What differs; null where nothing was compared, because the baseline was only taken.</param>
    /// <param name="submodules">The git submodules that were compared as such.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static ReportDocument Create(
        string since,
        Baseline baseline,
        SnapshotTree? baselineTree,
        ScanResult scan,
        IReadOnlyDictionary<TreePath, string> lastSeen,
        SnapshotComparison? comparison,
        IReadOnlyList<GitSubmodule> submodules,
        CancellationToken cancellation = default) => new(
        $"Changes since {DisplayText.Escape(since)}",
        [
            DescribeBaseline(baseline, baselineTree, scan),
            new ReportFacts("current", "Current state", DescribeTree(scan.Tree)),
            Summarize(comparison, removalsAreKnown: baselineTree is not null || baseline is ModificationTimeBaseline { Later: not null }),
            ListChanges(comparison, scan, cancellation),
            DescribeCoverage(baseline, scan, lastSeen, comparison, submodules),
        ],
        Changes)
        {
            Remarks = ChangedSinceRemarks.Of(scan, comparison),
        };

    private static ReportFacts DescribeBaseline(Baseline baseline, SnapshotTree? tree, ScanResult scan)
    {
        List<ReportFact> facts = [new("evidence", "Evidence", baseline.Evidence), new("id", "Identity", baseline.Name)];
        if (baseline is FirstBaseline)
        {
            facts.Add(new("takenFiles", "Files taken as the baseline", scan.Tree.Files));
        }
        else if (baseline is SnapshotBaseline { Header: { } header })
        {
            facts.Add(new("taken", "Taken", InstantText.Format(header.TakenAt)));
        }

        if (tree is not null)
        {
            facts.AddRange(DescribeTree(tree));
        }

        return new ReportFacts("baseline", "Baseline", facts.ToValueList());
    }

    private static ValueList<ReportFact> DescribeTree(SnapshotTree tree) =>
        [new("root", "Root hash", tree.Root.ToString()), new("files", "Files", tree.Files), new("bytes", "Bytes", tree.Bytes)];

    private static ReportTally Summarize(SnapshotComparison? comparison, bool removalsAreKnown) => new(
        "summary", "Summary",
        [
            removalsAreKnown ? Entry("added", "Added", comparison?.Added) : Unknown("added", "Added"),
            Entry("modified", "Modified", comparison?.Modified),
            removalsAreKnown ? Entry("removed", "Removed", comparison?.Removed) : Unknown("removed", "Removed"),
            removalsAreKnown ? Entry("renamed", "Renamed", comparison?.Renamed) : Unknown("renamed", "Renamed"),
            Entry("unchanged", "Unchanged", comparison?.Unchanged),
            removalsAreKnown ? Moved("leftScope", "Left the scope", comparison?.Left) : Unknown("leftScope", "Left the scope"),
            removalsAreKnown ? Moved("enteredScope", "Entered the scope", comparison?.Entered) : Unknown("enteredScope", "Entered the scope"),
        ]);

    private static ReportTallyEntry Entry(string key, string label, ChangeTotal? total) => new(key, label, total?.Files, total?.Bytes);

    private static ReportTallyEntry Moved(string key, string label, IReadOnlyList<ScopeMove>? moves) =>
        new(key, label, moves?.Sum(move => move.Entries), moves?.Sum(move => move.Bytes));

    private static ReportTallyEntry Unknown(string key, string label) => new(key, label, null, null);

    private static ReportTable ListChanges(SnapshotComparison? comparison, ScanResult scan, CancellationToken cancellation) => new(
        Changes, "Changes",
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
            : string.Create(CultureInfo.InvariantCulture, $"There was nothing to compare with. The baseline was taken, of {scan.Tree.Files} files."));

    private static ReportRow Row(SnapshotChange found, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        AuditChange change = found.ToAuditChange();
        return new ReportRow(KindName(change.Kind), change.Path, change.PreviousPath, change.Bytes, change.Sha256);
    }

    private static ReportSection DescribeCoverage(
        Baseline baseline,
        ScanResult scan,
        IReadOnlyDictionary<TreePath, string> lastSeen,
        SnapshotComparison? comparison,
        IReadOnlyList<GitSubmodule> submodules) => new(
        ScanCoverageBlocks.Key, ScanCoverageBlocks.Heading,
        [
            ScanCoverageBlocks.Counts(scan, new ReportFact("uncomparedCount", "Not compared", (long?)comparison?.Uncompared.Count)),
            ScanCoverageBlocks.Gaps(scan, lastSeen),
            ScanCoverageBlocks.Paths(
                "uncompared", "Not compared", comparison?.Uncompared ?? [],
                comparison is null ? "There was nothing to compare with." : "Everything that was seen was compared."),
            new ReportTable(
                "seenAgain", "Seen again",
                [new("path", "Path", ReportCellKind.Path), new("lastSeen", "Compared with what this run saw", ReportCellKind.Text)],
                SeenAgain(baseline, scan),
                "Nothing that was seen had been out of sight before."),
            MoveTable("leftScope", "Left the scope", "Rule that leaves it out", comparison?.Left, "Nothing left the scope."),
            MoveTable("enteredScope", "Entered the scope", "Rule that left it out", comparison?.Entered, "Nothing entered the scope."),
            ScanCoverageBlocks.SilentChanges(scan),
            .. submodules.Count == 0 ? (IEnumerable<ReportBlock>)[] : [ListSubmodules(submodules)],
            new ReportNotes("notes", "Notes", [.. baseline.Warnings, .. baseline.Notes, .. ScanCoverageBlocks.DescribeBound(scan)]),
        ]);

    private static IReadOnlyList<ReportRow> SeenAgain(Baseline baseline, ScanResult scan)
    {
        if (baseline is not SnapshotBaseline { LastSeen: { Count: > 0 } before })
        {
            return [];
        }

        HashSet<TreePath> unseen = [.. scan.Coverage.Gaps.Select(gap => gap.Path)];
        return [.. before.Where(entry => !unseen.Contains(entry.Key)).OrderBy(entry => entry.Key).Select(entry => new ReportRow(entry.Key.ToString(), entry.Value))];
    }

    private static ReportTable MoveTable(string key, string heading, string ruleHeading, IReadOnlyList<ScopeMove>? moves, string whenEmpty) => new(
        key, heading,
        [new("path", "Path", ReportCellKind.Path), new("entries", "Entries", ReportCellKind.Number), new("rule", ruleHeading, ReportCellKind.Text)],
        [.. (moves ?? []).Select(move => new ReportRow(move.Path.ToString(), move.Entries, move.Rule))],
        whenEmpty);

    private static ReportTable ListSubmodules(IReadOnlyList<GitSubmodule> submodules) => new(
        "submodules", "Submodules",
        [
            new("path", "Path", ReportCellKind.Path),
            new("recorded", "Recorded commit", ReportCellKind.Hash),
            new("current", "Current commit", ReportCellKind.Hash),
            new("contents", "Contents", ReportCellKind.Text),
        ],
        [.. submodules.Select(found => new ReportRow(found.Path.ToString(), found.Recorded, found.Current, ContentsName(found.Contents)))],
        "There are none.");

    private static string ContentsName(GitSubmoduleContents contents) => contents switch
    {
        GitSubmoduleContents.Clean => "clean",
        GitSubmoduleContents.UntrackedContent => "untracked content",
        GitSubmoduleContents.ModifiedContent => "modified content",
        GitSubmoduleContents.NotCheckedOut => "not checked out",
        _ => "absent",
    };

    private static string KindName(AuditChangeKind kind) => kind switch
    {
        AuditChangeKind.Added => "added",
        AuditChangeKind.Modified => "modified",
        AuditChangeKind.Removed => "removed",
        _ => "renamed",
    };
}
