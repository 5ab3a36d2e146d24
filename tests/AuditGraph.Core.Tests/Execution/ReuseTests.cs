using AuditGraph.Core.Execution;
using AuditGraph.Core.Ledger;
using AuditGraph.Core.Runs;
using AuditGraph.Core.Tests.Runs;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Tests.Execution;

/// <summary>When the report of an earlier run is taken, when not, and what is recorded then.</summary>
public sealed class ReuseTests : IDisposable
{
    private readonly ReuseWorkspace workspace = new();

    /// <summary>What is done between two runs, and what the second one must say.</summary>
    public static TheoryData<string, string> Changes => new()
    {
        { "nothing", "Reused matched" },
        { "touch", "Reused matched" },
        { "permissions that no report shows", "Reused matched" },
        { "a comment and the order of keys", "Reused matched" },
        { "a default made explicit", "Reused matched" },
        { "another job beside it", "Reused matched" },
        { "a file that is left out", "Reused matched" },
        { "a description", "Reused matched" },
        { "modify", "Fresh input_modified (a.txt)" },
        { "modify with the same size and time", "Fresh input_modified (a.txt)" },
        { "swap contents", "Fresh input_modified (a.txt and 1 more)" },
        { "make executable", "Fresh input_modified (a.txt)" },
        { "add", "Fresh input_added (new.txt)" },
        { "remove", "Fresh input_removed (a.txt)" },
        { "rename", "Fresh input_modified (renamed.txt)" },
        { "a pipe", "Fresh input_unreadable (pipe)" },
        { "other arguments", "Fresh args_changed, scope_changed, input_modified, baseline_moved" },
        { "another baseline", "Fresh args_changed, baseline_moved" },
        { "what it fails on", "Fresh args_changed" },
        { "another output path", "Fresh output_spec_changed, output_missing" },
        { "secrets are not masked", "Fresh output_spec_changed" },
        { "reuse is off", "Fresh reuse_disabled" },
        { "too old", "Fresh evidence_expired" },
        { "young enough", "Reused matched" },
        { "output deleted", "Restored output_missing, restored" },
        { "output edited", "Restored output_modified, restored" },
        { "output deleted and input modified", "Fresh input_modified (a.txt), output_missing" },
        { "kept report edited", "Fresh not_reusable (report: RUN)" },
        { "kept report deleted", "Fresh not_reusable (report: RUN)" },
        { "record edited", "Fresh not_reusable (run: RUN)" },
        { "record deleted", "Fresh not_reusable (run: RUN)" },
        { "snapshot deleted", "Fresh not_reusable (snapshots: gone)" },
        { "baseline's record edited", "Fresh not_reusable (baseline: in doubt)" },
        { "damaged snapshot", "Fresh not_reusable (snapshots: damaged)" },
        { "last run", "Fresh not_reusable (baseline: last-run)" },
        { "modification times", "Fresh not_reusable (baseline: mtime)" },
        { "git", "Fresh not_reusable (scope: git)" },
    };

    public void Dispose() => workspace.Dispose();

    [Theory]
    [MemberData(nameof(Changes))]
    public void What_a_second_run_does_and_why(string change, string expected)
    {
        AuditJobRun first = workspace.Run("one");
        Assert.Equal("Fresh first_run", Words(first));
        byte[] bytes = File.ReadAllBytes(workspace.Output());
        string name = Apply(change, first);
        JobForecast forecast = workspace.Foresee(workspace.Plan("one"))[0];

        AuditJobRun second = workspace.Run("one");

        Assert.Equal(expected.Replace("RUN", first.Id, StringComparison.Ordinal), Words(second));
        Assert.Equal(Words(second), $"{forecast.Decision!.Origin} {string.Join(", ", forecast.Decision.Reasons)}");
        Assert.Equal(AuditRunStatus.Ok, second.Status);
        Assert.Equal(second.OutputSha256, RegularFile.TryHash(workspace.Output(name), TestContext.Current.CancellationToken)!.Value.ToString());
        if (second.Origin == AuditRunOrigin.Fresh)
        {
            Assert.Null(second.ReusedRunId);
            return;
        }

        Assert.Equal(first.Id, second.ReusedRunId);
        Assert.Equal(bytes, File.ReadAllBytes(workspace.Output()));
        Assert.Equal(second, workspace.History()[0]);
        LedgerEntry entry = workspace.Entries()[^1];
        Assert.Equal((first.Id, first.SnapshotRoot), (entry.Reused, entry.Inputs.ToString()));
        Assert.Equal(
            (first.Verdict, first.Counts, first.OutputSha256, first.OutputBytes, first.Baseline), (second.Verdict, second.Counts, second.OutputSha256, second.OutputBytes, second.Baseline));
        Assert.Equal(
            ChangesOf(first), ChangesOf(second).Select(found => found with { Run = first.Id }));
        workspace.AssertVerifies();
    }

    [Fact]
    public void A_run_that_failed_is_never_reused()
    {
        workspace.Run("one");
        Directory.Move(workspace.Workspace.Paths.Snapshots, workspace["aside"]);
        Assert.Equal(AuditRunStatus.Failed, workspace.Run("one").Status);
        Directory.Move(workspace["aside"], workspace.Workspace.Paths.Snapshots);

        Assert.Equal("Fresh previous_not_ok", Words(workspace.Run("one")));
    }

    [Fact]
    public void A_reuse_of_a_reuse_names_the_run_that_made_the_report()
    {
        string made = workspace.Run("one").Id;

        Assert.Equal([made, made, made], new[] { workspace.Run("one"), workspace.Run("one"), workspace.Run("one") }.Select(run => run.ReusedRunId));
        workspace.AssertVerifies();
    }

    [Fact]
    public void Who_compares_with_a_reuse_compares_with_what_it_saw()
    {
        workspace.Run("one");
        AuditJobRun reuse = workspace.Run("one");
        workspace.WriteJobs(ReuseWorkspace.Job("two", "", "", $"run:{reuse.Id}"));

        AuditJobRun run = workspace.Run("two");

        Assert.Equal($"run:{reuse.ReusedRunId}", run.Baseline);
    }

    [Fact]
    public void A_reuse_does_not_make_the_last_run_lack_its_snapshot()
    {
        workspace.Run("one");
        Assert.Equal(AuditRunOrigin.Reused, workspace.Run("one").Origin);
        workspace.WriteJobs(ReuseWorkspace.Job("one", "", "", "last-run"));

        Assert.Empty(workspace.Run("one").Warnings);
    }

    [Fact]
    public void What_is_forced_runs_and_makes_the_same_bytes()
    {
        AuditJobRun first = workspace.Run("one");

        AuditJobRun forced = workspace.RunAll(workspace.Plan("one"), new InvocationOptions { Force = true }).Results[0].Run;

        Assert.Equal("Fresh forced", Words(forced));
        Assert.Equal(first.OutputSha256, forced.OutputSha256);
    }

    [Theory]
    [InlineData("md")]
    [InlineData("json")]
    [InlineData("csv")]
    [InlineData("html")]
    public void Reused_bytes_are_those_of_a_run_of_its_own_in_every_format(string format)
    {
        workspace.WriteJobs(workspace.Job("one", $", output: {{format: {format}}}"));
        workspace.Run("one");
        File.Delete(workspace[$"exports/reports/one.{format}"]);

        Assert.Equal(AuditRunOrigin.Restored, workspace.Run("one").Origin);
        byte[] restored = File.ReadAllBytes(workspace[$"exports/reports/one.{format}"]);

        workspace.RunAll(workspace.Plan("one"), new InvocationOptions { Force = true });
        Assert.Equal(File.ReadAllBytes(workspace[$"exports/reports/one.{format}"]), restored);
    }

    [Fact]
    public void An_edited_output_is_told_of_also_where_it_is_restored()
    {
        workspace.Run("one");
        File.WriteAllText(workspace.Output(), "forged");

        Assert.Contains("is not what the run", workspace.Run("one").Warnings.Single(), StringComparison.Ordinal);
        Assert.Single(workspace.Warnings, warning => warning.Contains("is not what the run", StringComparison.Ordinal));
        Assert.Empty(workspace.Run("one").Warnings);
    }

    [Fact]
    public void A_run_that_ends_in_between_makes_a_reuse_a_run()
    {
        workspace.Run("one");
        bool isDone = false;
        var disk = new WatchedDisk
        {
            Made = path =>
            {
                // The reuse is decided and its record made; then another process runs the job.
                if (!isDone && path.EndsWith("/run.json", StringComparison.Ordinal))
                {
                    isDone = true;
                    workspace.RunAll(workspace.Plan("one"), new InvocationOptions { Force = true });
                }
            },
        };

        AuditJobRun run = workspace.RunAll(workspace.Plan("one"), disk: disk).Results[0].Run;

        Assert.Equal((AuditRunOrigin.Fresh, AuditRunStatus.Ok), (run.Origin, run.Status));
        Assert.True(isDone);
        workspace.AssertVerifies();
    }

    [Fact]
    public void Asking_beforehand_leaves_all_as_it_is()
    {
        workspace.Run("one");
        workspace.File("a.txt", "modified");
        Directory.Delete(workspace.Workspace.Paths.Cache, recursive: true);
        IReadOnlyList<string> before = [.. workspace.Contents(".pkg"), .. workspace.Contents("exports")];

        workspace.Foresee(workspace.Plan());

        Assert.Equal(before, [.. workspace.Contents(".pkg"), .. workspace.Contents("exports")]);
    }

    [Fact]
    public void A_clock_that_was_set_back_is_foreseen()
    {
        workspace.WriteJobs(workspace.Job("one"));
        workspace.RunAll();
        Assert.Equal(AuditRunOrigin.Reused, workspace.Foresee(workspace.Plan())[0].Decision!.Origin);

        workspace.Clock.Advance(TimeSpan.FromHours(-1));
        ReuseDecision foreseen = workspace.Foresee(workspace.Plan())[0].Decision!;
        AuditJobRun run = workspace.Run("one");

        Assert.Equal("not_reusable (baseline: in doubt)", Assert.Single(foreseen.Reasons).ToString());
        Assert.Equal(foreseen.Reasons, run.Reasons);
    }

    [Fact]
    public void Three_hundred_reuses_are_appended_in_groups_and_the_same_at_any_number_of_threads()
    {
        workspace.WriteJobs(Enumerable.Range(0, 300).Select(index => workspace.Job($"j{index:000}", index % 3 == 0 ? "" : $", needs: [j{index / 3 * 3:000}]")));
        string made = Digest(workspace.RunAll(options: new InvocationOptions { MostAtOnce = 8 }));
        foreach (int most in new[] { 1, 2, 64 })
        {
            int heads = 0;
            var disk = new WatchedDisk { Renaming = (_, to) => heads += to.EndsWith("/checkpoint", StringComparison.Ordinal) ? 1 : 0 };

            InvocationResult result = workspace.RunAll(options: new InvocationOptions { MostAtOnce = most }, disk: disk);

            Assert.All(result.Results, one => Assert.Equal(AuditRunOrigin.Reused, one.Run.Origin));
            Assert.Equal(made, Digest(result));

            // 300 starts in two appends; a hundred ends that need nothing, and then the two hundred that need them.
            Assert.Equal(4, heads);
        }

        workspace.AssertVerifies();
    }

    private static string Digest(InvocationResult result) =>
        string.Join('\n', result.Results.Select(one => $"{one.Run.Job} {one.Run.Status} {one.Run.OutputSha256} {one.Run.Counts.Count}"));

    private IReadOnlyList<AuditChange> ChangesOf(AuditJobRun run) =>
        new RunReport(workspace.Workspace.Paths, new Disk()).ReadChanges(run, CancellationToken.None);

    private static string Words(AuditJobRun run) => $"{run.Origin} {string.Join(", ", run.Reasons)}";

    private string Apply(string change, AuditJobRun first)
    {
        ProfilePaths paths = workspace.Workspace.Paths;
        string a = workspace["a.txt"];
        DateTime time = File.GetLastWriteTimeUtc(a);
        switch (change)
        {
            case "touch":
                File.SetLastWriteTimeUtc(a, time.AddDays(-3));
                break;
            case "permissions that no report shows":
                File.SetUnixFileMode(a, UnixFileMode.UserRead);
                break;
            case "make executable":
                File.SetUnixFileMode(a, UnixFileMode.UserRead | UnixFileMode.UserExecute);
                break;
            case "a comment and the order of keys":
                workspace.Write($"# changed\njobs:\n  one: {{tags: [x], action: {{args: {{exclude: config/, since: 'run:{workspace.BaseRun}'}}, type: report.changed_since}}}}\n");
                break;
            case "a default made explicit":
                workspace.WriteJobs(workspace.Job("one", ", retries: 0, timeout: 1h", ", rehash: changed, respect_gitignore: false"));
                break;
            case "another job beside it":
                workspace.WriteJobs(workspace.Job("one"), workspace.Job("two"));
                break;
            case "a file that is left out":
                workspace.File("exports/other.txt", "x");
                break;
            case "a description":
                workspace.WriteJobs(workspace.Job("one", ", description: what it is for"));
                break;
            case "modify":
            case "output deleted and input modified":
                workspace.File("a.txt", "modified");
                if (change != "modify")
                {
                    File.Delete(workspace.Output());
                }

                break;
            case "modify with the same size and time":
                workspace.File("a.txt", "x");
                File.SetLastWriteTimeUtc(a, time);
                break;
            case "swap contents":
                workspace.File("a.txt", File.ReadAllText(workspace["b.txt"]));
                workspace.File("b.txt", "a");
                break;
            case "add":
                workspace.File("new.txt", "new");
                break;
            case "remove":
                File.Delete(a);
                break;
            case "rename":
                File.Move(a, workspace["renamed.txt"]);
                break;
            case "a pipe":
                Assert.Equal(0, Tool.Run(workspace["."], "mkfifo", workspace["pipe"]).ExitCode);
                break;
            case "other arguments":
                workspace.WriteJobs(workspace.Job("one", arguments: ", include: [/a.txt]"));
                break;
            case "another baseline":
                workspace.WriteJobs(ReuseWorkspace.Job("one", "", "", $"run:{first.Id}"));
                break;
            case "what it fails on":
                workspace.WriteJobs(workspace.Job("one", ", fail_on: [removed]"));
                break;
            case "another output path":
                workspace.WriteJobs(workspace.Job("one", ", output: {path: exports/reports/other.md}"));
                return "other";
            case "secrets are not masked":
                workspace.File("config/pkg.yaml", "security: {redaction: {enabled: false}}\n");
                workspace.RunAll(workspace.Plan("one"));
                workspace.File("config/pkg.yaml", "security: {redaction: {enabled: true}}\n");
                break;
            case "reuse is off":
                workspace.WriteJobs(workspace.Job("one", ", reuse: false"));
                break;
            case "too old":
                workspace.WriteJobs(workspace.Job("one", ", reuse: {max_age: 1s}"));
                Thread.Sleep(1100);
                break;
            case "young enough":
                workspace.WriteJobs(workspace.Job("one", ", reuse: {max_age: 1h}"));
                break;
            case "output deleted":
                File.Delete(workspace.Output());
                break;
            case "output edited":
                File.WriteAllText(workspace.Output(), "forged");
                break;
            case "kept report edited":
                File.WriteAllBytes(paths.ReportOf(first.Id), [.. File.ReadAllBytes(paths.ReportOf(first.Id)).Take(60)]);
                break;
            case "kept report deleted":
                File.Delete(paths.ReportOf(first.Id));
                break;
            case "record edited":
                File.AppendAllText(paths.RecordOf(first.Id), " ");
                break;
            case "record deleted":
                File.Delete(paths.RecordOf(first.Id));
                break;
            case "snapshot deleted":
                File.Delete(Path.Join(paths.Snapshots, first.Id + ".snapshot"));
                break;
            case "baseline's record edited":
                File.AppendAllText(paths.RecordOf(workspace.BaseRun), " ");
                break;
            case "damaged snapshot":
                File.WriteAllText(Path.Join(paths.Snapshots, $"{Guid.CreateVersion7()}.snapshot"), "nothing");
                break;
            case "last run":
                workspace.WriteJobs(ReuseWorkspace.Job("one", "", "", "last-run"));
                break;
            case "modification times":
                workspace.WriteJobs(ReuseWorkspace.Job("one", "", "", "24h"));
                break;
            case "git":
                workspace.WriteJobs(ReuseWorkspace.Job("one", "", ", respect_gitignore: true", "24h"));
                break;
        }

        return "one";
    }
}
