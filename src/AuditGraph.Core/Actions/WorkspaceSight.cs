using AuditGraph.Core.Baselines;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Git;
using AuditGraph.Core.Ledger;
using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Scopes;
using AuditGraph.Core.Snapshots.Stores;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Actions;

/// <summary>
/// What the runs of one invocation see of the workspace and of its past, together: each part of the workspace is scanned
/// once, by whoever comes first, and the past is that of the moment when it was first asked for, with the snapshots that
/// these runs store. For several threads at once.
/// </summary>
/// <remarks>
/// A run of another process that ends meanwhile shows to the next invocation. What is compared with is older then, so that
/// a change may be told twice, and none is left out. Nobody removes snapshots as long as a run is under way.
/// </remarks>
/// <param name="workspace">The workspace.</param>
/// <param name="disk">The disk.</param>
/// <param name="clock">The clock.</param>
internal sealed class WorkspaceSight(Workspace workspace, IDisk disk, TimeProvider clock)
{
    private readonly Dictionary<ScanRequest, Sighting> sightings = [];

    private readonly Lock turn = new();

    private readonly Turnstile storing = new();

    private SeenPast? past;

    private int stored;

    /// <summary>Whether scans may note what they found for later ones; not where nothing is to be written.</summary>
    public bool KeepsIndex { get; init; } = true;

    /// <summary>The snapshots.</summary>
    /// <exception cref="AuditException">The ledger or the store cannot be read.</exception>
    public SnapshotStore Store => Past.Store;

    /// <summary>Who chooses what is compared with among them.</summary>
    /// <exception cref="AuditException">The ledger or the store cannot be read.</exception>
    public BaselineFinder Finder => Past.Finder;

    /// <summary>What was approved.</summary>
    /// <exception cref="AuditException">The ledger or the store cannot be read.</exception>
    public ApprovedBaselines Approved => Past.Approved;

    private SeenPast Past
    {
        get
        {
            lock (turn)
            {
                return past ??= OpenPast();
            }
        }
    }

    /// <summary>What a part of the workspace holds: as it was found already, or found now.</summary>
    /// <param name="request">Which part, and how it is looked at.</param>
    /// <param name="isAnew">Whether what was found already will not do.</param>
    /// <param name="listener">Who hears what files hold that are read now, or null.</param>
    /// <param name="observer">Who is told of progress.</param>
    /// <param name="cancellation">Ends the work, and the waiting for somebody else who does it.</param>
    /// <exception cref="AuditException">It cannot be scanned.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public SharedScan Scan(
        ScanRequest request, bool isAnew, FolderListener? listener, IAuditObserver observer, CancellationToken cancellation)
    {
        Sighting sighting;
        lock (turn)
        {
            if (!sightings.TryGetValue(request, out sighting!))
            {
                sightings[request] = sighting = new Sighting();
            }
        }

        // Where the one who scans is cancelled or fails, the next one scans.
        using (sighting.Turn.Enter(cancellation))
        {
            return sighting.Scan = isAnew || sighting.Scan is null ? ScanNow(request, listener, observer, cancellation) : sighting.Scan;
        }
    }

    /// <summary>Lets everything be scanned anew, since somebody may have changed it.</summary>
    public void Forget()
    {
        lock (turn)
        {
            sightings.Clear();
        }
    }

    /// <summary>
    /// Stores what a scan found as the snapshot of a run. Of those that share a scan each has a moment of its own, so that
    /// none builds upon one that counts as taken at the same time.
    /// </summary>
    /// <param name="scan">The scan.</param>
    /// <param name="extras">What it holds beside that.</param>
    /// <param name="runId">The run.</param>
    /// <param name="job">Its job.</param>
    /// <param name="isAnew">Whether an earlier attempt of the run may have stored one, which is no snapshot any more.</param>
    /// <param name="cancellation">Cancels before anything is written.</param>
    /// <exception cref="AuditException">It could not be stored.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public SnapshotHeader Keep(
        SharedScan scan, SnapshotExtras extras, string runId, string job, bool isAnew, CancellationToken cancellation)
    {
        using (storing.Enter(cancellation))
        {
            if (isAnew)
            {
                Store.SetAside(runId);
            }

            return Store.Add(scan.Result, extras, runId, job, scan.TakenAt.AddTicks(stored++), cancellation);
        }
    }

    private SeenPast OpenPast()
    {
        // The ledger is opened before the store is listed, so that a run that ends in between is in neither.
        SettledRuns runs = SettledRuns.Open(workspace.Paths);
        LedgerView? ledger = LedgerView.TryOpen(workspace.Paths.Ledger);
        var store = new SnapshotStore(workspace.Paths, disk);
        var finder = new BaselineFinder(workspace.Paths, store, runs, new GitRepository(workspace.Root), clock);
        return new SeenPast(store, finder, new ApprovedBaselines(ledger, store));
    }

    private SharedScan ScanNow(ScanRequest request, FolderListener? listener, IAuditObserver observer, CancellationToken cancellation)
    {
        // The store is read before the time is, so a snapshot is never older than one that it builds upon.
        long? expectedFiles = Store.NewestAtOrBefore(clock.GetUtcNow(), request.Scope)?.Files;
        DateTimeOffset takenAt = clock.GetUtcNow();
        IgnoreSurroundings surroundings = ReadSurroundings(request, cancellation);
        var options = new ScanOptions
        {
            CacheFolder = workspace.Paths.Cache,
            KeepIndex = KeepsIndex,
            Rehash = request.Rehash,
            ExpectedFiles = expectedFiles,
            Surroundings = surroundings,
            Listener = listener,
        };
        ScanResult scan = new SnapshotScanner(disk).Scan(workspace.Root, request.Scope, options, observer, cancellation);
        return new SharedScan(scan, surroundings, takenAt);
    }

    private IgnoreSurroundings ReadSurroundings(ScanRequest request, CancellationToken cancellation)
    {
        try
        {
            return request.Scope.RespectGitignore ? GitSurroundings.Read(new GitRepository(workspace.Root), cancellation) : IgnoreSurroundings.None;
        }
        catch (AuditRunException failure) when (request.AllowsFallback && GitErrors.Contains(failure.Descriptor))
        {
            string note = "Only the workspace's own .gitignore files were read, and what they ignore is left out even where git tracks it, "
                + $"because git could not tell. {failure.Message}";
            return IgnoreSurroundings.None with { Notes = [note] };
        }
    }

    private sealed record SeenPast(SnapshotStore Store, BaselineFinder Finder, ApprovedBaselines Approved);

    private sealed class Sighting
    {
        public Turnstile Turn { get; } = new();

        public SharedScan? Scan { get; set; }
    }
}
