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
        HashSet<string> starts = FindPeriodStarts(snapshots, request, needs.Settled);
        return [.. snapshots.Select(snapshot =>
        {
            (RetentionReason reason, string? neededBy) =
                request.Keeps(snapshot) ? (RetentionReason.Recent, null)
                : !request.Asks(snapshot) ? (RetentionReason.NotAsked, null)
                : needs.Approved.Contains(snapshot.RunId) ? (RetentionReason.Approved, null)
                : starts.Contains(snapshot.RunId) ? (RetentionReason.PeriodStart, null)
                : needs.Baselines.TryGetValue(snapshot.RunId, out string? run) ? (RetentionReason.Baseline, run)
                : needs.Unknown.FirstOrDefault(kept => snapshot.Scope.Covers(kept.Scope)) is { } kept ? (RetentionReason.Unknown, kept.RunId)
                : needs.Pinned.TryGetValue(snapshot.RunId, out string? job) ? (RetentionReason.Pinned, job)
                : needs.LookBacks.FirstOrDefault(back => back.Needs(snapshot)) is { } lookBack ? (RetentionReason.LookBack, lookBack.Job)
                : (RetentionReason.Unneeded, (string?)null);
            var decision = new RetentionDecision(snapshot, reason, neededBy, IsRemoved: reason == RetentionReason.Unneeded);
            return decision with { IsRemoved = decision.IsRemoved || (request.Force && decision.IsNeeded) };
        })];
    }

    // By the order of the ledger, so that a job's last run keeps its snapshot whatever the clock said.
    private static HashSet<string> FindPeriodStarts(
        IReadOnlyList<SnapshotHeader> snapshots, RetentionRequest request, IReadOnlyList<string> settled)
    {
        Dictionary<string, SnapshotHeader> old = snapshots
            .Where(snapshot => !request.Keeps(snapshot))
            .ToDictionary(snapshot => snapshot.RunId, StringComparer.Ordinal);
        var newest = new Dictionary<(string Job, SnapshotScope Scope), string>();
        foreach (string run in settled)
        {
            if (old.TryGetValue(run, out SnapshotHeader? snapshot))
            {
                newest.TryAdd((snapshot.Job, snapshot.Scope), run);
            }
        }

        return [.. newest.Values];
    }
}
