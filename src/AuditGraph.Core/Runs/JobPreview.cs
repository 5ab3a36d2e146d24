using AuditGraph.Core.Canonical;
using AuditGraph.Core.Runs.Retention;

namespace AuditGraph.Core.Runs;

/// <summary>What running a job would do.</summary>
/// <param name="Action">What its action would do.</param>
/// <param name="Collection">What would then become of old snapshots; null where none would go.</param>
internal sealed record JobPreview(AuditActionPreview Action, RetentionPlan? Collection)
{
    /// <summary>How many old snapshots would go.</summary>
    public int RemovedSnapshots => Collection?.Removed.Count ?? 0;

    /// <summary>The removal as words that follow what else the run would do, such as <c>3 old snapshots</c>; null where there is none.</summary>
    public string? Removing => RemovedSnapshots == 0 ? null : CountText.Of(RemovedSnapshots, "old snapshot");
}
