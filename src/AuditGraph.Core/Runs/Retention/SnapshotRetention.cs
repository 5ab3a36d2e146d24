using AuditGraph.Core.Actions;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Snapshots.Stores;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Runs.Retention;

/// <summary>Removes the snapshots of a profile that are old and that nothing needs any more.</summary>
internal sealed class SnapshotRetention
{
    // What a removal costs grows with how much is stored, so each run has its share of it, however much that is.
    private const int LeastShare = 100;

    private readonly Workspace workspace;

    private readonly IDisk disk;

    private readonly TimeProvider clock;

    private readonly IAuditObserver observer;

    private readonly SnapshotRemoval removal;

    private readonly RetentionNeedsReader needs;

    /// <summary>Opens the snapshots of a workspace.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="disk">The disk.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="observer">Who is told of decisions and warnings.</param>
    /// <param name="catalog">The actions that there are; null for those of the product.</param>
    public SnapshotRetention(Workspace workspace, IDisk disk, TimeProvider clock, IAuditObserver observer, ActionCatalog? catalog = null)
    {
        this.workspace = workspace;
        this.disk = disk;
        this.clock = clock;
        this.observer = observer;
        removal = new SnapshotRemoval(workspace.Paths, disk);
        needs = new RetentionNeedsReader(workspace, disk, clock, observer, catalog ?? ActionCatalog.Product);
    }

    /// <summary>The beginning of the kept period: so long ago, or as long as the workspace's settings say.</summary>
    /// <param name="keep">How long snapshots are kept, or null for the settings.</param>
    /// <exception cref="AuditWorkspaceException"><c>RetentionNotSet</c>: the settings do not say.</exception>
    public DateTimeOffset KeptSince(TimeSpan? keep = null) =>
        (keep ?? workspace.Settings.Keep) is { } duration
            ? DurationText.Before(clock.GetUtcNow(), duration)
            : throw new AuditWorkspaceException(
                WorkspaceErrors.RetentionNotSet, "Nothing says how long snapshots are kept: the command was not told, and config/pkg.yaml sets no snapshots.keep.");

    /// <summary>Finds out what becomes of each snapshot, and changes nothing.</summary>
    /// <param name="request">Which are asked to go.</param>
    /// <param name="cancellation">Cancels the work.</param>
    /// <exception cref="AuditConfigurationException">The job file has errors, so what its jobs name cannot be told.</exception>
    /// <exception cref="AuditException">A snapshot is damaged or cannot be read.</exception>
    public RetentionPlan Plan(RetentionRequest request, CancellationToken cancellation)
    {
        SnapshotFiles files = SnapshotFiles.Read(workspace.Paths.Snapshots);
        RetentionNeeds found = files.Headers.Any(request.Asks) ? needs.Read(files.Headers, request.Before) : new RetentionNeeds();
        IReadOnlyList<RetentionDecision> decisions = RetentionRules.Decide(files.Headers, request, found);
        HashSet<string> runs = [.. decisions.Where(decision => decision.IsRemoved).Select(decision => decision.Snapshot.RunId)];
        if (!request.IsWorthwhile(runs.Count, decisions.Count))
        {
            decisions = [.. decisions.Select(decision => decision with { IsRemoved = false })];
            runs = [];
        }

        return new RetentionPlan(decisions, SnapshotRemoval.Plan(files, runs, cancellation));
    }

    /// <summary>Removes what is asked to go, at a moment at which no run is under way.</summary>
    /// <param name="request">Which are asked to go.</param>
    /// <param name="cancellation">Cancels the work before anything is removed.</param>
    /// <returns>What was done.</returns>
    /// <exception cref="AuditWorkspaceException">
    /// <c>LockBusy</c>: nothing was removed; <c>WriteFailed</c>: every snapshot that was to stay is whole.
    /// </exception>
    /// <exception cref="AuditException">Those of <see cref="Plan"/>: nothing was removed.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public RetentionPlan Remove(RetentionRequest request, CancellationToken cancellation)
    {
        using FileLock held = new QuietProfile(workspace.Paths, disk).Enter(observer, cancellation);
        return RemoveInQuiet(request, cancellation);
    }

    /// <summary>
    /// Removes what is older than the settings want it kept, as soon as that is one in a hundred snapshots, unless a run
    /// is under way. What goes wrong is told, and no reason for anything else to fail.
    /// </summary>
    /// <param name="cancellation">Cancels the work before anything is removed.</param>
    public void TryCollect(CancellationToken cancellation)
    {
        try
        {
            RetentionRequest request = ForCollection();
            (int old, int all) = SnapshotFiles.Count(workspace.Paths.Snapshots, request.Before);
            if (!request.IsWorthwhile(old, all))
            {
                return;
            }

            using FileLock? held = new QuietProfile(workspace.Paths, disk).TryEnter();
            if (held is null)
            {
                observer.OnVerbose("Old snapshots are left to a later run, because another run is under way.");
                return;
            }

            RetentionPlan done = RemoveInQuiet(request, cancellation);
            foreach (RetentionDecision removed in done.Removed)
            {
                observer.OnVerbose($"Removed {removed.Title}: {removed.Why}.");
            }

            if (done.DescribeStillNamed() is { } named)
            {
                observer.OnVerbose(named);
            }
        }
        catch (OperationCanceledException)
        {
            observer.OnVerbose("Old snapshots are left to a later run, because this one was cancelled.");
        }
        catch (Exception failure)
        {
            // Whatever it was: the run is recorded, and must be told of.
            observer.OnWarning($"Old snapshots could not be removed: {failure.Message}");
        }
    }

    /// <summary>
    /// Finds out what <see cref="TryCollect"/> would remove, and changes nothing. What goes wrong is told, as it would be then.
    /// </summary>
    /// <param name="cancellation">Cancels the work.</param>
    /// <returns>What would be done, or null where nothing would.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public RetentionPlan? TryForesee(CancellationToken cancellation)
    {
        try
        {
            RetentionPlan plan = Plan(ForCollection(), cancellation);
            return plan.Removed.Count == 0 ? null : plan;
        }
        catch (Exception failure) when (failure is AuditException or IOException or UnauthorizedAccessException)
        {
            observer.OnWarning($"Old snapshots could not be removed: {failure.Message}");
            return null;
        }
    }

    private RetentionRequest ForCollection() => new() { Before = KeptSince(), Batch = LeastShare };

    private RetentionPlan RemoveInQuiet(RetentionRequest request, CancellationToken cancellation)
    {
        new PendingRuns(workspace.Paths, disk).TrySweep(observer);
        RetentionPlan plan = Plan(request, cancellation);
        removal.Apply(plan.Removal);
        return plan;
    }
}
