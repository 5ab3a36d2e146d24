using System.Globalization;
using AuditGraph.Core.Snapshots.Stores;

namespace AuditGraph.Core.Runs.Retention;

/// <summary>What is to become of one snapshot, and why.</summary>
/// <param name="Snapshot">The snapshot.</param>
/// <param name="Reason">Why it stays, or would stay.</param>
/// <param name="NeededBy">The run or job that needs it, or null where the reason names none.</param>
/// <param name="IsRemoved">Whether it goes.</param>
internal sealed record RetentionDecision(SnapshotHeader Snapshot, RetentionReason Reason, string? NeededBy, bool IsRemoved)
{
    /// <summary>Whether something needs the snapshot although it is asked to go. What is approved is never asked to go.</summary>
    public bool IsNeeded => Reason is not (RetentionReason.Unneeded or RetentionReason.Recent or RetentionReason.NotAsked or RetentionReason.Approved);

    /// <summary>The snapshot as it is told of once it is removed.</summary>
    /// <param name="root">The workspace's root.</param>
    public AuditRemovedSnapshot ToRemovedSnapshot(string root) => new()
    {
        Run = Snapshot.RunId,
        Job = Snapshot.Job,
        TakenAt = Snapshot.TakenAt,
        Files = Snapshot.Files,
        Bytes = Snapshot.Bytes,
        SnapshotRoot = Snapshot.Root.ToString(),
        Reason = Why,
        Root = root,
    };

    /// <summary>The snapshot in words.</summary>
    public string Title => string.Create(
        CultureInfo.InvariantCulture, $"the snapshot of the run {Snapshot.RunId} of the job '{Snapshot.Job}', taken {Snapshot.TakenAt:u}");

    /// <summary>The reason as a clause that follows a comma or colon.</summary>
    public string Why => Reason switch
    {
        RetentionReason.Unneeded => "nothing needs it",
        RetentionReason.Recent => "it was taken within the kept period",
        RetentionReason.NotAsked => "it is not among those that are to go",
        RetentionReason.Approved => "it is approved as the baseline of its job",
        RetentionReason.Baseline => $"the run {NeededBy} was compared with it",
        RetentionReason.Unknown => $"the record of the run {NeededBy} cannot be read, and that run may have been compared with it",
        RetentionReason.Pinned => $"the job '{NeededBy}' names it as its baseline",
        RetentionReason.LookBack => $"the job '{NeededBy}' looks back that far",
        _ => "it is the newest of its job from before the kept period",
    };
}
