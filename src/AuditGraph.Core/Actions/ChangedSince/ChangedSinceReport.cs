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
            ComparisonBlocks.Summary(
                comparison,
                removalsAreKnown: baselineTree is not null || baseline is ModificationTimeBaseline { Later: not null }),
            ComparisonBlocks.Changes(comparison, scan, cancellation),
            ComparisonBlocks.Coverage(
                baseline, scan, lastSeen, comparison, submodules.Count == 0 ? [] : [ListSubmodules(submodules)]),
        ],
        ComparisonBlocks.ChangesKey)
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
}
