using AuditGraph.Core.Baselines;
using AuditGraph.Core.Runs;
using AuditGraph.Core.Snapshots.Scopes;
using AuditGraph.Core.Snapshots.Stores;
using AuditGraph.Core.Tests.Runs.Retention;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Tests.Baselines;

/// <summary>Which snapshot stands for a moment or a run that a job names.</summary>
public sealed class MomentTests : IDisposable
{
    private readonly RetentionWorkspace workspace = new("jobs:\n" + RetentionWorkspace.Job("hourly", "2h", ", exclude: [config/]"));

    public void Dispose() => workspace.Dispose();

    [Fact]
    public void The_last_run_at_or_before_the_moment_is_chosen()
    {
        string[] runs = [.. Hourly(4)];

        Assert.Equal($"run:{runs[2]}", Run().Baseline);
    }

    [Fact]
    public void A_run_that_failed_is_passed_over()
    {
        string[] runs = [.. Hourly(2)];
        Fail();
        workspace.Advance(TimeSpan.FromHours(2));

        Assert.Equal($"run:{runs[1]}", Run().Baseline);
    }

    [Fact]
    public void A_run_from_the_future_is_not_believed()
    {
        string[] runs = [.. Hourly(2)];
        workspace.Advance(TimeSpan.FromDays(2));
        Run();
        workspace.Advance(TimeSpan.FromDays(-2));

        Assert.Equal($"run:{runs[0]}", Run().Baseline);
    }

    [Fact]
    public void A_clock_that_was_behind_for_one_run_does_not_bring_the_baseline_nearer()
    {
        string[] runs = [.. Hourly(4)];
        workspace.Advance(TimeSpan.FromDays(-300));
        string behind = Run().Id;
        workspace.Advance(TimeSpan.FromDays(300));

        AuditJobRun next = Run();

        Assert.Equal($"run:{runs[2]}", next.Baseline);
        Assert.Contains(next.Warnings, warning => warning.Contains(behind, StringComparison.Ordinal));
    }

    [Fact]
    public void A_snapshot_that_the_ledger_does_not_know_casts_no_doubt_and_is_not_chosen()
    {
        string[] runs = [.. Hourly(2)];
        var store = new SnapshotStore(workspace.Workspace.Paths, new Disk());
        SnapshotHeader known = store.List()[0];
        string[] strangers = [.. new[] { -1.5, -3 }.Select(hours =>
        {
            DateTimeOffset at = workspace.GetUtcNow().AddHours(hours);
            string id = Guid.CreateVersion7(at).ToString();
            Snapshots.SnapshotStoreTests.Add(store, store.Open(known), at, job: "hourly", run: id);
            return id;
        })];

        AuditJobRun next = Run();

        Assert.Equal(($"run:{runs[0]}", 0), (next.Baseline, next.Warnings.Count));
        Assert.DoesNotContain(next.Baseline!["run:".Length..], strangers);
    }

    [Fact]
    public void What_was_removed_or_renamed_since_a_snapshot_after_the_moment_is_known_though_all_else_rests_on_modification_times()
    {
        string old = workspace.GetUtcNow().AddDays(-3).ToString("O");
        foreach (string name in new[] { "gone.txt", "moved.txt", "kept.txt", "edited.txt" })
        {
            workspace.Write(name, name);
            File.SetLastWriteTimeUtc(workspace[name], DateTime.Parse(old, System.Globalization.CultureInfo.InvariantCulture).ToUniversalTime());
        }

        string first = Run().Id;
        File.Delete(workspace["gone.txt"]);
        File.Move(workspace["moved.txt"], workspace["is.txt"]);
        workspace.Write("edited.txt", "again");
        workspace.Advance(TimeSpan.FromMinutes(10));

        AuditJobRun next = Run();

        System.Text.Json.Nodes.JsonNode report = System.Text.Json.Nodes.JsonNode.Parse(workspace.Read("exports/hourly.json"))!;
        Assert.Equal("mtime", next.Evidence);
        Assert.Equal(
            ["modified a.txt", "modified edited.txt", "removed gone.txt", "renamed is.txt"],
            report["changes"]!.AsArray().Select(change => $"{change!["kind"]} {change["path"]}"));
        Assert.Equal((2L, 1L, 1L, 0L, 1L), (next.Counts["modified"], next.Counts["removed"], next.Counts["renamed"], next.Counts["added"], next.Counts["unchanged"]));
        Assert.Contains(report["coverage"]!["notes"]!.AsArray(), note => ((string)note!).Contains(first, StringComparison.Ordinal));
    }

    [Fact]
    public void What_was_read_of_the_ledger_for_one_question_does_not_change_the_answer_to_the_next()
    {
        string[] runs = [.. Hourly(6)];
        var choice = new SnapshotChoice(new SnapshotStore(workspace.Workspace.Paths, new Disk()).List(), SettledRuns.Open(workspace.Workspace.Paths));
        IReadOnlyList<string> settled = choice.Settled();

        Assert.Equal(runs.Reverse(), settled);
        Assert.Equal(settled, choice.Settled());
        Assert.Equal(runs[^1], choice.LastOf("hourly", out _)?.RunId);
        Assert.Equal(settled, choice.History("hourly").Select(header => header.RunId));
        DateTimeOffset now = workspace.GetUtcNow();
        Assert.Equal(runs[^2], choice.AtOrBefore(now.AddHours(-2), now, "hourly", SnapshotScope.Everything)?.Header.RunId);
        Assert.Equal(runs[2], choice.FirstAfter(now.AddHours(-5), "hourly", SnapshotScope.Everything)?.RunId);
    }

    [Fact]
    public void A_run_that_is_named_and_did_not_end_well_is_refused_with_the_reason()
    {
        string failed = Fail();
        Assert.Contains("failed, so what it saw is in no report", Refusal(failed), StringComparison.Ordinal);

        var ledger = new RunLedger(workspace.Workspace.Paths, new Disk(), workspace, workspace.Observer);
        string dead = Guid.CreateVersion7().ToString();
        RunAnnouncement alive = ledger.Begin(dead, "hourly", CancellationToken.None);
        Assert.Contains("has not ended", Refusal(dead), StringComparison.Ordinal);
        alive.Dispose();
        Assert.Contains("ended before the run did", Refusal(dead), StringComparison.Ordinal);

        var store = new SnapshotStore(workspace.Workspace.Paths, new Disk());
        string stranger = Guid.CreateVersion7().ToString();
        Snapshots.SnapshotStoreTests.Add(store, store.Open(store.List()[0]), workspace.GetUtcNow(), job: "hourly", run: stranger);
        Assert.Contains("The ledger knows no run", Refusal(stranger), StringComparison.Ordinal);
    }

    private IEnumerable<string> Hourly(int count)
    {
        for (int run = 0; run < count; run++)
        {
            yield return Run().Id;
            workspace.Advance(TimeSpan.FromHours(1));
        }
    }

    private AuditJobRun Run()
    {
        workspace.Write("a.txt", $"{workspace.GetUtcNow():O}");
        JobRunResult result = workspace.RunAsIs("hourly");
        Assert.Null(result.Error);
        return result.Run;
    }

    /// <summary>Runs the job so that it fails after its snapshot is stored.</summary>
    private string Fail()
    {
        using var stop = new CancellationTokenSource();
        workspace.Write("a.txt", $"{workspace.GetUtcNow():O}");
        AuditJobRun run = workspace.RunStoppably("hourly", new WatchedDisk(stop.Cancel), workspace.Observer, stop.Token).Run;
        Assert.Equal(AuditRunStatus.Failed, run.Status);
        return run.Id;
    }

    private string Refusal(string run)
    {
        workspace.Write("config/jobs.yaml", "jobs:\n" + RetentionWorkspace.Job("hourly", $"run:{run}", ", exclude: [config/]"));
        AuditException? error = workspace.RunAsIs("hourly").Error;
        Assert.Equal("BaselineNotFound", error?.Descriptor.Name);
        return error!.Message;
    }
}
