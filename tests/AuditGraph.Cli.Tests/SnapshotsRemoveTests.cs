using System.Text.Json.Nodes;

namespace AuditGraph.Cli.Tests;

public sealed class SnapshotsRemoveTests : IDisposable
{
    private const string Future = "2100-01-01";

    private readonly TemporaryFolder folder = new();

    public SnapshotsRemoveTests() => folder.Write("config/jobs.yaml", Job.File("last-run"));

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Old_snapshots_go_and_the_newest_stays()
    {
        string[] runs = RunJob(times: 3);

        JsonNode removed = CommandLine.Run(folder.Root, "snapshots", "remove", "--before", Future).Json;

        Assert.Equal("ok", (string?)removed["status"]);
        Assert.False((bool)removed["whatIf"]!);
        Assert.True((long)removed["freedBytes"]! > 0);
        Assert.Equal(runs[..2], removed["removed"]!.AsArray().Select(snapshot => (string)snapshot!["run"]!));
        Assert.Equal(runs[2], (string?)Assert.Single(removed["needed"]!.AsArray())!["run"]);
        Assert.Equal([$"{runs[2]}.snapshot"], Stored());
        Assert.Equal(0, CommandLine.Run(folder.Root, "ledger", "verify").ExitCode);
    }

    [Fact]
    public void What_if_tells_the_same_and_writes_nothing()
    {
        RunJob(times: 3);
        IReadOnlyList<string> before = folder.Listing();

        CommandLine.Outcome machine = CommandLine.Run(folder.Root, "snapshots", "remove", "--before", Future, "--what-if");
        CommandLine.Outcome person = CommandLine.RunOnTerminal(folder.Root, "snapshots", "remove", "--before", Future, "--what-if");

        Assert.True((bool)machine.Json["whatIf"]!);
        Assert.Equal(2, machine.Json["removed"]!.AsArray().Count);
        Assert.StartsWith("Taken ", person.Output, StringComparison.Ordinal);
        Assert.Contains("\nWhat if: 2 snapshots would be removed, which would free ", person.Output, StringComparison.Ordinal);
        Assert.Equal(before, folder.Listing());
    }

    [Fact]
    public void A_run_tells_with_what_if_how_many_it_would_remove_by_the_settings()
    {
        string[] runs = RunJob(times: 3);
        folder.Write("config/pkg.yaml", "snapshots: { keep: 1s }\n");
        Thread.Sleep(TimeSpan.FromSeconds(1.1));
        IReadOnlyList<string> before = folder.Listing();

        CommandLine.Outcome machine = CommandLine.Run(folder.Root, "jobs", "run", "changed", "--what-if");
        CommandLine.Outcome person = CommandLine.RunOnTerminal(folder.Root, "jobs", "run", "changed", "--what-if");

        Assert.Equal(2, (int)machine.Json["removedSnapshots"]!);
        Assert.EndsWith($", and then remove 2 old snapshots, because the run {runs[2]} does not tell all that its report rests on.\n", person.Output, StringComparison.Ordinal);
        Assert.Equal(before, folder.Listing());
    }

    [Fact]
    public void What_a_job_needs_stays_with_a_warning_and_goes_by_force_with_one()
    {
        string[] runs = RunJob(times: 2);
        folder.Write("config/jobs.yaml", Job.File($"run:{runs[0]}"));

        CommandLine.Outcome kept = CommandLine.RunOnTerminal(folder.Root, "snapshots", "remove", "--before", Future);
        Assert.Equal($"warning: 1 old snapshot is kept because it is still needed: {runs[0]} (the job 'changed' names it as its baseline).\n", kept.Error);
        Assert.Equal("0 snapshots removed, 0 bytes freed.\n", kept.Output);

        CommandLine.Outcome forced = CommandLine.RunOnTerminal(folder.Root, "snapshots", "remove", "--before", Future, "--force");
        Assert.Contains($"warning: Removed the snapshot of the run {runs[0]} of the job 'changed', taken ", forced.Error, StringComparison.Ordinal);
        Assert.Contains(", although the job 'changed' names it as its baseline.\n", forced.Error, StringComparison.Ordinal);
        Assert.Empty(Stored());
        Assert.Equal("BaselineNotFound", (string?)CommandLine.Run(folder.Root, "jobs", "run", "changed").Json["detail"]!["name"]);
    }

    [Fact]
    public void Without_a_period_it_is_the_one_of_the_settings_and_without_that_an_error()
    {
        RunJob(times: 2);

        Assert.Equal("RetentionNotSet", (string?)CommandLine.Run(folder.Root, "snapshots", "remove").Json["detail"]!["name"]);

        folder.Write("config/pkg.yaml", "snapshots: {keep: 1d}");
        Assert.Empty(CommandLine.Run(folder.Root, "snapshots", "remove").Json["removed"]!.AsArray());
        Assert.Empty(CommandLine.Run(folder.Root, "snapshots", "remove", "--keep", "2w").Json["removed"]!.AsArray());
    }

    [Fact]
    public void A_job_can_be_named_and_must_exist_or_have_existed()
    {
        string[] runs = RunJob(times: 2);
        folder.Write("config/jobs.yaml", Job.File("last-run").Replace("changed:", "renamed:", StringComparison.Ordinal));

        Assert.Empty(CommandLine.Run(folder.Root, "snapshots", "remove", "--before", Future, "--job", "renamed").Json["removed"]!.AsArray());
        Assert.Equal("JobNotFound", (string?)CommandLine.Run(folder.Root, "snapshots", "remove", "--before", Future, "--job", "rename").Json["detail"]!["name"]);
        Assert.Equal(runs[0], (string?)CommandLine.Run(folder.Root, "snapshots", "remove", "--before", Future, "--job", "changed").Json["removed"]![0]!["run"]);
    }

    [Theory]
    [InlineData("--keep", "30")]
    [InlineData("--before", "yesterday")]
    [InlineData("--keep", "30d", "--before", "2026-01-01")]
    public void Wrong_usage_is_exit_code_2(params string[] arguments) =>
        Assert.Equal(2, CommandLine.Run(folder.Root, ["snapshots", "remove", .. arguments]).ExitCode);

    [Fact]
    public void A_duration_in_words_is_told_with_the_one_that_was_meant()
    {
        CommandLine.Outcome outcome = CommandLine.Run(folder.Root, "snapshots", "remove", "--keep", "30 days");

        Assert.Equal(2, outcome.ExitCode);
        Assert.EndsWith(", such as 90m, 24h or 7d; did you mean '30d'?", (string)outcome.Json["message"]!, StringComparison.Ordinal);
    }

    private string[] RunJob(int times) =>
    [
        .. Enumerable.Range(0, times).Select(time =>
        {
            folder.Write("a.txt", $"{time}");
            return (string)CommandLine.Run(folder.Root, "jobs", "run", "changed").Json["run"]!;
        }),
    ];

    private IEnumerable<string?> Stored() =>
        Directory.EnumerateFiles(folder[".pkg/profiles/default/snapshots"], "*.snapshot").Select(Path.GetFileName).Order(StringComparer.Ordinal);
}
