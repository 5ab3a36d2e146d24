using System.Globalization;
using AuditGraph.Core.Baselines;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Stores;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.Scans;

/// <summary>What the user should know of a comparison with a baseline although the run succeeded.</summary>
internal static class ComparisonWarnings
{
    /// <summary>The sentences.</summary>
    /// <param name="baseline">What was compared with; null where nothing was to be.</param>
    /// <param name="scan">What the workspace holds.</param>
    /// <param name="carried">What is known of what was not seen.</param>
    /// <param name="comparison">What differs; null where nothing was compared: the baseline was only taken.</param>
    /// <param name="files">The snapshots that are damaged.</param>
    public static IEnumerable<string> Of(
        Baseline? baseline,
        ScanResult scan,
        CarriedKnowledge carried,
        SnapshotComparison? comparison,
        IReadOnlyList<DamagedFile> files)
    {
        if (carried.Warning is { } warning)
        {
            yield return warning;
        }

        foreach (string chosen in baseline?.Warnings ?? [])
        {
            yield return chosen;
        }

        foreach (DamagedFile damaged in files)
        {
            yield return $"{damaged.Failure.Message} It was left out.";
        }

        if (ScanWarnings.OfGaps(scan) is { } gaps)
        {
            yield return gaps;
        }

        if (CountUncompared(scan, comparison) is > 0 and int uncompared)
        {
            yield return CountText.Of(uncompared, "entry was", "entries were")
                + " seen for the first time and not compared; see the report's section on coverage.";
        }

        if (comparison is not null)
        {
            string?[] moves = [DescribeMoves("left", comparison.Left), DescribeMoves("entered", comparison.Entered)];
            foreach (string moved in moves.OfType<string>())
            {
                yield return moved;
            }
        }

        if (ScanWarnings.OfSilentChanges(scan) is { } silent)
        {
            yield return silent;
        }
    }

    private static string? DescribeMoves(string verb, IReadOnlyList<ScopeMove> moves)
    {
        string[] rules = [.. moves.Select(move => move.Rule).Distinct().Order(StringComparer.Ordinal)];
        long entries = moves.Sum(move => move.Entries);
        string others = rules.Length switch
        {
            <= 1 => "",
            2 => ", and 1 more rule",
            _ => string.Create(CultureInfo.InvariantCulture, $", and {rules.Length - 1} more rules"),
        };
        return rules.Length == 0 ? null : string.Create(
            CultureInfo.InvariantCulture,
            $"{entries} {(entries == 1 ? "entry" : "entries")} {verb} the scope ({rules[0]}{others}); "
                + $"see the report's section on coverage.");
    }

    /// <summary>How many entries were not compared though they were seen.</summary>
    private static int CountUncompared(ScanResult scan, SnapshotComparison? comparison)
    {
        if (comparison is not { Uncompared.Count: > 0 })
        {
            return 0;
        }

        HashSet<TreePath> unseen = [.. scan.Coverage.Gaps.Select(gap => gap.Path)];
        return comparison.Uncompared.Count(path => !unseen.Contains(path));
    }
}
