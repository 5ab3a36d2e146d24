using AuditGraph.Core.Snapshots.Scopes;

namespace AuditGraph.Core.Baselines;

/// <summary>What an action wants the workspace to be compared with.</summary>
/// <param name="Since">The baseline as the job names it.</param>
/// <param name="Scope">What the job looks at.</param>
/// <param name="AllowsFallback">Whether weaker evidence will do where git cannot answer.</param>
internal sealed record BaselineRequest(SinceExpression Since, SnapshotScope Scope, bool AllowsFallback)
{
    /// <summary>Whether only a snapshot will do, and nothing where there is none from that moment or before.</summary>
    public bool TakesSnapshotsAlone { get; init; }
}
