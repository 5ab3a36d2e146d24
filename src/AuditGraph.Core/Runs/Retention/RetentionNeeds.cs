using AuditGraph.Core.Snapshots.Stores;

namespace AuditGraph.Core.Runs.Retention;

/// <summary>What needs old snapshots.</summary>
internal sealed record RetentionNeeds
{
    /// <summary>The runs that ended well and whose snapshots are there, the one that ended last first. No other is ever a baseline.</summary>
    public IReadOnlyList<string> Settled { get; init; } = [];

    /// <summary>The runs that kept runs were compared with, each with one of these.</summary>
    public IReadOnlyDictionary<string, string> Baselines { get; init; } = new Dictionary<string, string>();

    /// <summary>The snapshots of kept runs of which it cannot be told what they were compared with.</summary>
    public IReadOnlyList<SnapshotHeader> Unknown { get; init; } = [];

    /// <summary>The runs whose snapshots jobs name as their baseline, each with one of these.</summary>
    public IReadOnlyDictionary<string, string> Pinned { get; init; } = new Dictionary<string, string>();

    /// <summary>The approvals that are in force: one of each job that has any.</summary>
    public IReadOnlySet<string> Approved { get; init; } = new HashSet<string>();

    /// <summary>The jobs that look back.</summary>
    public IReadOnlyList<RetentionLookBack> LookBacks { get; init; } = [];
}
