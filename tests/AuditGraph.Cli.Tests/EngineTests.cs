using System.Diagnostics;
using System.Text.Json.Nodes;

namespace AuditGraph.Cli.Tests;

/// <summary>Jobs that depend, by the command.</summary>
public sealed class EngineTests : IDisposable
{
    private const string Action = "action: {type: report.changed_since}";

    private const string Broken = "action: {type: report.changed_since, args: {since: 'run:0190a5d0-ac96-774b-bcce-b302099a8057'}}";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_job_runs_after_what_it_needs_and_both_are_told_in_that_order()
    {
        Write(("b", $"{Action}, needs: [c]"), ("c", Action), ("x", Action));

        CommandLine.Outcome outcome = CommandLine.Run(folder.Root, "jobs", "run", "b", "--jobs", "2");

        Assert.Equal(0, outcome.ExitCode);
        JsonArray runs = outcome.Json["runs"]!.AsArray();
        Assert.Equal(["c", "b"], runs.Select(run => (string?)run!["job"]));
        Assert.Equal("ok", (string?)outcome.Json["status"]);
        Assert.Equal((string?)runs[0]!["run"], (string?)runs[1]!["needs"]![0]!["run"]);
        Assert.Single(runs.Select(run => (string?)run!["invocation"]).Distinct());
        Assert.True(File.Exists(folder["exports/reports/c.md"]));
        Assert.False(File.Exists(folder["exports/reports/x.md"]));
    }

    [Fact]
    public void The_first_failure_is_the_headline_and_what_needs_it_is_blocked()
    {
        Write(("a", Broken), ("b", $"{Action}, needs: [a]"), ("c", $"{Action}, needs: [{{job: b, when: done}}]"));

        CommandLine.Outcome machine = CommandLine.Run(folder.Root, "jobs", "run", "--all");
        CommandLine.Outcome person = CommandLine.RunOnTerminal(folder.Root, "jobs", "run", "--all");

        Assert.Equal((1, 1), (machine.ExitCode, person.ExitCode));
        Assert.Equal("BaselineNotFound", (string?)machine.Json["detail"]!["name"]);
        Assert.Equal(["failed", "blocked", "ok"], machine.Json["runs"]!.AsArray().Select(run => (string?)run!["runStatus"]));
        Assert.Equal("NeedNotMet", (string?)machine.Json["runs"]![1]!["error"]!["name"]);
        Assert.EndsWith("3 jobs: 1 ok, 1 failed, 1 blocked\n  first failure  a\n", person.Output, StringComparison.Ordinal);
        Assert.Equal("valid", CommandLine.Run(folder.Root, "ledger", "verify").ExitCode == 0 ? "valid" : "broken");
        Assert.Equal(2, CommandLine.Run(folder.Root, "runs", "list", "--status", "blocked").Json["runs"]!.AsArray().Count);
    }

    [Fact]
    public void A_failure_that_is_allowed_keeps_its_status_and_does_not_fail_the_whole()
    {
        Write(("a", $"{Broken}, allow_failure: true"), ("b", Action));

        CommandLine.Outcome outcome = CommandLine.Run(folder.Root, "jobs", "run", "--all");

        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal(["failed", "ok"], outcome.Json["runs"]!.AsArray().Select(run => (string?)run!["runStatus"]));
    }

    [Fact]
    public void After_a_failure_nothing_more_starts_where_that_is_asked_for()
    {
        Write(("a", Broken), ("b", Action));

        CommandLine.Outcome outcome = CommandLine.Run(folder.Root, "jobs", "run", "--all", "--fail-fast", "--jobs", "1");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Equal(["failed", "skipped"], outcome.Json["runs"]!.AsArray().Select(run => (string?)run!["runStatus"]));
    }

    [Fact]
    public void Needs_stay_behind_where_they_are_not_wanted_and_are_told_of()
    {
        Write(("a", Action), ("b", $"{Action}, needs: [a]"));

        CommandLine.Outcome outcome = CommandLine.Run(folder.Root, "jobs", "run", "b", "--no-needs");

        Assert.Equal((0, "b"), (outcome.ExitCode, (string?)outcome.Json["job"]));
        Assert.Contains("warning: The job 'b' needs 'a', which has no good run", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Tags_choose_jobs_and_one_that_nobody_has_is_an_error()
    {
        Write(("a", $"{Action}, tags: [x]"), ("b", $"{Action}, tags: [y]"), ("c", Action));

        Assert.Equal(["a", "b"], CommandLine.Run(folder.Root, "jobs", "run", "--tag", "x", "--tag", "y").Json["runs"]!.AsArray().Select(run => (string?)run!["job"]));
        CommandLine.Outcome wrong = CommandLine.Run(folder.Root, "jobs", "run", "--tag", "z");
        Assert.Equal((1, "TagNotFound"), (wrong.ExitCode, (string?)wrong.Json["detail"]!["name"]));
    }

    [Theory]
    [InlineData("jobs", "run")]
    [InlineData("jobs", "run", "a", "--all")]
    [InlineData("jobs", "run", "--all", "--tag", "x")]
    [InlineData("jobs", "run", "a", "--jobs", "0")]
    [InlineData("jobs", "run", "a", "--jobs", "many")]
    [InlineData("jobs", "plan")]
    public void What_makes_no_sense_is_wrong_usage(params string[] arguments)
    {
        Write(("a", Action));

        Assert.Equal(2, CommandLine.Run(folder.Root, arguments).ExitCode);
        Assert.False(Directory.Exists(folder[".pkg"]));
    }

    [Fact]
    public void A_disabled_need_is_a_wrong_configuration_unless_it_is_named()
    {
        Write(("a", $"{Action}, enabled: false"), ("b", $"{Action}, needs: [a]"));

        CommandLine.Outcome refused = CommandLine.Run(folder.Root, "jobs", "run", "b");
        Assert.Equal((2, "NeedDisabled"), (refused.ExitCode, (string?)refused.Json["detail"]!["name"]));
        Assert.False(Directory.Exists(folder[".pkg"]));

        Assert.Equal(0, CommandLine.Run(folder.Root, "jobs", "run", "a", "b").ExitCode);
    }

    [Fact]
    public void A_plan_says_what_a_run_then_does_and_writes_nothing()
    {
        Write(("a", Broken), ("b", $"{Action}, needs: [a]"), ("c", Action));
        IReadOnlyList<string> before = folder.Listing();

        CommandLine.Outcome plan = CommandLine.Run(folder.Root, "jobs", "plan", "--all");
        CommandLine.Outcome person = CommandLine.RunOnTerminal(folder.Root, "jobs", "plan", "--all");
        CommandLine.Outcome whatIf = CommandLine.RunOnTerminal(folder.Root, "jobs", "run", "--all", "--what-if");

        Assert.Equal(before, folder.Listing());
        Assert.Equal(
            CommandLine.Run(folder.Root, "jobs", "run", "--all").Json["runs"]!.AsArray().Select(run => (string?)run!["job"]),
            plan.Json["runs"]!.AsArray().Select(run => (string?)run!["job"]));
        Assert.Equal("BaselineNotFound", (string?)plan.Json["runs"]![0]!["detail"]!["name"]);
        Assert.StartsWith("1. a would fail", person.Output, StringComparison.Ordinal);
        Assert.Contains("\n2. b would not be started, after a: ", person.Output, StringComparison.Ordinal);
        Assert.Contains("\n3. c would compare the workspace with ", person.Output, StringComparison.Ordinal);
        Assert.Contains("create exports/reports/c.md.\n", person.Output, StringComparison.Ordinal);
        Assert.Equal(
            person.Output.Split('\n').Select(line => line.Length > 3 ? line[3..] : line),
            whatIf.Output.Split('\n').Select(line => line.Replace("What if: ", "", StringComparison.Ordinal)));
        Assert.Equal((1, 1), (plan.ExitCode, whatIf.ExitCode));
    }

    [Fact]
    public async Task The_first_signal_lets_what_runs_always_run_and_the_second_ends_that_too()
    {
        Write(("a", Action), ("b", $"{Action}, needs: [{{job: a, when: always}}]"), ("c", $"{Action}, needs: [a]"));
        await using (FileStream sparse = File.Create(folder["large.bin"]))
        {
            // Takes no room on the disk and minutes to hash, for each of them.
            sparse.SetLength(1L << 38);
        }

        using Process process = CommandLine.Start(folder.Root, "jobs", "run", "--all", "--jobs", "1", "--verbose");
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await Until(process, "Running the job 'a'");
        await Signal(process);
        await Until(process, "Running the job 'b'");
        await Signal(process);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);

        Assert.Equal(143, process.ExitCode);
        JsonArray runs = JsonNode.Parse(await output)!["runs"]!.AsArray();
        Assert.All(runs, run => Assert.Equal("Cancelled", (string?)run!["error"]!["name"]));
        Assert.Equal([1, 1, 0], runs.Select(run => run!["attempts"]!.AsArray().Count));
        Assert.Equal(3, CommandLine.Run(folder.Root, "runs", "list").Json["runs"]!.AsArray().Count);
    }

    private static async Task Until(Process process, string message)
    {
        while (await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.Contains(message, StringComparison.Ordinal))
            {
                return;
            }
        }

        Assert.Fail($"It never said '{message}'.");
    }

    private static async Task Signal(Process process)
    {
        using Process kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    private void Write(params (string Name, string Lines)[] jobs)
    {
        folder.Write("config/jobs.yaml", "jobs:\n" + string.Concat(jobs.Select(job => $"  {job.Name}: {{{job.Lines}}}\n")));
        folder.Write("file.txt", "one");
    }
}
