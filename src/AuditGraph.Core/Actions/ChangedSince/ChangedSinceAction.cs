using AuditGraph.Core.Actions.Scans;
using AuditGraph.Core.Baselines;
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
        if (BaselineInputs.FindObstacle(baseline, context.DescribeClock(cancellation)) is { } doubt)
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
            Counts = Count(ComparisonCounts.Of(baseline, comparison, scan), comparison, scan),
            Warnings = ComparisonWarnings.Of(baseline, scan, carried, comparison, store.Damaged).ToValueList(),
        };
    }

    private static ValueMap<long> Count(ValueMap<long> differences, SnapshotComparison? comparison, ScanResult scan) =>
        comparison is null ? new([.. differences, new("baselineFiles", scan.Tree.Files)]) : differences;

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
}
