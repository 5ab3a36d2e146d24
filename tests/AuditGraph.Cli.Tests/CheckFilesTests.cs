using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;

namespace AuditGraph.Cli.Tests;

/// <summary>What <c>check.files</c> finds, cannot look at, and remembers.</summary>
public sealed class CheckFilesTests : IDisposable
{
    private const string LongName = "n0123456789";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>
    /// A rule, the content of the file <c>f.txt</c>, and what is found: the rule's id and place, or nothing.
    /// </summary>
    public static TheoryData<string, string, string?> Cases => new()
    {
        { "files: f.txt, require: present", "", null },
        { "files: g.txt, require: present", "", "files.missing" },
        { "files: f.txt, require: absent", "", "files.forbidden f.txt" },
        { "files: g.txt, require: absent", "", null },
        { "files: '*.txt', file_name: '^[a-z]\\.txt$'", "", null },
        { "files: '*.txt', file_name: '^[A-Z]'", "", "files.name f.txt" },
        { "files: '*.txt', min_bytes: 3", "abc", null },
        { "files: '*.txt', min_bytes: 4", "abc", "files.too-small f.txt" },
        { "files: '*.txt', max_bytes: 3", "abc", null },
        { "files: '*.txt', max_bytes: 2", "abc", "files.too-large f.txt" },
        { "files: '*.txt', executable: false", "", null },
        { "files: '*.txt', executable: true", "", "files.executable f.txt" },
        { "files: '*.txt', forbid: TODO", "no\nnone\n", null },
        { "files: '*.txt', forbid: TODO", "no\n a TODO, a TODO\n", "files.text-forbidden f.txt 2:4-2:8" },
        { "files: '*.txt', forbid: TODO", "é😀TODO", "files.text-forbidden f.txt 1:4-1:8" },
        { "files: '*.txt', forbid: TODO", "\ufeffTODO", "files.text-forbidden f.txt 1:1-1:5" },
        { "files: '*.txt', forbid: 'a$'", "ba\r\n", "files.text-forbidden f.txt 1:2-1:3" },
        { "files: '*.txt', forbid: 'b'", "a\rb", "files.text-forbidden f.txt 1:3-1:4" },
        { "files: '*.txt', forbid: '^$'", "\n", "files.text-forbidden f.txt 1:1-1:1" },
        { "files: '*.txt', forbid: '^$'", "", null },
        { "files: '*.txt', forbid: '^$'", "a\n", null },
        { "files: '*.txt', match: '^a'", "b\na", null },
        { "files: '*.txt', match: '^a'", "b a\n", "files.text-missing f.txt" },
        { "files: '*.txt', match: '^a'", "", "files.text-missing f.txt" },
        { "files: '*.txt', line_ends: lf", "a\n\nb", null },
        { "files: '*.txt', line_ends: lf", "a\nbc\r\n", "files.line-ends f.txt 2:3-" },
        { "files: '*.txt', line_ends: lf", "a\rb\n", "files.line-ends f.txt 1:2-1:3" },
        { "files: '*.txt', line_ends: lf", "a\r", "files.line-ends f.txt 1:2-1:3" },
        { "files: '*.txt', line_ends: crlf", "a\r\nb\r\nc", null },
        { "files: '*.txt', line_ends: crlf", "a\r\nb\n", "files.line-ends f.txt 2:2-" },
        { "files: '*.txt', line_ends: crlf", "a\r\r\n", "files.line-ends f.txt 1:2-1:3" },
        { "files: '*.txt', encoding: utf-8", "é", null },
        { "files: '*.txt', encoding: utf-8", "\ufeffa", "files.encoding f.txt 1:1-" },
        { "files: '*.txt', encoding: ascii", "a\x7f", null },
        { "files: '*.txt', encoding: ascii", "a\nbé", "files.encoding f.txt 2:2-" },
        { "files: '*.txt', parses: json", """{"a": [1, "\u00e9"]}""", null },
        { "files: '*.txt', parses: json", "{\n  \"é\": 1,\n}", "files.syntax f.txt 3:1-" },
        { "files: '*.txt', parses: json", "{\"é\" 1}", "files.syntax f.txt 1:6-" },
        { "files: '*.txt', parses: json", "", "files.syntax f.txt 1:1-" },
        { "files: '*.txt', parses: json", "1 2", "files.syntax f.txt 1:3-" },
        { "files: '*.txt', parses: json", """["a", "\ud800"]""", "files.syntax f.txt 1:7-" },
        { "files: '*.txt', parses: yaml", "a: [1, 2]\n---\nb: &x c\n", null },
        { "files: '*.txt', parses: yaml", "", null },
        { "files: '*.txt', parses: yaml", "a: 1\nb: [1\n", "files.syntax f.txt 3:1-" },
        { "files: '*.txt', parses: yaml", "a: 'b\n", "files.syntax f.txt 1:4-" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_rule_finds_what_is_not_as_it_asks(string rule, string content, string? expected)
    {
        folder.Write("f.txt", content);
        WriteRules($"{{name: r, {rule}}}");

        Assert.Equal(expected is null ? [] : [expected], Run());
        Assert.Equal(expected is null ? "pass" : "fail", Verdict());
    }

    [Theory]
    [InlineData("forbid: x", "a\n\u00ffx", "files.text-forbidden f.txt 2:2-2:3")]
    [InlineData("encoding: utf-8", "a\nbc\u00ff", "files.encoding f.txt 2:3-")]
    [InlineData("encoding: ascii", "\u00ff", "files.encoding f.txt 1:1-")]
    [InlineData("parses: json", "[\"\u00ff\"]", "files.syntax f.txt 1:3-")]
    [InlineData("match: '\ufffd'", "\u00ff", null)]
    public void Bytes_that_are_no_UTF8_have_a_place_and_match_as_the_replacement_character(string rule, string latin1, string? expected)
    {
        File.WriteAllBytes(folder["f.txt"], Encoding.Latin1.GetBytes(latin1));
        WriteRules($"{{name: r, files: f.txt, {rule}}}");

        Assert.Equal(expected is null ? [] : [expected], Run());
    }

    [Fact]
    public void Every_line_that_matches_is_a_finding_that_stays_the_same_when_it_moves()
    {
        folder.Write("f.txt", "TODO one\n  TODO two\nTODO one\n");
        WriteRules("{name: r, files: '*.txt', forbid: TODO, severity: warning}");
        Assert.Equal(
            ["new 1:1-1:5", "new 2:3-2:7", "new 3:1-3:5"], RunAnd(finding => $"{finding["state"]} {Place(finding)}"));
        Assert.Equal("warn", Verdict());

        folder.Write("f.txt", "\nTODO two\nTODO one\nTODO one\nTODO three\n");
        Assert.Equal(
            ["unchanged 2:1-2:5", "unchanged 3:1-3:5", "unchanged 4:1-4:5", "new 5:1-5:5"], RunAnd(finding => $"{finding["state"]} {Place(finding)}"));
    }

    [Fact]
    public void A_finding_has_the_name_of_its_rule_and_its_own_message()
    {
        folder.Write("f.txt", "TODO");
        WriteRules("{name: no-todo, files: '*.txt', forbid: TODO, severity: note, message: Do not leave it.}");

        Assert.Equal(
            ["""note Do not leave it. {"rule":"no-todo"}"""],
            RunAnd(finding => $"{finding["severity"]} {finding["message"]} {finding["properties"]!.ToJsonString()}"));
        Assert.Equal("pass", Verdict());
    }

    [Fact]
    public void What_a_line_holds_is_nowhere_but_in_the_file()
    {
        folder.Write("f.txt", "TODO swordfish");
        WriteRules("{name: r, files: '*.txt', forbid: TODO}", "{name: s, files: '*.txt', match: x, parses: json}");
        Run();

        Assert.DoesNotContain(
            Directory.GetFiles(folder.Root, "*", SearchOption.AllDirectories).Where(path => !path.EndsWith("/f.txt", StringComparison.Ordinal)),
            path => File.ReadAllText(path, Encoding.Latin1).Contains("swordfish", StringComparison.Ordinal));
    }

    [Fact]
    public void Binary_files_are_counted_and_not_judged()
    {
        folder.Write("f.txt", "TODO\0");
        folder.Write("g.txt", new string(' ', 8000) + "TODO\0");
        WriteRules("{name: r, files: '*.txt', forbid: TODO, match: x, line_ends: crlf, encoding: ascii, parses: json, max_bytes: 3}");

        Assert.Equal(
            ["files.syntax g.txt 1:8001-", "files.text-forbidden g.txt 1:8001-1:8005", "files.text-missing g.txt", "files.too-large f.txt", "files.too-large g.txt"],
            Run());
        Assert.Equal((2L, 1L), ((long)Report()["lookedAt"]!["contents"]!, (long)Report()["lookedAt"]!["binary"]!));
    }

    [Fact]
    public void A_link_is_judged_by_its_name_and_never_followed()
    {
        folder.Write("target", "TODO, and more than two bytes");
        File.CreateSymbolicLink(folder["f.txt"], "target");
        Directory.CreateDirectory(folder["d"]);
        File.CreateSymbolicLink(folder["d/loop"], ".");
        WriteRules(
            "{name: content, files: 'f.txt', forbid: TODO, match: x, max_bytes: 2, executable: true}",
            "{name: there, files: 'f.txt', require: present}",
            "{name: gone, files: ['*.txt', d/], require: absent}");

        Assert.Equal(
            ["The link must not be there. d/loop", "The link must not be there. f.txt"],
            RunAnd(finding => $"{finding["message"]} {finding["path"]}"));
        Assert.Equal(2, (long)Report()["lookedAt"]!["links"]!);
    }

    [Fact]
    public void Executable_is_what_the_owner_may_execute()
    {
        folder.Write("a", "");
        folder.Write("b", "");
        File.SetUnixFileMode(folder["b"], UnixFileMode.UserRead | UnixFileMode.UserExecute);
        WriteRules("{name: r, files: [a, b], executable: false}");

        Assert.Equal(["files.executable b"], Run());
    }

    [Fact]
    public void Names_are_shown_escaped_and_matched_as_they_are_shown()
    {
        string deep = string.Join('/', Enumerable.Repeat(string.Concat(Enumerable.Repeat(LongName, 20)), 15));
        folder.Write($"{deep}/a.md", "TODO");
        folder.Write("a.md\n", "TODO");
        folder.Write("| <b>\u001b[31m.md", "TODO");
        WriteRules("{name: n, files: '*.md*', file_name: '^[a-z]+\\.md$'}", "{name: t, files: '*.md*', forbid: TODO}");

        Assert.Equal(
            [
                @"files.name a.md\n", @"files.name | <b>\x1b[31m.md", @"files.text-forbidden a.md\n 1:1-1:5",
                $"files.text-forbidden {deep}/a.md 1:1-1:5", @"files.text-forbidden | <b>\x1b[31m.md 1:1-1:5",
            ],
            Run());
    }

    [Theory]
    [InlineData("", "fail", 3)]
    [InlineData("on_unreadable: warn", "warn", 0)]
    public void What_was_not_seen_is_a_gap_with_the_verdict_that_the_job_says(string line, string verdict, int exitCode)
    {
        folder.Write("a.txt", "");
        using (Process made = Process.Start("mkfifo", folder["pipe"]))
        {
            made.WaitForExit();
        }

        WriteRules(line, "{name: r, files: '*.txt', forbid: TODO}");

        CommandLine.Outcome outcome = CommandLine.Run(folder.Root, "jobs", "run", "files");

        Assert.Equal((exitCode, verdict), (outcome.ExitCode, (string?)outcome.Json["verdict"]));
        Assert.Equal(
            $$"""[{"path":"pipe","reason":"It was not seen: pipe.","verdict":"{{verdict}}"}]""", Report()["notChecked"]!.ToJsonString());
        Assert.Equal("fresh", Origin());
    }

    [Theory]
    [InlineData("", "warn")]
    [InlineData("on_empty: fail", "fail")]
    [InlineData("on_empty: ignore", "pass")]
    public void A_rule_that_looks_at_nothing_is_told(string line, string verdict)
    {
        WriteRules(line, "{name: r, files: '*.txt', forbid: TODO}", "{name: gone, files: '*.txt', require: absent}");

        Assert.Equal([], Run());
        Assert.Equal(verdict, Verdict());
        Assert.Equal(
            verdict == "pass" ? [] : ["The rule 'r' matches no file."], Report()["notChecked"]!.AsArray().Select(gap => (string)gap!["reason"]!));
    }

    [Fact]
    public void A_file_that_is_larger_than_is_read_is_a_gap_and_all_else_of_it_is_judged()
    {
        using (FileStream large = File.Create(folder["f.txt"]))
        {
            large.SetLength((16 << 20) + 1);
        }

        WriteRules("{name: r, files: '*.txt', forbid: TODO, max_bytes: 5}");

        Assert.Equal(["files.too-large f.txt"], Run());
        Assert.Equal("It is larger than the 16 MiB that are read.", (string?)Report()["notChecked"]![0]!["reason"]);
    }

    [Fact]
    public void Of_very_many_findings_in_a_file_the_first_are_listed_and_the_number_is_told()
    {
        folder.Write("f.txt", string.Concat(Enumerable.Repeat("TODO\n", 1234)));
        WriteRules("{name: r, files: '*.txt', forbid: TODO}");

        Assert.Equal(1000, Run().Length);
        Assert.Equal(
            "Of its 1,234 findings by the rule 'r' only the first 1,000 are listed.", (string?)Report()["notChecked"]![0]!["reason"]);
    }

    [Fact]
    public void Expressions_that_others_go_back_over_are_matched_in_one_pass()
    {
        folder.Write("f.txt", new string('a', 100_000) + "!\n");
        WriteRules("{name: r, files: '*.txt', forbid: '^(a+)+$'}", "{name: s, files: '*.txt', match: '^(a|aa)+!$'}");

        Assert.Equal([], Run());
    }

    [Fact]
    public void A_report_is_taken_again_until_a_file_or_a_rule_changes()
    {
        folder.Write("f.txt", "a");
        WriteRules("{name: r, files: '*.txt', forbid: TODO}");
        Assert.Equal(["fresh", "reused"], [Origin(), Origin()]);

        File.SetLastWriteTimeUtc(folder["f.txt"], DateTime.UtcNow.AddMinutes(-5));
        Assert.Equal("reused", Origin());
        folder.Write("f.txt", "b");
        Assert.Equal("input_modified f.txt", ReasonOfRun());
        WriteRules("{name: r, files: '*.txt', forbid: TODOS}");
        Assert.Equal("args_changed ", ReasonOfRun());
    }

    [Fact]
    public void A_content_that_is_known_is_not_read_again()
    {
        folder.Write("f.txt", "TODO");
        folder.Write("g.txt", "x");
        WriteRules("{name: r, files: '*.txt', forbid: TODO}", "{name: s, files: '*.txt', match: x}");
        Assert.Equal("Read 2 files of 2 files", ReadsOfRun());
        Assert.Equal("Read 0 files of 2 files", ReadsOfRun());
        string report = File.ReadAllText(folder["exports/reports/files.json"]);
        Directory.Delete(folder[".pkg/profiles/default/cache"], recursive: true);
        Assert.Equal("Read 2 files of 2 files", ReadsOfRun());
        Assert.Equal(report, File.ReadAllText(folder["exports/reports/files.json"]));

        folder.Write("g.txt", "TODO");
        Assert.Equal("Read 0 files of 2 files", ReadsOfRun());
        folder.Write("g.txt", "y");
        Assert.Equal("Read 1 file of 2 files", ReadsOfRun());
        WriteRules("{name: r, files: '*.txt', forbid: TODO}", "{name: s, files: '*.txt', match: y}");
        Assert.Equal("Read 2 files of 2 files", ReadsOfRun());
    }

    [Theory]
    [InlineData("damaged")]
    [InlineData("cut")]
    [InlineData("foreign")]
    public void A_cache_that_is_damaged_or_of_another_place_says_nothing(string harm)
    {
        folder.Write("f.txt", "TODO");
        WriteRules("{name: r, files: '*.txt', forbid: TODO}");
        Run();
        string cache = folder[".pkg/profiles/default/cache/check-files.files.index"];
        byte[] content = File.ReadAllBytes(cache);
        if (harm == "damaged")
        {
            content[^40] ^= 1;
        }

        File.WriteAllBytes(cache, harm == "cut" ? content[..^1] : content);
        if (harm == "foreign")
        {
            using var other = new TemporaryFolder();
            other.Write("f.txt", "TODO");
            other.Write("config/jobs.yaml", File.ReadAllText(folder["config/jobs.yaml"]));
            other.Write(".pkg/profiles/default/cache/check-files.files.index", "");
            File.Copy(cache, other[".pkg/profiles/default/cache/check-files.files.index"], overwrite: true);
            Assert.Equal("Read 1 file of 1 file", ReadsOfRun(other.Root));
            return;
        }

        Assert.Equal("Read 1 file of 1 file", ReadsOfRun());
    }

    [Theory]
    [MemberData(nameof(GoldenReport.FormatsOfChecks), MemberType = typeof(GoldenReport))]
    public void The_report_is_as_it_was_approved(string format)
    {
        folder.Write("LICENSE", "Free.\n");
        folder.Write("src/a.cs", "// Copyright\n// TODO: <b>\n");
        folder.Write("src/b.cs", "class B;\r\n");
        folder.Write("src/logo.cs", "\0");
        folder.Write("data.json", "{\"a\": 1,}\n");
        File.CreateSymbolicLink(folder["link.md"], "LICENSE");
        WriteRules(
            "exclude: [config/]",
            "{name: license, files: LICENSE, require: present}",
            "{name: readme, files: [README, README.md], require: present, severity: note}",
            "{name: no-links, files: '*.md', require: absent, message: Write it here.}",
            "{name: source, files: 'src/**/*.cs', forbid: TODO, match: '^// Copyright', line_ends: lf, severity: warning}",
            "{name: data, files: '*.json', parses: json}",
            "{name: scripts, files: '*.sh', executable: true}");
        string run = (string)RunJob()["run"]!;

        GoldenReport.AssertIsCurrent("check-files", folder.Root, run, format);
    }

    [Fact]
    public void What_it_says_of_controls_is_written_again_as_it_was_and_can_be_had_of_every_run()
    {
        folder.Write("f.txt", "TODO");
        WriteRules("exclude: [config/]", "{name: r, files: '*.txt', forbid: TODO}");
        folder.Write("config/jobs.yaml", File.ReadAllText(folder["config/jobs.yaml"]).Replace(
            "{format: json}", "{format: oscal}", StringComparison.Ordinal));
        JsonNode first = RunJob();
        JsonNode second = RunJob();
        string written = File.ReadAllText((string)second["output"]!);
        File.Delete((string)second["output"]!);

        JsonNode third = RunJob();

        Assert.Equal(("fresh", "fresh", "restored"), ((string?)first["origin"], (string?)second["origin"], (string?)third["origin"]));
        Assert.EndsWith("files.oscal.json", (string)third["output"]!, StringComparison.Ordinal);
        Assert.Equal(written, File.ReadAllText((string)third["output"]!));
        Assert.Equal((string?)second["asOf"], (string?)third["asOf"]);
        Assert.All(new[] { second, third }, run => Assert.Equal(written, CommandLine.Run(folder.Root, "report", (string)run["run"]!, "--format", "oscal").Output));
        Assert.Equal(
            (string?)first["asOf"],
            (string?)JsonNode.Parse(CommandLine.Run(folder.Root, "report", (string)first["run"]!, "--format", "oscal").Output)!
                ["assessment-results"]!["results"]![0]!["start"]);
    }

    [Fact]
    public void What_it_says_of_controls_cannot_be_had_of_a_job_that_names_none()
    {
        WriteRules("exclude: [config/]", "{name: r, files: '*.txt', require: present}");
        string jobs = File.ReadAllText(folder["config/jobs.yaml"]);
        folder.Write("config/jobs.yaml", jobs.Replace("controls: [ISO27001/A.8.9]\n", "\n", StringComparison.Ordinal));

        CommandLine.Outcome outcome = CommandLine.Run(folder.Root, "report", (string)RunJob()["run"]!, "--format", "oscal");

        Assert.Equal((1, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains("AG2026", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("named no controls", outcome.Error, StringComparison.Ordinal);
    }

    private static string Place(JsonNode finding) => finding["line"] is null ? "" :
        $" {finding["line"]}:{finding["column"]}-{(finding["endLine"] is null ? "" : $"{finding["endLine"]}:{finding["endColumn"]}")}".TrimStart();

    private void WriteRules(params string[] lines) => folder.Write(
        "config/jobs.yaml",
        $$"""
        jobs:
          files:
            output: {format: json}
            controls: [ISO27001/A.8.9]
            action:
              type: check.files
              args:
                {{string.Join("\n        ", lines.Where(line => line.Length > 0 && !line.StartsWith('{')))}}
                rules:
                  {{string.Join("\n          ", lines.Where(line => line.StartsWith('{')).Select(line => $"- {line}"))}}

        """);

    private JsonNode RunJob() => CommandLine.Run(folder.Root, "jobs", "run", "files").Json;

    private string[] RunAnd(Func<JsonNode, string> show)
    {
        JsonNode run = RunJob();
        return [.. CommandLine.Run(folder.Root, "findings", (string)run["run"]!).Json["findings"]!.AsArray()
            .Where(finding => (string)finding!["state"]! != "absent").Select(finding => show(finding!))];
    }

    private string[] Run() =>
        [.. RunAnd(finding => $"{finding["rule"]} {finding["path"]} {Place(finding)}".Trim()).Order(StringComparer.Ordinal)];

    private JsonNode Report() => JsonNode.Parse(File.ReadAllText(folder["exports/reports/files.json"]))!;

    private string? Verdict() => (string?)Report()["summary"]!["verdict"];

    private string? Origin() => (string?)RunJob()["origin"];

    private string ReasonOfRun()
    {
        JsonNode reason = RunJob()["reasons"]![0]!;
        return $"{reason["code"]} {reason["names"]?.AsArray().FirstOrDefault()}";
    }

    private string ReadsOfRun(string? root = null)
    {
        string told = CommandLine.Run(root ?? folder.Root, "jobs", "run", "files", "--force", "--verbose").Error;
        int start = told.IndexOf("Read ", StringComparison.Ordinal);
        return told[start..told.IndexOf(" whose", start, StringComparison.Ordinal)];
    }
}
