using System.Text.Json.Nodes;

namespace AuditGraph.Cli.Tests;

/// <summary>What <c>check.runs</c> tells of the runs of other jobs, and of a history that was altered.</summary>
public sealed class CheckRunsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public CheckRunsTests()
    {
        folder.Write("a.txt", "fine\n");
        WriteJobs("{job: words, within: 1h}");
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_job_that_never_ran_is_missed_until_it_has_run_well()
    {
        Assert.Equal(["runs.missing 'words' has no run that ended well."], RunControls());
        Assert.Equal("fail", (string?)Report()["summary"]!["verdict"]);

        string run = RunJob("words");

        Assert.Empty(RunControls());
        JsonNode row = Assert.Single(Report()["runs"]!.AsArray())!;
        Assert.Equal(
            [run, "1h", "pass", "pass"],
            ((string[])["run", "within", "asked", "verdict"]).Select(cell => (string?)row[cell]));
        Assert.Equal("consistent, unsigned, compared with no kept checkpoint", LedgerVerdict());
    }

    [Fact]
    public void A_run_is_recent_by_the_moment_that_counts_as_now()
    {
        RunJob("words");

        Assert.StartsWith(
            "runs.stale The last run of 'words' that ended well began at 20",
            Assert.Single(RunControls("2100-01-01")),
            StringComparison.Ordinal);
        Assert.Equal(["runs.missing 'words' has no run that ended well."], RunControls("2001-01-01"));
    }

    [Fact]
    public void The_last_run_that_ended_well_counts_and_a_later_failure_is_told_with_it()
    {
        RunJob("words");
        File.Delete(folder["exports/reports/words.json"]);
        folder.Write("exports/reports/words.json/in-the-way", "");
        CommandLine.Run(folder.Root, "jobs", "run", "words", "--force");

        Assert.All(RunControls(), found => Assert.StartsWith("runs.output", found, StringComparison.Ordinal));
        Assert.EndsWith(
            ", more than 1h ago; its last run ended 'failed'.",
            RunControls("2100-01-01").Single(found => found.StartsWith("runs.stale", StringComparison.Ordinal)),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("words", "pass", true)]
    [InlineData("words", "warn", true)]
    [InlineData("bad-words", "pass", false)]
    [InlineData("bad-words", "warn", false)]
    [InlineData("bad-words", "any", true)]
    [InlineData("odd-words", "pass", false)]
    [InlineData("odd-words", "warn", true)]
    [InlineData("changed", "pass", false)]
    [InlineData("changed", "warn", false)]
    [InlineData("changed", "any", true)]
    public void The_verdict_of_that_run_is_no_worse_than_is_asked(string job, string asked, bool isGood)
    {
        WriteJobs($"{{job: {job}, within: 1h, verdict: {asked}}}");
        RunJob(job);

        Assert.Equal(isGood ? [] : ["runs.verdict"], RunControls().Select(found => found.Split(' ')[0]));
    }

    [Fact]
    public void Each_demand_weighs_what_it_says()
    {
        WriteJobs("{job: words, within: 1h, severity: note}, {job: changed, within: 1h, severity: warning}");

        JsonArray findings = Findings(CommandLine.Run(folder.Root, "jobs", "run", "controls").Json);

        Assert.Equal(
            ["changed warning", "words note"],
            findings
                .Select(finding => $"{finding!["properties"]!["job"]} {finding["severity"]}")
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_job_that_needs_the_others_sees_what_they_did_just_now()
    {
        WriteJobs(
            "{job: words, within: 1m}, {job: odd-words, within: 1m, verdict: warn}", needs: "[words, odd-words]");

        JsonNode runs = CommandLine.Run(folder.Root, "jobs", "run", "controls").Json;

        JsonNode controls = runs["runs"]!.AsArray().Single(run => (string?)run!["job"] == "controls")!;
        Assert.Equal("pass", (string?)controls["verdict"]);
    }

    [Fact]
    public void No_report_of_it_is_taken_again()
    {
        string jobs = File.ReadAllText(folder["config/jobs.yaml"]);
        folder.Write("config/jobs.yaml", jobs.Replace("reuse: false", "reuse: true", StringComparison.Ordinal));
        RunJob("words");
        RunControls();

        JsonNode run = CommandLine.Run(folder.Root, "jobs", "run", "controls").Json;

        Assert.Equal(("fresh", "not_reusable"), ((string?)run["origin"], (string?)run["reasons"]![0]!["code"]));
    }

    [Fact]
    public void A_record_that_was_altered_or_removed_is_a_finding()
    {
        string first = RunJob("words");
        string second = RunJob("words");
        File.AppendAllText(folder[$".pkg/profiles/default/runs/{first}/run.json"], " ");
        File.Delete(folder[$".pkg/profiles/default/runs/{second}/run.json"]);

        Assert.Equal(
            [
                $"runs.ledger The record of run {first} is not the one that the ledger states.",
                $"runs.ledger The record of run {second} is missing.",
                "runs.verdict The last run of 'words' that ended well has no verdict, where 'pass' is asked for.",
            ],
            RunControls());
        Assert.Equal("the history is broken", LedgerVerdict());
    }

    [Fact]
    public void An_output_that_was_altered_is_a_finding_of_its_own()
    {
        RunJob("words");
        File.AppendAllText(folder["exports/reports/words.json"], " ");

        Assert.StartsWith("runs.output ", Assert.Single(RunControls()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_history_that_was_cut_leaves_records_that_nothing_states()
    {
        RunJob("words");
        Copy(folder[".pkg/profiles/default/ledger"], folder["kept"]);
        string cut = RunJob("words");
        Directory.Delete(folder[".pkg/profiles/default/ledger"], recursive: true);
        Directory.Move(folder["kept"], folder[".pkg/profiles/default/ledger"]);

        string[] found = RunControls(withRun: true);

        Assert.Equal($"runs.ledger There is a record that no entry of the ledger states. {cut}", found[0]);
        Assert.StartsWith("runs.output The latest output of 'words' was changed", found[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "HistoryTruncated")]
    [InlineData(false, "HistoryRewritten")]
    public void A_history_that_was_set_back_or_begun_anew_does_not_continue_what_was_kept(bool isSetBack, string name)
    {
        WriteJobs("{job: words, within: 1h}", "checkpoint: kept/checkpoint");
        Copy(folder[".pkg"], folder["empty"]);
        RunJob("words");
        Copy(folder[".pkg"], folder["early"]);
        for (int run = 0; run < 4; run++)
        {
            RunJob("words");
        }

        Directory.CreateDirectory(folder["kept"]);
        File.Copy(folder[".pkg/profiles/default/ledger/checkpoint"], folder["kept/checkpoint"]);
        Assert.Empty(RunControls());
        Assert.StartsWith(
            "consistent, unsigned, continues the kept checkpoint of ", LedgerVerdict(), StringComparison.Ordinal);

        Directory.Delete(folder[".pkg"], recursive: true);
        Directory.Move(folder[isSetBack ? "early" : "empty"], folder[".pkg"]);

        JsonArray findings = Findings(CommandLine.Run(folder.Root, "jobs", "run", "controls").Json);
        Assert.Contains(name, findings.Select(finding => (string?)finding!["properties"]!["name"]));
    }

    [Fact]
    public void The_key_that_is_named_must_have_signed()
    {
        folder.Write("ledger.pem", CommandLine.Run(folder.Root, "ledger", "init-key").Output);
        WriteJobs("{job: words, within: 1h}", "public_key: ledger.pem");
        RunJob("words");

        Assert.Empty(RunControls());
        Assert.StartsWith("consistent, signed with the given key, ", LedgerVerdict(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("checkpoint: none", "ReadFailed")]
    [InlineData("checkpoint: a.txt", "CheckpointInvalid")]
    [InlineData("public_key: a.txt", "LedgerKeyInvalid")]
    [InlineData("checkpoint: /dev/zero", "ReadFailed")]
    public void What_the_ledger_is_to_be_held_to_must_be_readable(string argument, string error)
    {
        WriteJobs("{job: words, within: 1h}", argument);

        JsonNode run = CommandLine.Run(folder.Root, "jobs", "run", "controls").Json;

        Assert.Equal(("error", error), ((string?)run["status"], (string?)run["error"]!["name"]));
    }

    [Theory]
    [MemberData(nameof(GoldenReport.FormatsOfChecks), MemberType = typeof(GoldenReport))]
    public void The_report_is_as_it_was_approved(string format)
    {
        WriteJobs("{job: words, within: 24h}, {job: changed, within: 7d, verdict: any, severity: warning}");
        string run = (string)CommandLine.Run(folder.Root, "jobs", "run", "controls").Json["run"]!;

        GoldenReport.AssertIsCurrent("check-runs", folder.Root, run, format);
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        if (!Directory.Exists(from))
        {
            return;
        }

        foreach (string folder in Directory.GetDirectories(from, "*", SearchOption.AllDirectories))
        {
            Directory.CreateDirectory(to + folder[from.Length..]);
        }

        foreach (string file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            File.Copy(file, to + file[from.Length..]);
        }
    }

    private void WriteJobs(string demands, string more = "", string needs = "[]") => folder.Write(
        "config/jobs.yaml",
        $"""
        defaults:
          reuse: false
          output:
            format: json
        jobs:
          {Check("words", "bad")}
          {Check("bad-words", "fine")}
          {Check("odd-words", "fine", "warning")}
          changed:
            action:
              type: report.changed_since
          controls:
            needs: {needs}
            controls: [A.8.15]
            action:
              type: check.runs
              args:
                runs: [{demands}]
                {more}

        """);

    private static string Check(string job, string forbidden, string severity = "error") =>
        $"{job}: {{action: {{type: check.files, args: {{exclude: [config/], rules: [{{name: a, files: '*.txt', "
        + $"forbid: {forbidden}, severity: {severity}}}]}}}}}}";

    private string RunJob(string job) => (string)CommandLine.Run(folder.Root, "jobs", "run", job).Json["run"]!;

    private string[] RunControls(string? asOf = null, bool withRun = false) =>
    [
        .. Findings(CommandLine.Run(
            folder.Root, ["jobs", "run", "controls", .. asOf is null ? (string[])[] : ["--as-of", asOf]]).Json)
            .Select(finding =>
                $"{finding!["rule"]} {finding["message"]}{(withRun ? $" {finding["properties"]!["run"]}" : "")}")
            .Order(StringComparer.Ordinal),
    ];

    private JsonArray Findings(JsonNode run) =>
    [
        .. CommandLine.Run(folder.Root, "findings", (string)run["run"]!).Json["findings"]!.AsArray()
            .Where(finding => (string)finding!["state"]! != "absent")
            .Select(finding => finding!.DeepClone()),
    ];

    private string LedgerVerdict() => (string)Report()["ledger"]!["verdict"]!;

    private JsonNode Report() => JsonNode.Parse(File.ReadAllText(folder["exports/reports/controls.json"]))!;
}
