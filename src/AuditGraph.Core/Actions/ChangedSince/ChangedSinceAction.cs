using System.Globalization;
using AuditGraph.Core.Baselines;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Git;
using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Scopes;
using AuditGraph.Core.Snapshots.Stores;
using AuditGraph.Core.Snapshots.Trees;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Actions.ChangedSince;

/// <summary>
/// <c>report.changed_since</c>: which files of the workspace were added, modified, removed or renamed since a
/// baseline, by content.
/// </summary>
internal sealed class ChangedSinceAction(Workspace workspace, IDisk disk, TimeProvider clock, WorkspaceSight sight) : IReusableAction
{
    private readonly SnapshotStore store = new(workspace.Paths, disk);

    private readonly GitRepository repository = new(workspace.Root);

    /// <inheritdoc/>
    public ActionDescriptor Descriptor => ChangedSinceDescriptor.Value;

    /// <inheritdoc/>
    public AuditActionPreview Preview(AuditActionContext context, CancellationToken cancellation)
    {
        var arguments = new ChangedSinceArguments(context.Job.Arguments);
        Baseline baseline = SharedFinder.Find(arguments.Since, context, arguments.Scope, arguments.AllowsFallback, cancellation);
        SnapshotHeader? newest = sight.Stored.Store.NewestAtOrBefore(clock.GetUtcNow(), arguments.Scope);
        return new AuditActionPreview
        {
            Baseline = baseline.Description,
            ExpectedFiles = newest?.Files,
            ExpectedBytes = newest?.Bytes,
        };
    }

    /// <inheritdoc/>
    public AuditActionResult Run(AuditActionContext context, CancellationToken cancellation)
    {
        var arguments = new ChangedSinceArguments(context.Job.Arguments);
        BaselineFinder finder = Finder;
        Baseline baseline = finder.Find(arguments.Since, context, arguments.Scope, arguments.AllowsFallback, cancellation);
        if (finder.DescribeClock(context.RunId) is { } clockNote)
        {
            baseline = baseline with { Warnings = [clockNote, .. baseline.Warnings] };
        }

        context.Observer.OnVerbose($"Comparing with {baseline.Description}.");

        SharedScan seen = Scan(arguments, store, context, cancellation);
        ScanResult scan = seen.Result;
        CarriedKnowledge carried = finder.Carry(scan, context.Job.Name);
        if (context.Attempt > 1)
        {
            store.SetAside(context.RunId);
        }

        SnapshotHeader taken = sight.Store(
            seen.TakenAt, takenAt => store.Add(scan, carried.Trees, context.RunId, context.Job.Name, takenAt, cancellation));
        GitComparison? git = CompareWithCommit(baseline, scan, cancellation);
        SnapshotTree? baselineTree = git?.Baseline ?? (baseline as SnapshotBaseline)?.Tree;
        SnapshotComparison? comparison = baseline switch
        {
            FirstBaseline => null,
            ModificationTimeBaseline times => new SnapshotBaselineComparison(store).Compare(times, scan, cancellation),
            SnapshotBaseline snapshot => new SnapshotBaselineComparison(store).Compare(snapshot, scan, cancellation),
            _ => SnapshotDiff.Compare(baselineTree!, git?.Current ?? scan.Tree, cancellation),
        };
        baseline = baseline with { Notes = [.. baseline.Notes, .. seen.Surroundings.Notes, .. git?.Notes ?? []] };
        return new AuditActionResult
        {
            Report = ChangedSinceReport.Create(
                arguments.Since.Text, baseline, baselineTree, scan, carried.Runs, comparison, git?.Submodules ?? [], cancellation),
            Evidence = baseline.Evidence,
            Baseline = baseline.Name,
            BaselineRoot = baselineTree?.Root.ToString(),
            SnapshotRoot = taken.Root.ToString(),
            SnapshotSha256 = taken.Digest.ToString(),
            Fingerprint = ChangedSinceInputs.FindObstacle(arguments, baseline, scan, store) is null
                ? ChangedSinceInputs.Fingerprint(baseline, scan)
                : [],
            Counts = Count(baseline, comparison, scan),
            Warnings = Warn(baseline, scan, carried, comparison).ToValueList(),
        };
    }

    /// <inheritdoc/>
    public ActionInputs Look(AuditActionContext context, AuditJobRun earlier, CancellationToken cancellation)
    {
        var arguments = new ChangedSinceArguments(context.Job.Arguments);
        if (ChangedSinceInputs.FindObstacle(arguments) is { } never)
        {
            return new ActionInputs([], [never]);
        }

        SnapshotStore known = sight.Stored.Store;
        BaselineFinder finder = SharedFinder;
        Baseline baseline = finder.Find(arguments.Since, context, arguments.Scope, arguments.AllowsFallback, cancellation);
        if (ChangedSinceInputs.FindObstacle(baseline, finder.DescribeClock(context.RunId)) is { } doubt)
        {
            return new ActionInputs([], [doubt]);
        }

        ScanResult scan = Scan(arguments, known, context, cancellation).Result;
        var changes = new List<AuditRunReason>();
        if (ChangedSinceInputs.FindObstacle(arguments, baseline, scan, known) is { } obstacle)
        {
            changes.Add(obstacle);
        }

        changes.AddRange(ChangedSinceInputs.FindChanges(earlier, scan, known, cancellation));
        return new ActionInputs(ChangedSinceInputs.Fingerprint(baseline, scan), changes.ToValueList());
    }

    private BaselineFinder SharedFinder =>
        sight.FinderOf((known, runs) => new BaselineFinder(workspace.Paths, known, runs, repository, clock));

    // The ledger is opened before the store is listed, so that a run that ends in between is in neither.
    private BaselineFinder Finder => new(workspace.Paths, store, SettledRuns.Open(workspace.Paths), repository, clock);

    private SharedScan Scan(
        ChangedSinceArguments arguments, SnapshotStore known, AuditActionContext context, CancellationToken cancellation) =>
        sight.Look(
            arguments.Scope,
            arguments.Rehash,
            isAnew: context.Attempt > 1,
            () =>
            {
                // The store is read before the time is, so a snapshot is never older than one that it builds upon.
                long? expectedFiles = known.NewestAtOrBefore(clock.GetUtcNow(), arguments.Scope)?.Files;
                DateTimeOffset takenAt = clock.GetUtcNow();
                IgnoreSurroundings surroundings = Surroundings(arguments, cancellation);
                var options = new ScanOptions
                {
                    CacheFolder = workspace.Paths.Cache,
                    KeepIndex = sight.KeepsIndex,
                    Rehash = arguments.Rehash,
                    ExpectedFiles = expectedFiles,
                    Surroundings = surroundings,
                };
                ScanResult scan = new SnapshotScanner(disk).Scan(workspace.Root, arguments.Scope, options, context.Observer, cancellation);
                return new SharedScan(scan, surroundings, takenAt);
            },
            cancellation);

    private GitComparison? CompareWithCommit(Baseline baseline, ScanResult scan, CancellationToken cancellation)
    {
        if (baseline is not GitBaseline git)
        {
            return null;
        }

        var cache = new GitBlobCache(disk, workspace.Paths.Cache, repository.Locate(cancellation)!);
        return new GitComparer(repository, cache).Read(git.Commit, scan.Tree, scan.Scope, [], cancellation);
    }

    private IgnoreSurroundings Surroundings(ChangedSinceArguments arguments, CancellationToken cancellation)
    {
        try
        {
            return arguments.Scope.RespectGitignore ? GitSurroundings.Read(repository, cancellation) : IgnoreSurroundings.None;
        }
        catch (AuditRunException failure) when (arguments.AllowsFallback && GitErrors.Contains(failure.Descriptor))
        {
            string note = "Only the workspace's own .gitignore files were read, and what they ignore is left out even where git tracks it, "
                + $"because git could not tell. {failure.Message}";
            return IgnoreSurroundings.None with { Notes = [note] };
        }
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

    private IEnumerable<string> Warn(Baseline baseline, ScanResult scan, CarriedKnowledge carried, SnapshotComparison? comparison)
    {
        if (carried.Warning is { } warning)
        {
            yield return warning;
        }

        foreach (string chosen in baseline.Warnings)
        {
            yield return chosen;
        }

        foreach (DamagedFile damaged in store.Damaged)
        {
            yield return $"{damaged.Failure.Message} It was left out.";
        }

        if (scan.Coverage.Gaps.Count > 0)
        {
            yield return $"{CountText.Of(scan.Coverage.Gaps.Count, "entry was", "entries were")} not seen; see the report's section on coverage.";
        }

        HashSet<TreePath> unseen = [.. scan.Coverage.Gaps.Select(gap => gap.Path)];
        if (comparison?.Uncompared.Count(path => !unseen.Contains(path)) is > 0 and int uncompared)
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

        if (scan.SilentChanges.Count > 0)
        {
            yield return $"{CountText.Of(scan.SilentChanges.Count, "file")} changed without a trace in size and times; see the report's section on coverage.";
        }
    }
}
