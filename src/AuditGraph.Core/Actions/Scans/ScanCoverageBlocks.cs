using System.Globalization;
using AuditGraph.Core.Reports;
using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.Scans;

/// <summary>What a report says of how much of the workspace was seen.</summary>
internal static class ScanCoverageBlocks
{
    /// <summary>The key of the section that has them.</summary>
    public const string Key = "coverage";

    /// <summary>The heading of the section that has them.</summary>
    public const string Heading = "Coverage";

    /// <summary>What is there.</summary>
    public static ReportFacts Current(ScanResult scan) => new("current", "Current state",
    [
        new("root", "Root hash", scan.Tree.Root.ToString()),
        new("files", "Files", scan.Tree.Files),
        new("bytes", "Bytes", scan.Tree.Bytes),
    ]);

    /// <summary>All that a check says of how much was seen.</summary>
    /// <param name="seen">The scan.</param>
    /// <param name="lastSeen">The run that saw each thing last which was not seen.</param>
    public static ReportSection Section(SharedScan seen, IReadOnlyDictionary<TreePath, string> lastSeen) => new(
        Key,
        Heading,
        [
            Counts(seen.Result),
            Gaps(seen.Result, lastSeen),
            SilentChanges(seen.Result),
            new ReportNotes("notes", "Notes", [.. seen.Surroundings.Notes, .. DescribeBound(seen.Result)]),
        ]);

    /// <summary>How much was left out and not seen.</summary>
    /// <param name="scan">The scan.</param>
    /// <param name="more">What else the action counts.</param>
    public static ReportFacts Counts(ScanResult scan, params IEnumerable<ReportFact> more) => new("excluded", null,
    [
        new("excluded", "Excluded entries", scan.Coverage.Excluded),
        new("gapCount", "Not seen", (long)scan.Coverage.Gaps.Count),
        .. more,
        new("rehash", "Files read again", scan.Rehash.ToString().ToLowerInvariant()),
    ]);

    /// <summary>What was not seen, and why.</summary>
    /// <param name="scan">The scan.</param>
    /// <param name="lastSeen">The run that saw each of it last.</param>
    public static ReportTable Gaps(ScanResult scan, IReadOnlyDictionary<TreePath, string> lastSeen) => new(
        "gaps", "Not seen",
        [
            new("path", "Path", ReportCellKind.Path),
            new("reason", "Reason", ReportCellKind.Text),
            new("lastSeen", "Last seen by run", ReportCellKind.Text),
        ],
        [
            .. scan.Coverage.Gaps.Select(gap =>
                new ReportRow(gap.Path.ToString(), NameOf(gap.Reason), lastSeen.GetValueOrDefault(gap.Path))),
        ],
        "Everything in the scope was seen.");

    /// <summary>What changed without a trace.</summary>
    /// <param name="scan">The scan.</param>
    public static ReportTable SilentChanges(ScanResult scan) => Paths(
        "silent",
        "Changed without a trace in size and times",
        scan.SilentChanges,
        "No file that was read again had changed without a trace.");

    /// <summary>A table of paths alone.</summary>
    public static ReportTable Paths(string key, string heading, IReadOnlyList<TreePath> paths, string whenEmpty) => new(
        key,
        heading,
        [new("path", "Path", ReportCellKind.Path)],
        paths.Count == 0 ? [] : [.. paths.Select(path => new ReportRow(path.ToString()))],
        whenEmpty);

    /// <summary>What sampling promises, in a sentence, where there was any.</summary>
    /// <param name="scan">The scan.</param>
    public static IEnumerable<string> DescribeBound(ScanResult scan)
    {
        if (scan.Bound is { } bound)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"Of the files whose size and times did not change, a random {bound.Share:P0} was read again: a silent change of "
                + $"{RehashBound.ChangedPart:P1} of the files is caught with {RehashBound.Confidence:P0} within "
                + $"{bound.RunsFor(scan.Tree.Files)} runs.");
        }
    }

    /// <summary>Why something was not seen, in a word or two.</summary>
    public static string NameOf(GapReason reason) => reason switch
    {
        GapReason.MountPoint => "mount point",
        _ => reason.ToString().ToLowerInvariant(),
    };
}
