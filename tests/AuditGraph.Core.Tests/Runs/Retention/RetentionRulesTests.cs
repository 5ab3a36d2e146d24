using AuditGraph.Core.Canonical;
using AuditGraph.Core.Runs.Retention;
using AuditGraph.Core.Snapshots.Scopes;
using AuditGraph.Core.Snapshots.Stores;

namespace AuditGraph.Core.Tests.Runs.Retention;

public sealed class RetentionRulesTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly SnapshotScope Docs = new() { Include = ["docs/"] };

    [Fact]
    public void What_was_taken_within_the_period_stays() =>
        Assert.Equal(
            [RetentionReason.Unneeded, RetentionReason.PeriodStart, RetentionReason.Recent, RetentionReason.Recent],
            Reasons([Taken(0), Taken(1), Taken(2), Taken(3)], before: 2));

    [Fact]
    public void The_newest_of_each_job_and_scope_from_before_the_period_stays_whatever_its_age() =>
        Assert.Equal(
            [RetentionReason.PeriodStart, RetentionReason.PeriodStart, RetentionReason.Unneeded, RetentionReason.PeriodStart],
            Reasons([Taken(0, "other"), Taken(1, scope: Docs), Taken(2), Taken(3)], before: 90));

    [Fact]
    public void What_a_kept_run_was_compared_with_stays()
    {
        RetentionDecision decision = Decide([Taken(0), Taken(1), Taken(2)], before: 2, new() { Baselines = Map("day-0", "day-2") })[0];

        Assert.Equal((RetentionReason.Baseline, "day-2", false), (decision.Reason, decision.NeededBy, decision.IsRemoved));
        Assert.Equal("the run day-2 was compared with it", decision.Why);
    }

    [Fact]
    public void What_a_job_names_stays()
    {
        RetentionDecision decision = Decide([Taken(0), Taken(1)], before: 9, new() { Pinned = Map("day-0", "golden") })[0];

        Assert.Equal((RetentionReason.Pinned, "golden", false), (decision.Reason, decision.NeededBy, decision.IsRemoved));
    }

    [Fact]
    public void As_far_as_a_job_looks_back_everything_stays_that_covers_what_it_looks_at() =>
        Assert.Equal(
            [RetentionReason.Unneeded, RetentionReason.LookBack, RetentionReason.Unneeded, RetentionReason.PeriodStart, RetentionReason.PeriodStart, RetentionReason.Recent],
            Reasons(
                [Taken(0), Taken(1), Taken(2, scope: Docs), Taken(3), Taken(4, scope: Docs), Taken(5)],
                before: 5,
                new() { LookBacks = [new("weekly", Start.AddDays(1), SnapshotScope.Everything)] }));

    [Fact]
    public void Jobs_and_runs_that_are_not_meant_are_left_alone()
    {
        SnapshotHeader[] snapshots = [Taken(0, "a"), Taken(1, "b"), Taken(2, "a"), Taken(3, "a"), Taken(4, "b")];

        Assert.Equal(
            ["day-0", "day-2"],
            Removed(snapshots, new() { Before = Start.AddDays(9), Job = job => job == "a" }));
        Assert.Equal(
            ["day-1"],
            Removed(snapshots, new() { Before = Start.AddDays(9), Runs = new HashSet<string> { "day-1", "day-3" } }));
    }

    [Fact]
    public void By_force_all_that_is_old_goes_and_it_is_still_known_what_needs_it()
    {
        RetentionDecision[] decisions =
        [
            .. RetentionRules.Decide(
                [Taken(0), Taken(1), Taken(2)],
                new() { Before = Start.AddDays(2), Force = true },
                new() { Settled = ["day-2", "day-1", "day-0"], Baselines = Map("day-0", "day-2") }),
        ];

        Assert.Equal([true, true, false], decisions.Select(decision => decision.IsRemoved));
        Assert.Equal([true, true, false], decisions.Select(decision => decision.IsNeeded));
    }

    [Fact]
    public void What_a_failed_run_saw_never_stands_for_the_beginning_of_the_period() =>
        Assert.Equal(
            [RetentionReason.PeriodStart, RetentionReason.Unneeded],
            RetentionRules.Decide([Taken(0), Taken(1)], new() { Before = Start.AddDays(9) }, new() { Settled = ["day-0"] }).Select(decision => decision.Reason));

    [Fact]
    public void The_last_run_by_the_ledger_keeps_its_snapshot_though_the_clock_calls_another_one_later() =>
        Assert.Equal(
            [RetentionReason.PeriodStart, RetentionReason.Unneeded],
            RetentionRules.Decide([Taken(0), Taken(1)], new() { Before = Start.AddDays(9) }, new() { Settled = ["day-0", "day-1"] }).Select(decision => decision.Reason));

    private static IReadOnlyList<string> NewestFirst(SnapshotHeader[] snapshots) => [.. snapshots.Reverse().Select(snapshot => snapshot.RunId)];

    private static SnapshotHeader Taken(int day, string job = "daily", SnapshotScope? scope = null) => new()
    {
        RunId = $"day-{day}",
        Job = job,
        TakenAt = Start.AddDays(day),
        Scope = scope ?? SnapshotScope.Everything,
        Root = ContentHash.Of("root"u8),
        Files = 1,
        Bytes = 1,
        Excluded = 0,
        Gaps = 0,
    };

    private static Dictionary<string, string> Map(string needed, string by) => new() { [needed] = by };

    private static IEnumerable<RetentionReason> Reasons(SnapshotHeader[] snapshots, int before, RetentionNeeds? needs = null) =>
        Decide(snapshots, before, needs).Select(decision => decision.Reason);

    private static IReadOnlyList<RetentionDecision> Decide(SnapshotHeader[] snapshots, int before, RetentionNeeds? needs = null) =>
        RetentionRules.Decide(snapshots, new() { Before = Start.AddDays(before) }, (needs ?? new()) with { Settled = NewestFirst(snapshots) });

    private static IEnumerable<string> Removed(SnapshotHeader[] snapshots, RetentionRequest request) =>
        RetentionRules.Decide(snapshots, request, new() { Settled = NewestFirst(snapshots) }).Where(decision => decision.IsRemoved).Select(decision => decision.Snapshot.RunId);
}
