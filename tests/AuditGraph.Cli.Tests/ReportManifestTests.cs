using System.Text.Json.Nodes;

namespace AuditGraph.Cli.Tests;

/// <summary>What <c>report.manifest</c> lists, in forms that other programs read.</summary>
public sealed class ReportManifestTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("sha256sum", "sha256sum", "--check", "--strict", "--quiet")]
    [InlineData("bsd", "sha256sum", "--check", "--strict", "--quiet")]
    [InlineData("mtree", "mtree", "-p", ".", "-f")]
    [InlineData("hashdeep", "hashdeep", "-r", "-l", ".", "-a", "-k")]
    public void The_program_that_a_form_is_for_finds_every_file_as_it_is_listed(
        string form, string program, params string[] arguments)
    {
        Tool.Require(program);
        WriteTree(hasLink: form != "hashdeep", hasLineEnds: form != "hashdeep");
        WriteJob("root: tree", $"output: {{format: {form}, path: exports/manifest}}");

        Assert.Equal("ok", Status());
        (int exitCode, string output) = Tool.Run(folder["tree"], program, [.. arguments, "../exports/manifest"]);
        Assert.True(exitCode == 0, output);

        // Changed and taken away: the program does not take any file for any other.
        folder.Write("tree/a b", "other");
        Assert.NotEqual(0, Tool.Run(folder["tree"], program, [.. arguments, "../exports/manifest"]).ExitCode);
        folder.Write("tree/a b", "plain");
        Assert.Equal(0, Tool.Run(folder["tree"], program, [.. arguments, "../exports/manifest"]).ExitCode);
        File.Delete(folder["tree/-"]);
        (exitCode, output) = Tool.Run(folder["tree"], program, [.. arguments, "../exports/manifest"]);
        Assert.True(exitCode != 0 || output.Contains("missing: ./-", StringComparison.Ordinal), output);
    }

    [Theory]
    [MemberData(nameof(GoldenReport.FormatsOfReports), MemberType = typeof(GoldenReport))]
    [InlineData("sha256sum")]
    [InlineData("bsd")]
    [InlineData("hashdeep")]
    [InlineData("bagit")]
    [InlineData("mtree")]
    public void The_report_is_as_it_was_approved(string format)
    {
        WriteTree(hasLink: true, hasLineEnds: format != "hashdeep");
        File.CreateSymbolicLink(folder["tree/data/dangling"], "no where");
        WriteJob("root: tree");
        string run = (string)RunJob()["run"]!;

        GoldenReport.AssertIsCurrent("report-manifest", folder.Root, run, format);
    }

    [Theory]
    [InlineData(
        "hashdeep",
        "line\nend",
        "which holds the end of a line. Leave the file out ('exclude'), or choose another format, such as sha256sum, "
            + "bsd or mtree.")]
    [InlineData("hashdeep", "line\rend", "which holds the end of a line.")]
    [InlineData("md", "password=hunter2", "")]
    [InlineData(
        "sha256sum",
        "password=hunter2",
        "A file's name looks like a secret and is masked in the report, so that no manifest can name it.")]
    [InlineData(
        "bagit",
        "plain",
        "The format 'bagit' lists what is below 'data/', and the report lists nothing there. "
            + "Name the folder of the bag ('root').")]
    public void A_name_that_a_form_cannot_express_is_refused_by_that_form(string format, string name, string message)
    {
        folder.Write(name, "");
        WriteJob($"output: {{format: {format}}}");

        JsonNode run = RunJob();
        Assert.Equal(message.Length == 0 ? "ok" : "failed", (string?)run["runStatus"]);
        Assert.Contains(message, (string?)run["error"]?["message"] ?? "", StringComparison.Ordinal);
        Assert.Equal(message.Length == 0 ? null : "ManifestInexpressible", (string?)run["error"]?["name"]);
    }

    [Theory]
    [InlineData("sha256sum", false)]
    [InlineData("mtree", true)]
    public void A_name_that_is_no_UTF_8_is_expressed_by_mtree_alone(string format, bool isExpressed)
    {
        Tool.Run(folder.Root, "sh", "-c", @": > ""$(printf '\377x')""");
        WriteJob($"output: {{format: {format}, path: exports/manifest}}");

        string? status = Status();
        Tool.Run(folder.Root, "sh", "-c", @"rm ""$(printf '\377x')""");
        Assert.Equal(isExpressed ? "ok" : "failed", status);
        if (isExpressed)
        {
            Assert.Contains(
                @"./\377x type=file size=0 sha256=",
                File.ReadAllText(folder["exports/manifest"]),
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_form_that_was_not_asked_for_can_be_had_of_any_run_and_of_no_other_action()
    {
        folder.Write("a", "");
        WriteJob("output: {format: json}");
        string run = (string)RunJob()["run"]!;
        Assert.Equal(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a\n",
            CommandLine.Run(folder.Root, "report", run, "--format", "sha256sum").Output);
        Assert.Contains(
            "AG2025",
            CommandLine.Run(folder.Root, "report", run, "--format", "sarif").Error,
            StringComparison.Ordinal);

        folder.Write("config/jobs.yaml", Job.File());
        run = (string)CommandLine.Run(folder.Root, "jobs", "run", "changed").Json["run"]!;
        CommandLine.Outcome outcome = CommandLine.Run(folder.Root, "report", run, "--format", "sha256sum");
        Assert.Contains("AG2027", outcome.Error, StringComparison.Ordinal);
        Assert.Contains(
            "lists no files with their hashes; its report can be had as md, json, csv, html.",
            outcome.Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Equal_contents_are_counted_and_names_that_some_systems_hold_for_one_are_told()
    {
        folder.Write("a", "same");
        folder.Write("b", "same");
        folder.Write("c", "");
        folder.Write("d", "");
        folder.Write("\u00e9", "x");
        folder.Write("e\u0301", "y");
        WriteJob("output: {format: json}");
        RunJob();

        JsonNode report = JsonNode.Parse(File.ReadAllText(folder["exports/reports/m.json"]))!;
        Assert.Equal((6, 2), ((long)report["manifest"]!["files"]!, (long)report["manifest"]!["equal"]!));
        Assert.Equal(
            @"e\u{301} é",
            string.Join(" ", report["twins"]!.AsArray().Select(twins => $"{twins!["path"]} {twins["other"]}")));
    }

    [Fact]
    public void A_manifest_of_nothing_is_warned_of()
    {
        folder.Write("a", "");
        WriteJob("root: none");

        Assert.Equal(
            "The manifest is empty: the job looks at no file below 'none'.",
            (string?)Assert.Single(RunJob()["warnings"]!.AsArray()));
    }

    [Fact]
    public void A_report_is_taken_again_until_a_file_or_an_argument_changes_and_a_lost_manifest_is_written_again()
    {
        folder.Write("tree/a", "");
        WriteJob("output: {format: bsd}");
        Assert.Equal("fresh", (string?)RunJob()["origin"]);
        Assert.Equal("reused", (string?)RunJob()["origin"]);
        string written = File.ReadAllText(folder["exports/reports/m.bsd"]);
        File.Delete(folder["exports/reports/m.bsd"]);
        Assert.Equal("restored", (string?)RunJob()["origin"]);
        Assert.Equal(written, File.ReadAllText(folder["exports/reports/m.bsd"]));

        folder.Write("tree/a", "x");
        JsonNode run = RunJob();
        Assert.Equal(("fresh", "input_modified"), ((string?)run["origin"], (string?)run["reasons"]![0]!["code"]));
        WriteJob("output: {format: bsd}", "root: tree");
        run = RunJob();
        Assert.Equal(("fresh", "args_changed"), ((string?)run["origin"], (string?)run["reasons"]![0]!["code"]));
    }

    [Fact]
    public void What_could_not_be_read_is_in_no_manifest_and_is_told()
    {
        folder.Write("a", "");
        Assert.Equal(0, Tool.Run(folder.Root, "mkfifo", "pipe").ExitCode);
        WriteJob("output: {format: csv}");

        Assert.Equal(
            "1 entry was not seen; see the report's section on coverage.",
            (string?)Assert.Single(RunJob()["warnings"]!.AsArray()));
        Assert.EndsWith(
            "\r\nnotSeen,pipe,,,\r\n",
            File.ReadAllText(folder["exports/reports/m.csv"]),
            StringComparison.Ordinal);
    }

    private void WriteTree(bool hasLink, bool hasLineEnds)
    {
        foreach (string name in (string[])
            [
                "a b", "plain.txt", "#hash", "~home", "-", "c:d", "back\\slash", "q\"uote", "st*r[1]?", "d/eq=x",
                "d/e/é", "d/c,d", "d.e", "data/100%.txt", "data/x",
            ])
        {
            folder.Write($"tree/{name}", name.Length > 3 ? "same" : "plain");
        }

        if (hasLink)
        {
            File.CreateSymbolicLink(folder["tree/link to"], "a b");
        }

        if (hasLineEnds)
        {
            folder.Write("tree/data/line\nend", "");
            folder.Write("tree/data/cr\rlf", "");
        }
    }

    private void WriteJob(params string[] lines)
    {
        ILookup<bool, string> parts = lines.ToLookup(line => line.StartsWith("output", StringComparison.Ordinal));
        folder.Write(
            "config/jobs.yaml",
            $$"""
            jobs:
              m:
                {{parts[true].FirstOrDefault() ?? "output: {format: json}"}}
                action:
                  type: report.manifest
                  args:
                    {{string.Join("\n        ", parts[false].Append("exclude: [config/]"))}}

            """);
    }

    private JsonNode RunJob() => CommandLine.Run(folder.Root, "jobs", "run", "m").Json;

    private string? Status() => (string?)RunJob()["runStatus"];
}
