using AuditGraph.Core.Snapshots.Stores;

namespace AuditGraph.Core.Runs.Retention;

/// <summary>Which snapshots are asked to go.</summary>
internal sealed record RetentionRequest
{
    /// <summary>Those taken before this moment: before the period that is kept.</summary>
    public required DateTimeOffset Before { get; init; }

    /// <summary>Those of jobs whose names this chooses; null for all jobs.</summary>
    public Func<string, bool>? Job { get; init; }

    /// <summary>Those of these runs and no others; null for all runs.</summary>
    public IReadOnlySet<string>? Runs { get; init; }

    /// <summary>Whether age alone decides, also about snapshots that something still needs.</summary>
    public bool Force { get; init; }

    /// <summary>Of how many snapshots one must be able to go, or none does, because it is not worth the work.</summary>
    public int Batch { get; init; } = int.MaxValue;

    /// <summary>Whether a snapshot was taken within the kept period.</summary>
    public bool Keeps(SnapshotHeader snapshot) => snapshot.TakenAt >= Before;

    /// <summary>Whether enough snapshots can go.</summary>
    /// <param name="count">How many can.</param>
    /// <param name="all">How many there are.</param>
    public bool IsWorthwhile(int count, int all) => count > 0 && (long)count * Batch >= all;

    /// <summary>Whether a snapshot is asked to go if nothing needs it.</summary>
    public bool Asks(SnapshotHeader snapshot) =>
        !Keeps(snapshot) && (Job is null || Job(snapshot.Job)) && (Runs is null || Runs.Contains(snapshot.RunId));
}
