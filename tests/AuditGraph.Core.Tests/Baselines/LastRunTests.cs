using System.Text.Json.Nodes;
using AuditGraph.Core.Baselines;
using AuditGraph.Core.Runs;
using AuditGraph.Core.Runs.Retention;
using AuditGraph.Core.Snapshots.Stores;
using AuditGraph.Core.Tests.Runs.Retention;
using AuditGraph.Core.Workspaces;
using AuditGraph.CrashHarness;

namespace AuditGraph.Core.Tests.Baselines;

/// <summary>Which run is the last, so that every change is in some report of a run that ended well.</summary>
public sealed class LastRunTests : IDisposable
{
    private readonly RetentionWorkspace workspace = new("jobs:\n" + RetentionWorkspace.Job("daily", "last-run", ", exclude: [config/]"));

    public LastRunTests() => workspace.Write("a.txt", "first");

    public void Dispose() => workspace.Dispose();

    [Theory]
    [InlineData(nameof(FaultKind.Before))]
    [InlineData(nameof(FaultKind.Torn))]
    public void What_changed_before_a_run_that_failed_at_any_write_point_is_in_the_next_report(string kind)
    {
        string last = Run().Id;
        int failures = 0;
        for (int point = 1; ; point++)
        {
            workspace.Write("a.txt", $"version {point}");
            workspace.Advance(TimeSpan.FromMinutes(1));
            var disk = new FaultyDisk(new Disk(), point, Enum.Parse<FaultKind>(kind), () => throw new IOException("No space left on device")) { StaysBroken = true };
            workspace.TryRunAsIs("daily", disk);
            if (!disk.HasFailed)
            {
                break;
            }

            // At the last points the run is in the ledger already, with its report in place.
            bool wasReported = LastInLedger() is { Status: AuditRunStatus.Ok } faulty && faulty.Id != last;
            workspace.Advance(TimeSpan.FromMinutes(1));
            AuditJobRun next = Run();
            last = next.Id;
            failures += wasReported ? 0 : 1;
            Assert.True(next.Counts["modified"] == (wasReported ? 0 : 1), $"{kind} {point}: {string.Join(", ", next.Counts)}");
        }

        Assert.True(failures > 15, $"Only {failures} runs failed.");
    }

    [Fact]
    public void What_a_cancelled_run_saw_is_not_compared_with()
    {
        string first = Run().Id;
        workspace.Write("a.txt", "second");
        using var stop = new CancellationTokenSource();
        JobRunResult cancelled = workspace.RunStoppably("daily", new WatchedDisk(stop.Cancel), workspace.Observer, stop.Token);
        Assert.Equal("Cancelled", cancelled.Run.ErrorName);
        Assert.Equal(2, Headers().Count);

        AuditJobRun next = Run();

        Assert.Equal(($"run:{first}", 1L), (next.Baseline, next.Counts["modified"]));
    }

    [Fact]
    public void What_a_run_saw_that_took_too_long_is_not_compared_with()
    {
        using var slow = new RetentionWorkspace(
            "jobs: {daily: {timeout: 1h, action: {type: report.changed_since, args: {since: last-run}}, output: {path: exports/daily.json}}}\n");
        slow.Write("a.txt", "first");
        string first = slow.RunAsIs("daily").Run.Id;
        slow.Write("a.txt", "second");
        AuditJobRun late = slow.RunAsIs("daily", new WatchedDisk(() => slow.Advance(TimeSpan.FromHours(2)))).Run;
        Assert.Equal("TimedOut", late.ErrorName);
        Assert.NotNull(new SnapshotStore(slow.Workspace.Paths, new Disk()).Find(late.Id));

        AuditJobRun next = slow.RunAsIs("daily").Run;

        Assert.Equal(($"run:{first}", 1L), (next.Baseline, next.Counts["modified"]));
    }

    [Fact]
    public void A_run_with_the_clock_ahead_is_the_last_only_until_the_next_one()
    {
        Run();
        workspace.Advance(TimeSpan.FromDays(1));
        workspace.Write("a.txt", "second");
        string ahead = Run().Id;
        workspace.Advance(TimeSpan.FromHours(-23));
        workspace.Write("a.txt", "third");

        AuditJobRun back = Run();
        workspace.Advance(TimeSpan.FromHours(1));
        AuditJobRun next = Run();

        Assert.Equal($"run:{ahead}", back.Baseline);
        Assert.Equal(($"run:{back.Id}", 0L), (next.Baseline, next.Counts["modified"]));
        string warning = Assert.Single(back.Warnings);
        Assert.StartsWith($"The clock went backwards: the run {ahead} stands in the ledger before this one", warning, StringComparison.Ordinal);
        Assert.Empty(next.Warnings);
    }

    [Fact]
    public void A_clock_that_went_backwards_is_told_in_the_report_too()
    {
        Run();
        workspace.Advance(TimeSpan.FromHours(-1));

        AuditJobRun back = Run();

        JsonArray notes = JsonNode.Parse(File.ReadAllText(back.OutputPath!))!["coverage"]!["notes"]!.AsArray();
        Assert.Contains(back.Warnings.Single(), notes.Select(note => (string)note!));
    }

    [Fact]
    public void Of_two_runs_at_once_the_one_that_ended_last_is_the_last()
    {
        Run();
        var within = new RunningObserver(() =>
        {
            workspace.Advance(TimeSpan.FromSeconds(5));
            Run();
        });
        JobRunResult outer = workspace.RunAsIs("daily", observer: within);
        Assert.True(within.HasRun);

        Assert.Equal($"run:{outer.Run.Id}", Run().Baseline);
    }

    [Fact]
    public void No_more_of_the_ledger_is_read_than_it_takes_to_find_the_last_run()
    {
        string[] ids = [.. Enumerable.Range(0, 5).Select(_ => Run().Id)];
        SettledRuns runs = SettledRuns.Open(workspace.Workspace.Paths);

        SnapshotHeader? last = new SnapshotChoice(Headers(), runs).LastOf("daily", out string? missing);

        Assert.Equal((ids[^1], null), (last?.RunId, missing));
        Assert.Equal([false, false, false, false, true], ids.Select(runs.HasMet));
    }

    [Fact]
    public void A_last_run_whose_snapshot_is_gone_is_told_of()
    {
        string[] ids = [Run().Id, Run().Id];
        File.Delete(SnapshotOf(ids[1]));

        AuditJobRun next = Run();

        Assert.Equal($"run:{ids[0]}", next.Baseline);
        Assert.Equal([$"The snapshot of the job's last run, {ids[1]}, is not there any more; an older one is compared with."], next.Warnings);
    }

    [Fact]
    public void A_job_all_of_whose_snapshots_are_gone_does_not_begin_anew_in_silence()
    {
        string id = Run().Id;
        File.Delete(SnapshotOf(id));

        AuditJobRun next = Run();

        Assert.Equal("none", next.Baseline);
        Assert.Contains(id, Assert.Single(next.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Retention_keeps_what_the_last_run_saw_though_a_failed_one_saw_something_later()
    {
        string first = Run().Id;
        workspace.Advance(TimeSpan.FromDays(1));
        using var stop = new CancellationTokenSource();
        workspace.Write("a.txt", "second");
        workspace.RunStoppably("daily", new WatchedDisk(stop.Cancel), workspace.Observer, stop.Token);
        workspace.Advance(TimeSpan.FromDays(30));

        RetentionPlan done = workspace.Remove(workspace.Keeping(10));

        Assert.Single(done.Removed);
        Assert.Equal(($"run:{first}", 1L), (Run() is var next ? next.Baseline : null, next.Counts["modified"]));
    }

    private string SnapshotOf(string run) => Path.Join(workspace.Workspace.Paths.Snapshots, run + SnapshotFiles.SnapshotExtension);

    private IReadOnlyList<SnapshotHeader> Headers() => new SnapshotStore(workspace.Workspace.Paths, new Disk()).List();

    private AuditJobRun Run()
    {
        JobRunResult result = workspace.RunAsIs("daily");
        Assert.Null(result.Error);
        return result.Run;
    }

    private AuditJobRun LastInLedger() =>
        new RunHistory(workspace.Workspace.Paths, new Disk(), workspace, workspace.Observer).ReadNewestFirst(new RunFilter()).MaxBy(run => run.StartedAt)!;

    /// <summary>Does something else as soon as the run has chosen its baseline.</summary>
    private sealed class RunningObserver(Action act) : IAuditObserver
    {
        public bool HasRun { get; private set; }

        public void OnProgress(AuditProgress progress)
        {
        }

        public void OnVerbose(string message)
        {
            if (message.StartsWith("Comparing with", StringComparison.Ordinal))
            {
                HasRun = true;
                act();
            }
        }

        public void OnWarning(string message)
        {
        }
    }
}
