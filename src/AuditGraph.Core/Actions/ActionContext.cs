using AuditGraph.Core.Baselines;
using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Stores;
using AuditGraph.Core.Snapshots.Trees;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Actions;

/// <summary>What an action is given for one run.</summary>
internal sealed record ActionContext
{
    /// <summary>The identity of the run.</summary>
    public required string RunId { get; init; }

    /// <summary>Whether the run is only thought of: nothing of it is in the ledger.</summary>
    public bool IsImagined { get; init; }

    /// <summary>Which try of the run it is, from 1. What an earlier one stored is still there.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>The job that runs.</summary>
    public required AuditJob Job { get; init; }

    /// <summary>The moment that counts as now when a baseline is chosen, in UTC. It never shows in the report.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>Where to report progress, decisions and warnings; each message is kept with those of the run.</summary>
    public required IAuditObserver Observer { get; init; }

    /// <summary>The workspace.</summary>
    public required Workspace Workspace { get; init; }

    /// <summary>The disk.</summary>
    public required IDisk Disk { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>The workspace, its snapshots and its past, as the runs of one invocation see them together.</summary>
    public required WorkspaceSight Sight { get; init; }

    /// <summary>What ran before, and what has ended meanwhile.</summary>
    public required IRecordedRuns Runs { get; init; }

    /// <summary>The runs of the jobs that this one needs and that have ended, with their outputs, by the names of the jobs.</summary>
    public IReadOnlyDictionary<string, AuditJobRun> Needs { get; init; } = new Dictionary<string, AuditJobRun>();

    /// <summary>Where evidence goes that is kept with the run, however it ends.</summary>
    public EvidenceShelf Evidence { get; init; } = new();

    /// <summary>What a part of the workspace holds.</summary>
    /// <param name="request">Which part, and how it is looked at.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <param name="listener">
    /// Who hears what files hold, or null. What was known without reading is told to nobody, nor what another job has read.
    /// </param>
    /// <exception cref="AuditException">It cannot be scanned.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public SharedScan Scan(ScanRequest request, CancellationToken cancellation, FolderListener? listener = null) =>
        Sight.Scan(request, isAnew: Attempt > 1, listener, Observer, cancellation);

    /// <summary>Stores what a scan found as the snapshot of the run.</summary>
    /// <param name="scan">The scan.</param>
    /// <param name="cancellation">Cancels before anything is written.</param>
    /// <param name="facts">A map of the facts of what was seen, where the snapshot is to hold them; null elsewhere.</param>
    /// <returns>The snapshot, and what it says of what was not seen.</returns>
    /// <exception cref="AuditException">It could not be stored.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public (SnapshotHeader Snapshot, CarriedKnowledge Carried) Keep(
        SharedScan scan, CancellationToken cancellation, SnapshotTree? facts = null)
    {
        CarriedKnowledge carried = Sight.Finder.Carry(scan.Result, Job.Name, cancellation);
        var extras = new SnapshotExtras(carried.Trees, facts);
        return (Sight.Keep(scan, extras, RunId, Job.Name, isAnew: Attempt > 1, cancellation), carried);
    }

    /// <summary>What the workspace is compared with.</summary>
    /// <param name="request">What is meant.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="AuditException">It does not exist, or cannot be told.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public Baseline FindBaseline(BaselineRequest request, CancellationToken cancellation) =>
        Sight.Finder.Find(request, Job.Name, AsOf, cancellation);

    /// <summary>What somebody approved as the baseline of the job; null where nobody did.</summary>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="AuditEvidenceException">
    /// <c>ApprovedSnapshotMissing</c>, <c>ApprovedSnapshotChanged</c>: what was approved is not there any more.
    /// </exception>
    /// <exception cref="AuditException">The ledger or the snapshot cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public ApprovedBaseline? FindApproved(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return Sight.Approved.Find(Job.Name);
    }

    /// <summary>What the ledger tells of a clock that was set back before the run began, in a sentence; null where it was not.</summary>
    /// <param name="cancellation">Stops the work.</param>
    public string? DescribeClock(CancellationToken cancellation) =>
        IsImagined ? Sight.Finder.DescribeClockAt(Clock.GetUtcNow(), cancellation) : Sight.Finder.DescribeClock(RunId, cancellation);

    /// <summary>The content of a file of the workspace; null where it is gone, is no regular file, cannot be read, or is too long.</summary>
    /// <param name="path">The file, as a scan names it.</param>
    /// <param name="limit">The most bytes it may hold.</param>
    public byte[]? TryRead(TreePath path, int limit)
    {
        using var reader = new ContentReader(Workspace.Root);
        return reader.TryRead(path, limit);
    }
}
