namespace AuditGraph.Core.Baselines;

/// <summary>A moment, where nothing better than modification times is at hand.</summary>
/// <param name="Moment">The moment, in UTC.</param>
internal sealed record ModificationTimeBaseline(DateTimeOffset Moment) : Baseline
{
    /// <inheritdoc/>
    public override string Evidence => "mtime";
}
