using AuditGraph.Core.Snapshots.Scopes;
using AuditGraph.Core.Snapshots.Stores;

namespace AuditGraph.Core.Runs.Retention;

/// <summary>
/// Decides what becomes of each snapshot. Whatever goes, the baseline that a job asks for within the kept period is
/// the one it would be if nothing had gone.
/// </summary>
/// <remarks><c>docs/format/snapshots.md</c> states the rules for people.</remarks>
internal static class RetentionRules
{
    /// <summary>One decision for each snapshot.</summary>
    /// <param name="snapshots">All snapshots, the oldest first.</param>
    /// <param name="request">Which are asked to go.</param>
    /// <param name="needs">What needs them.</param>
    public static IReadOnlyList<RetentionDecision> Decide(
        IReadOnlyList<SnapshotHeader> snapshots, RetentionRequest request, RetentionNeeds needs)
    {
        DateTimeOffset edge = needs.LookBack is { } back && back.Moment < request.Before ? back.Moment : request.Before;
        HashSet<string> starts = FindPeriodStarts(snapshots, edge);
        return [.. snapshots.Select(snapshot =>
        {
            if (!request.Asks(snapshot))
            {
                return new RetentionDecision(snapshot, RetentionReason.NotAsked, null, IsRemoved: false);
            }

            (RetentionReason reason, string? neededBy) =
                needs.Baselines.TryGetValue(snapshot.RunId, out string? run) ? (RetentionReason.Baseline, run)
                : needs.Pinned.TryGetValue(snapshot.RunId, out string? job) ? (RetentionReason.Pinned, job)
                : snapshot.TakenAt >= edge ? (RetentionReason.LookBack, needs.LookBack!.Value.Job)
                : starts.Contains(snapshot.RunId) ? (RetentionReason.PeriodStart, null)
                : (RetentionReason.Unneeded, (string?)null);
            return new RetentionDecision(snapshot, reason, neededBy, request.Force || reason == RetentionReason.Unneeded);
        })];
    }

    private static HashSet<string> FindPeriodStarts(IReadOnlyList<SnapshotHeader> snapshots, DateTimeOffset edge)
    {
        var newest = new Dictionary<(string Job, SnapshotScope Scope), string>();
        foreach (SnapshotHeader snapshot in snapshots.TakeWhile(snapshot => snapshot.TakenAt < edge))
        {
            newest[(snapshot.Job, snapshot.Scope)] = snapshot.RunId;
        }

        return [.. newest.Values];
    }
}
