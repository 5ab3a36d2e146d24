using System.Globalization;
using AuditGraph.Core.Actions.Scans;
using AuditGraph.Core.Baselines;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Git;
using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Stores;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.ChangedSince;

/// <summary>
/// <c>report.changed_since</c>: which files of the workspace were added, modified, removed or renamed since a
/// baseline, by content.
/// </summary>
internal sealed class ChangedSinceAction(ChangedSinceArguments arguments) : IReusableAction
{
    /// <summary>The catalogue's entry.</summary>
    public static ActionDefinition Definition { get; } = new(
        ChangedSinceDescriptor.Value, static given => new ChangedSinceAction(ChangedSinceArguments.Read(given)));

    /// <inheritdoc/>
    public IReadOnlyList<BaselineRequest> Baselines => [arguments.Baseline];

    /// <inheritdoc/>
    public ActionPreview Preview(ActionContext context, CancellationToken cancellation)
    {
        Baseline baseline = context.FindBaseline(arguments.Baseline, cancellation);
        SnapshotHeader? newest = context.Sight.Store.NewestAtOrBefore(context.Clock.GetUtcNow(), arguments.Scan.Scope);
        return new ActionPreview
        {
            Baseline = baseline.Description,
            ExpectedFiles = newest?.Files,
            ExpectedBytes = newest?.Bytes,
        };
    }

    /// <inheritdoc/>
    public Task<ActionResult> RunAsync(ActionContext context, CancellationToken cancellation) => Task.FromResult(Run(context, cancellation));

    /// <inheritdoc/>
    public ActionInputs Look(ActionContext context, AuditJobRun earlier, CancellationToken cancellation)
    {
        if (ChangedSinceInputs.FindObstacle(arguments) is { } never)
        {
            return new ActionInputs([], [never]);
        }

        Baseline baseline = context.FindBaseline(arguments.Baseline, cancellation);
        if (ChangedSinceInputs.FindObstacle(baseline, context.DescribeClock(cancellation)) is { } doubt)
        {
            return new ActionInputs([], [doubt]);
        }

        ScanResult scan = context.Scan(arguments.Scan, cancellation).Result;
        var changes = new List<AuditRunReason>();
        if (ChangedSinceInputs.FindObstacle(arguments, baseline, scan, context.Sight.Store) is { } obstacle)
        {
            changes.Add(obstacle);
        }

        changes.AddRange(ScanInputs.FindChanges(earlier, scan, context.Sight.Store, cancellation));
        return new ActionInputs(ChangedSinceInputs.Fingerprint(baseline, scan), changes.ToValueList());
    }

    private ActionResult Run(ActionContext context, CancellationToken cancellation)
    {
        Baseline baseline = context.FindBaseline(arguments.Baseline, cancellation);
        if (context.DescribeClock(cancellation) is { } clockNote)
        {
            baseline = baseline with { Warnings = [clockNote, .. baseline.Warnings] };
        }

        context.Observer.OnVerbose($"Comparing with {baseline.Description}.");

        SharedScan seen = context.Scan(arguments.Scan, cancellation);
        ScanResult scan = seen.Result;
        SnapshotStore store = context.Sight.Store;
        (SnapshotHeader taken, CarriedKnowledge carried) = context.Keep(seen, cancellation);
        GitComparison? git = CompareWithCommit(context, baseline, scan, cancellation);
        SnapshotTree? baselineTree = git?.Baseline ?? (baseline as SnapshotBaseline)?.Tree;
        SnapshotComparison? comparison = baseline switch
        {
            FirstBaseline => null,
            ModificationTimeBaseline times => new SnapshotBaselineComparison(store).Compare(times, scan, cancellation),
            SnapshotBaseline snapshot => new SnapshotBaselineComparison(store).Compare(snapshot, scan, cancellation),
            _ => SnapshotDiff.Compare(baselineTree!, git?.Current ?? scan.Tree, cancellation),
        };
        baseline = baseline with { Notes = [.. baseline.Notes, .. seen.Surroundings.Notes, .. git?.Notes ?? []] };
        return new ActionResult
        {
            Report = ChangedSinceReport.Create(
                arguments.Baseline.Since.Text, baseline, baselineTree, scan, carried.Runs, comparison, git?.Submodules ?? [], cancellation),
            Evidence = baseline.Evidence,
            Baseline = baseline.Name,
            BaselineRoot = baselineTree?.Root.ToString(),
            SnapshotRoot = taken.Root.ToString(),
            SnapshotSha256 = taken.Digest.ToString(),
            Fingerprint = ChangedSinceInputs.FindObstacle(arguments, baseline, scan, store) is null
                ? ChangedSinceInputs.Fingerprint(baseline, scan)
                : [],
            Counts = Count(baseline, comparison, scan),
            Warnings = Warn(baseline, scan, carried, comparison, store.Damaged).ToValueList(),
        };
    }

    private static GitComparison? CompareWithCommit(ActionContext context, Baseline baseline, ScanResult scan, CancellationToken cancellation)
    {
        if (baseline is not GitBaseline git)
        {
            return null;
        }

        var repository = new GitRepository(context.Workspace.Root);
        var cache = new GitBlobCache(context.Disk, context.Workspace.Paths.Cache, repository.Locate(cancellation)!);
        return new GitComparer(repository, cache).Read(git.Commit, scan.Tree, scan.Scope, [], cancellation);
    }

    private static ValueMap<long> Count(Baseline baseline, SnapshotComparison? comparison, ScanResult scan)
    {
        var counts = new Dictionary<string, long>
        {
            ["excluded"] = scan.Coverage.Excluded,
            ["notSeen"] = scan.Coverage.Gaps.Count,
        };
        if (comparison is null)
        {
            counts["baselineFiles"] = scan.Tree.Files;
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
            $"{entries} {(entries == 1 ? "entry" : "entries")} {verb} the scope ({rules[0]}{others}); see the report's section on coverage.");
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

    private static IEnumerable<string> Warn(
        Baseline baseline, ScanResult scan, CarriedKnowledge carried, SnapshotComparison? comparison, IReadOnlyList<DamagedFile> files)
    {
        if (carried.Warning is { } warning)
        {
            yield return warning;
        }

        foreach (string chosen in baseline.Warnings)
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
            yield return $"{CountText.Of(uncompared, "entry was", "entries were")} seen for the first time and not compared; see the report's section on coverage.";
        }

        if (comparison is not null)
        {
            foreach (string moved in new[] { DescribeMoves("left", comparison.Left), DescribeMoves("entered", comparison.Entered) }.OfType<string>())
            {
                yield return moved;
            }
        }

        if (ScanWarnings.OfSilentChanges(scan) is { } silent)
        {
            yield return silent;
        }
    }
}
