namespace AuditGraph.Core.Runs.Retention;

/// <summary>What needs old snapshots.</summary>
internal sealed record RetentionNeeds
{
    /// <summary>The runs that kept runs were compared with, each with one of these.</summary>
    public IReadOnlyDictionary<string, string> Baselines { get; init; } = new Dictionary<string, string>();

    /// <summary>The runs whose snapshots jobs name as their baseline, each with one of these.</summary>
    public IReadOnlyDictionary<string, string> Pinned { get; init; } = new Dictionary<string, string>();

    /// <summary>The job that looks back farthest, and the moment it looks back to; null where none looks back.</summary>
    public (string Job, DateTimeOffset Moment)? LookBack { get; init; }
}
