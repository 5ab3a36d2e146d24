using AuditGraph.Core.Baselines;
using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.Scans;

/// <summary>The summary counts of a run that compared a scan with a baseline.</summary>
internal static class ComparisonCounts
{
    /// <summary>The counts.</summary>
    /// <param name="baseline">What was compared with.</param>
    /// <param name="comparison">What differs; null where nothing was compared: the baseline was only taken.</param>
    /// <param name="scan">What the workspace holds.</param>
    public static ValueMap<long> Of(Baseline baseline, SnapshotComparison? comparison, ScanResult scan)
    {
        var counts = new Dictionary<string, long>
        {
            ["excluded"] = scan.Coverage.Excluded,
            ["notSeen"] = scan.Coverage.Gaps.Count,
        };
        if (comparison is null)
        {
            return new(counts);
        }

        counts["modified"] = comparison.Modified.Files;
        counts["unchanged"] = comparison.Unchanged.Files;
        counts["notCompared"] = comparison.Uncompared.Count;
        if (baseline is not ModificationTimeBaseline { Later: null })
        {
            counts["added"] = comparison.Added.Files;
            counts["removed"] = comparison.Removed.Files;
            counts["renamed"] = comparison.Renamed.Files;
            counts["leftScope"] = comparison.Left.Sum(move => move.Entries);
            counts["enteredScope"] = comparison.Entered.Sum(move => move.Entries);
        }

        return new(counts);
    }
}
