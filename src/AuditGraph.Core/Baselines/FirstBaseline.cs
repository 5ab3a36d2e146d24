namespace AuditGraph.Core.Baselines;

/// <summary>Nothing: what the run sees is what later runs are compared with.</summary>
internal sealed record FirstBaseline : Baseline
{
    /// <summary>The identity that a record states.</summary>
    public const string Identity = "none";

    /// <inheritdoc/>
    public override string Evidence => "snapshot";
}
