using AuditGraph.Core.Snapshots.Stores;

namespace AuditGraph.Core.Runs.Retention;

/// <summary>What retention will do, or would.</summary>
/// <param name="Decisions">What becomes of each snapshot, the oldest first.</param>
/// <param name="Removal">What that takes.</param>
internal sealed record RetentionPlan(IReadOnlyList<RetentionDecision> Decisions, RemovalPlan Removal)
{
    /// <summary>The snapshots that go.</summary>
    public IReadOnlyList<RetentionDecision> Removed => [.. Decisions.Where(decision => decision.IsRemoved)];

    /// <summary>The snapshots that are old and stay because something needs them.</summary>
    public IReadOnlyList<RetentionDecision> StillNeeded => [.. Decisions.Where(decision => decision.IsNeeded && !decision.IsRemoved)];
}
