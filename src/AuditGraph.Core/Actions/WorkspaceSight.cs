using AuditGraph.Core.Baselines;
using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Scopes;
using AuditGraph.Core.Snapshots.Stores;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Actions;

/// <summary>
/// What the jobs of one invocation see of the workspace: each part of it is scanned once, by whoever comes first, and the
/// others see the same.
/// </summary>
/// <param name="paths">The profile.</param>
/// <param name="disk">The disk.</param>
internal sealed class WorkspaceSight(ProfilePaths paths, IDisk disk)
{
    private readonly Dictionary<(SnapshotScope Scope, Rehash Rehash), Sighting> sightings = [];

    private readonly Lazy<(SnapshotStore Store, SettledRuns Runs)> stored = new(() =>
    {
        // The ledger is opened before the store is listed, so that a run that ends in between is in neither.
        SettledRuns runs = SettledRuns.Open(paths);
        return (new SnapshotStore(paths, disk), runs);
    });

    private readonly Lock turn = new();

    private readonly Lock storing = new();

    private BaselineFinder? finder;

    private int uses;

    /// <summary>Whether scans may note what they found for later ones; not where nothing is to be written.</summary>
    public bool KeepsIndex { get; init; } = true;

    /// <summary>The snapshots, and the runs that ended well, when they were first asked for. Not for several threads at once.</summary>
    public (SnapshotStore Store, SettledRuns Runs) Stored => stored.Value;

    /// <summary>Who chooses baselines among those, and need not look at one twice. Not for several threads at once.</summary>
    /// <param name="make">Makes the first one.</param>
    public BaselineFinder FinderOf(Func<SnapshotStore, SettledRuns, BaselineFinder> make) => finder ??= make(Stored.Store, Stored.Runs);

    /// <summary>A scan of a part of the workspace: the one that there is, or a new one.</summary>
    /// <param name="scope">Which part.</param>
    /// <param name="rehash">Which files are read again.</param>
    /// <param name="isAnew">Whether one that there is will not do.</param>
    /// <param name="scan">Makes a scan; the moment before it is what the scan is dated.</param>
    /// <param name="cancellation">Ends the waiting for a scan that somebody else makes.</param>
    /// <exception cref="OperationCanceledException">The waiting was cancelled.</exception>
    public SharedScan Look(
        SnapshotScope scope, Rehash rehash, bool isAnew, Func<SharedScan> scan, CancellationToken cancellation)
    {
        Sighting sighting;
        lock (turn)
        {
            if (!sightings.TryGetValue((scope, rehash), out sighting!))
            {
                sightings[(scope, rehash)] = sighting = new Sighting();
            }
        }

        // Where the one who scans is cancelled or fails, the next one scans.
        sighting.Turn.Wait(cancellation);
        try
        {
            return sighting.Scan = isAnew || sighting.Scan is null ? scan() : sighting.Scan;
        }
        finally
        {
            sighting.Turn.Release();
        }
    }

    /// <summary>
    /// Stores something that is dated by a scan, which several share: each at a moment of its own, so that none builds upon
    /// one that counts as taken at the same time.
    /// </summary>
    /// <param name="takenAt">When the scan began.</param>
    /// <param name="store">Stores it, given its moment.</param>
    public T Store<T>(DateTimeOffset takenAt, Func<DateTimeOffset, T> store)
    {
        lock (storing)
        {
            return store(takenAt.AddTicks(uses++));
        }
    }

    private sealed class Sighting
    {
        public SemaphoreSlim Turn { get; } = new(1);

        public SharedScan? Scan { get; set; }
    }
}
