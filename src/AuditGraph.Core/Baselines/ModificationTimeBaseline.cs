namespace AuditGraph.Core.Baselines;

/// <summary>A moment, where nothing better than modification times is at hand.</summary>
/// <param name="Moment">The moment, in UTC.</param>
/// <param name="Later">The first snapshot after the moment, which shows what was removed and renamed since it was taken; null where there is none.</param>
internal sealed record ModificationTimeBaseline(DateTimeOffset Moment, SnapshotBaseline? Later) : Baseline
{
    /// <inheritdoc/>
    public override string Evidence => "mtime";
}
