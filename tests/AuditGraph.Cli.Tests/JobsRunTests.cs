using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace AuditGraph.Cli.Tests;

public sealed class JobsRunTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_run_reports_exactly_what_changed_since_the_last_one()
    {
        folder.Write("config/jobs.yaml", Job.File("last-run"));
        folder.Write("same.txt", "same");
        folder.Write("edited.txt", "before");
        folder.Write("gone.txt", "gone");
        folder.Write("old name.txt", "moved");
        Assert.Equal(0, CommandLine.Run(folder.Root, "jobs", "run", "changed").ExitCode);

        folder.Write("edited.txt", "after!");
        File.Delete(folder["gone.txt"]);
        File.Move(folder["old name.txt"], folder["new name.txt"]);
        folder.Write("deep/er/new.txt", "new");
        JsonNode outcome = CommandLine.Run(folder.Root, "jobs", "run", "changed").Json;
        JsonNode report = ReadReport();

        Assert.Equal("ok", (string?)outcome["status"]);
        Assert.Equal(folder["exports/reports/changed.json"], (string?)outcome["output"]);
        Assert.Equal("snapshot", (string?)report["baseline"]!["evidence"]);
        Assert.Equal(
            ["added deep/er/new.txt  3", "modified edited.txt  6", "removed gone.txt  4", "renamed new name.txt old name.txt 5"],
            report["changes"]!.AsArray().Select(change => $"{change!["kind"]} {change["path"]} {change["previousPath"]} {change["bytes"]}"));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData("after!"u8)), (string?)report["changes"]![1]!["sha256"]);
        Assert.Equal(1, (int)report["summary"]!["added"]!);
        Assert.Equal(2, (int)report["summary"]!["unchanged"]!);
    }

    [Fact]
    public void A_job_with_several_outputs_is_told_and_planned_with_each_of_them()
    {
        folder.Write("config/jobs.yaml", """
            jobs:
              changed:
                action: {type: report.changed_since, args: {since: last-run}}
                output: [{format: md}, {path: exports/table.csv}]
            """);
        string plan = CommandLine.Run(folder.Root, "jobs", "plan", "changed", "--format", "table").Output;
        string screen = CommandLine.Run(folder.Root, "jobs", "run", "changed", "--format", "table").Output;
        JsonNode run = CommandLine.Run(folder.Root, "jobs", "run", "changed").Json;
        JsonNode job = CommandLine.Run(folder.Root, "jobs", "list", "--details").Json["jobs"]![0]!;
        string list = CommandLine.Run(folder.Root, "jobs", "list", "--format", "table").Output;
        File.Delete(folder["exports/table.csv"]);
        string again = CommandLine.Run(folder.Root, "jobs", "run", "changed", "--what-if", "--format", "table").Output;

        Assert.Contains("and create exports/reports/changed.md, exports/table.csv", plan, StringComparison.Ordinal);
        Assert.Equal(
            ["report exports/reports/changed.md", "report exports/table.csv"],
            screen.Split('\n').Where(line => line.StartsWith("  report ", StringComparison.Ordinal))
                .Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Replace(folder.Root + "/", "", StringComparison.Ordinal)));
        Assert.Equal(
            [("exports/reports/changed.md", 64), ("exports/table.csv", 64)],
            run["outputs"]!.AsArray().Select(output => (Path.GetRelativePath(folder.Root, (string)output!["path"]!), ((string)output["sha256"]!).Length)));
        Assert.Equal(["md", "csv"], job["outputs"]!.AsArray().Select(output => (string)output!["format"]!));
        Assert.Contains("exports/reports/changed.md +1", list, StringComparison.Ordinal);
        Assert.Contains("and replace exports/reports/changed.md and create exports/table.csv", again, StringComparison.Ordinal);
    }

    [Fact]
    public void A_first_run_since_the_last_one_says_that_it_took_the_baseline_and_not_that_nothing_changed()
    {
        folder.Write("config/jobs.yaml", Job.File("last-run"));
        folder.Write("a.txt", "a");

        string screen = CommandLine.Run(folder.Root, "jobs", "run", "changed", "--format", "table").Output;

        Assert.Contains("took the baseline of 2 files", screen, StringComparison.Ordinal);
        Assert.DoesNotContain("nothing changed", screen, StringComparison.Ordinal);
    }

    [Fact]
    public void What_another_profile_saw_is_not_compared_with()
    {
        folder.Write("config/jobs.yaml", Job.File("last-run", extra: "exclude: [config/]"));
        folder.Write("a.txt", "before");
        string first = (string)CommandLine.Run(folder.Root, "jobs", "run", "changed").Json["run"]!;
        folder.Write("a.txt", "after!");
        folder.Write("config/pkg.yaml", "active_profile: other\n");
        JsonNode other = CommandLine.Run(folder.Root, "jobs", "run", "changed").Json;
        File.Delete(folder["config/pkg.yaml"]);
        JsonNode next = CommandLine.Run(folder.Root, "jobs", "run", "changed").Json;

        Assert.Equal("none", (string?)other["baseline"]);
        Assert.Equal($"run:{first}", (string?)next["baseline"]);
        Assert.Equal(1, (int)next["counts"]!["modified"]!);
    }

    [Fact]
    public void The_same_content_gives_the_same_bytes_whatever_the_clock_and_the_order()
    {
        folder.Write("config/jobs.yaml", Job.File("24h"));
        folder.Write("a.txt", "a");
        folder.Write("b/c.txt", "c");
        byte[] first = RunAndRead("2100-01-01T00:00:00Z");
        File.Delete(folder["a.txt"]);
        File.Delete(folder["b/c.txt"]);
        folder.Write("b/c.txt", "c");
        folder.Write("a.txt", "a");
        byte[] second = RunAndRead("2100-06-01");
        Assert.NotEqual(first, second);

        // The third run compares with the second's snapshot, which is of the same content as the first's.
        byte[] third = RunAndRead("2101-06-01T12:00:00+02:00");
        Assert.Equal(
            JsonNode.Parse(second)!["changes"]!.ToJsonString(),
            JsonNode.Parse(third)!["changes"]!.ToJsonString());
    }

    [Fact]
    public void Modification_times_are_the_last_resort_and_the_report_says_what_they_cannot_show()
    {
        folder.Write("config/jobs.yaml", Job.File("24h"));
        folder.Write("old.txt", "old");
        folder.Write("young.txt", "young");
        File.SetLastWriteTimeUtc(folder["old.txt"], DateTime.UtcNow.AddDays(-3));
        File.SetLastWriteTimeUtc(folder["config/jobs.yaml"], DateTime.UtcNow.AddDays(-3));

        CommandLine.Run(folder.Root, "jobs", "run", "changed");
        JsonNode report = ReadReport();

        Assert.Equal("mtime", (string?)report["baseline"]!["evidence"]);
        Assert.Equal(["young.txt"], report["changes"]!.AsArray().Select(change => (string?)change!["path"]));
        Assert.Null(report["summary"]!["removed"]);
        Assert.Contains("removed", report["coverage"]!["notes"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_runs_by_modification_times_give_the_same_bytes()
    {
        folder.Write("config/jobs.yaml", Job.File("24h", "md"));
        folder.Write("young.txt", "young");

        // What the first of all sees is what the two are compared with too.
        CommandLine.Run(folder.Root, "jobs", "run", "changed");
        CommandLine.Run(folder.Root, "jobs", "run", "changed");
        byte[] first = File.ReadAllBytes(folder["exports/reports/changed.md"]);
        CommandLine.Run(folder.Root, "jobs", "run", "changed");

        Assert.Equal(first, File.ReadAllBytes(folder["exports/reports/changed.md"]));
    }

    [Fact]
    public void A_run_id_names_a_baseline()
    {
        folder.Write("config/jobs.yaml", Job.File("last-run"));
        folder.Write("a.txt", "1");
        string run = (string)CommandLine.Run(folder.Root, "jobs", "run", "changed").Json["run"]!;
        folder.Write("a.txt", "2");
        CommandLine.Run(folder.Root, "jobs", "run", "changed");
        folder.Write("config/jobs.yaml", Job.File($"run:{run}"));

        Assert.Equal(0, CommandLine.Run(folder.Root, "jobs", "run", "changed").ExitCode);

        JsonNode report = ReadReport();
        Assert.Equal($"run:{run}", (string?)report["baseline"]!["id"]);
        Assert.Equal(["a.txt", "config/jobs.yaml"], report["changes"]!.AsArray().Select(change => (string?)change!["path"]));
    }

    [Fact]
    public void A_run_id_that_does_not_exist_fails_and_is_recorded()
    {
        folder.Write("config/jobs.yaml", Job.File("run:0190a5d0-ac96-774b-bcce-b302099a8057"));

        CommandLine.Outcome outcome = CommandLine.Run(folder.Root, "jobs", "run", "changed");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Equal("BaselineNotFound", (string?)outcome.Json["detail"]!["name"]);
        JsonNode run = CommandLine.Run(folder.Root, "runs", "list").Json["runs"]![0]!;
        Assert.Equal("failed", (string?)run["status"]);
        Assert.Equal("BaselineNotFound", (string?)run["error"]!["name"]);
        Assert.False(Path.Exists(folder["exports"]));
    }

    [Fact]
    public void Every_run_is_recorded_and_listed_newest_first()
    {
        folder.Write("config/jobs.yaml", Job.File("last-run"));
        string first = (string)CommandLine.Run(folder.Root, "jobs", "run", "changed").Json["run"]!;
        string second = (string)CommandLine.Run(folder.Root, "jobs", "run", "changed").Json["run"]!;

        JsonArray runs = CommandLine.Run(folder.Root, "runs", "list").Json["runs"]!.AsArray();

        Assert.Equal([second, first], runs.Select(run => (string)run!["run"]!));
        byte[] output = File.ReadAllBytes(folder["exports/reports/changed.json"]);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(output)), (string?)runs[0]!["outputSha256"]);
        Assert.Equal(output.Length, (int)runs[0]!["outputBytes"]!);
        Assert.Single(CommandLine.Run(folder.Root, "runs", "list", "--last", "1").Json["runs"]!.AsArray());
        Assert.Empty(CommandLine.Run(folder.Root, "runs", "list", "--status", "failed").Json["runs"]!.AsArray());
        Assert.Empty(CommandLine.Run(folder.Root, "runs", "list", "--job", "other").Json["runs"]!.AsArray());
    }

    [Fact]
    public void Several_jobs_give_an_array_and_one_failure_stops_no_other()
    {
        folder.Write(
            "config/jobs.yaml",
            """
            jobs:
              bad: {action: {type: report.changed_since, args: {since: 'git:HEAD'}}}
              good: {action: {type: report.changed_since}}
              off: {enabled: false, action: {type: report.changed_since}}
            """);

        CommandLine.Outcome outcome = CommandLine.Run(folder.Root, "jobs", "run", "--all");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Equal("error", (string?)outcome.Json["status"]);
        Assert.Equal(["bad error", "good ok"], outcome.Json["runs"]!.AsArray().Select(run => $"{run!["job"]} {run["status"]}"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_job_that_cannot_begin_stops_no_other_and_loses_no_others_result(bool isTerminal)
    {
        folder.Write(
            "config/jobs.yaml",
            """
            jobs:
              a: {action: {type: report.changed_since}}
              b: {action: {type: report.changed_since}, output: {path: exports/link/b.json}}
              c: {action: {type: report.changed_since}}
            """);
        Directory.CreateDirectory(folder["exports"]);
        Directory.CreateSymbolicLink(folder["exports/link"], "/tmp");

        CommandLine.Outcome outcome = isTerminal
            ? CommandLine.RunOnTerminal(folder.Root, "jobs", "run", "a", "b", "c")
            : CommandLine.Run(folder.Root, "jobs", "run", "a", "b", "c");

        Assert.Equal(1, outcome.ExitCode);
        Assert.True(File.Exists(folder["exports/reports/a.md"]) && File.Exists(folder["exports/reports/c.md"]));
        if (isTerminal)
        {
            Assert.Contains("error AG4", outcome.Error, StringComparison.Ordinal);
            Assert.Contains("\nc: ok", outcome.Output, StringComparison.Ordinal);
            return;
        }

        Assert.Equal("error", (string?)outcome.Json["status"]);
        Assert.Equal(["a ok", "b error", "c ok"], outcome.Json["runs"]!.AsArray().Select(run => $"{run!["job"]} {run["status"]}"));
        Assert.Equal("OutputPathRefused", (string?)outcome.Json["runs"]![1]!["detail"]!["name"]);
    }

    [Fact]
    public void An_unknown_name_is_an_error_with_the_nearest_one_and_nothing_runs()
    {
        folder.Write("config/jobs.yaml", Job.File());

        CommandLine.Outcome outcome = CommandLine.Run(folder.Root, "jobs", "run", "changed", "chnged");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Equal("AG2001", (string?)outcome.Json["detail"]!["code"]);
        Assert.Contains("'changed'", (string?)outcome.Json["detail"]!["recommendation"], StringComparison.Ordinal);
        Assert.False(Path.Exists(folder[".pkg"]));
    }

    [Theory]
    [InlineData(null, "sampled")]
    [InlineData("changed", "changed")]
    [InlineData("full", "full")]
    public void Which_files_are_read_again_is_told_by_the_job_or_the_command_and_is_in_the_report_and_the_record(string? asked, string done)
    {
        folder.Write("config/jobs.yaml", Job.File("last-run", extra: "rehash: sampled"));

        JsonNode outcome = CommandLine.Run(folder.Root, ["jobs", "run", "changed", .. asked is null ? (string[])[] : ["--rehash", asked]]).Json;

        JsonNode record = JsonNode.Parse(File.ReadAllBytes((string)outcome["record"]!))!;
        Assert.Equal(done, (string?)record["configuration"]!["job"]!["action"]!["args"]!["rehash"]);
        Assert.Equal(done, (string?)ReadReport()["coverage"]!["rehash"]);
        Assert.Equal(done == "sampled", ReadReport()["coverage"]!["notes"]!.ToJsonString().Contains("was read again", StringComparison.Ordinal));
    }

    [Fact]
    public void What_if_tells_and_writes_nothing()
    {
        folder.Write("config/jobs.yaml", Job.File("last-run"));
        CommandLine.Run(folder.Root, "jobs", "run", "changed");
        IReadOnlyList<string> before = folder.Listing();

        CommandLine.Outcome outcome = CommandLine.Run(folder.Root, "jobs", "run", "changed", "--what-if");

        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal(1, (int)outcome.Json["expectedFiles"]!);
        Assert.Equal(0, (int)outcome.Json["removedSnapshots"]!);
        Assert.Contains("run ", (string?)outcome.Json["baseline"], StringComparison.Ordinal);
        Assert.Equal(before, folder.Listing());
        Assert.Contains("exports/reports/changed.json", CommandLine.RunOnTerminal(folder.Root, "jobs", "run", "changed", "--what-if").Output, StringComparison.Ordinal);
    }

    private byte[] RunAndRead(string asOf)
    {
        CommandLine.Outcome outcome = CommandLine.Run(folder.Root, "jobs", "run", "changed", "--as-of", asOf);
        Assert.True(outcome.ExitCode == 0, outcome.Output);
        return File.ReadAllBytes(folder["exports/reports/changed.json"]);
    }

    private JsonNode ReadReport() => JsonNode.Parse(File.ReadAllBytes(folder["exports/reports/changed.json"]))!;
}
