using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;

namespace AuditGraph.Cli.Tests;

/// <summary>What <c>run.command</c> makes of programs, of what they write and of how they end.</summary>
public sealed class RunCommandTests : IDisposable
{
    private const string Key = "-----BEGIN PRIVATE KEY-----\nMIIEpAIBAAKCAQEA\n-----END PRIVATE KEY-----\n";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(0, "", "pass")]
    [InlineData(1, "", "fail")]
    [InlineData(2, "exit_codes: {warn: 2}", "warn")]
    [InlineData(1, "exit_codes: {warn: 2}", "fail")]
    [InlineData(1, "exit_codes: {pass: [0, 1]}", "pass")]
    [InlineData(255, "exit_codes: {fail: [255]}", "fail")]
    [InlineData(0, "exit_codes: {fail: [0]}", "fail")]
    public void An_exit_code_is_a_verdict(int code, string given, string verdict)
    {
        JsonNode run = RunShell($"exit {code}", given);

        Assert.Equal(("ok", verdict), ((string?)run["runStatus"], (string?)run["verdict"]));
        Assert.Equal(verdict == "pass" ? [] : ["command.exit-code"], RulesOf(run));
    }

    [Theory]
    [InlineData("exit 2", "", "ended with the exit code 2, which 'exit_codes' gives no meaning, and wrote nothing")]
    [InlineData("echo a; exit 1", "exit_codes: {fail: 2}", "the exit code 1, which 'exit_codes' gives no meaning; it wrote last: a")]
    [InlineData("echo x; seq 9 >&2; exit 9", "", "; it wrote last: 5 / 6 / 7 / 8 / 9")]
    [InlineData("printf 'a\\033[2Jb\\n' >&2; exit 9", "", "; it wrote last: a\\u001b[2Jb")]
    [InlineData("echo password=hunter2hunter >&2; exit 9", "", "; it wrote last: password=[redacted:credential]")]
    [InlineData("kill -9 $$", "", " was ended by the signal SIGKILL, and wrote nothing")]
    public void Any_other_end_is_a_failure_that_tells_how_it_was(string script, string given, string message)
    {
        JsonNode run = RunShell(script, given);

        Assert.Equal(("failed", "none"), ((string?)run["runStatus"], (string?)run["verdict"]));
        Assert.Equal("CommandFailed", (string?)run["error"]!["name"]);
        Assert.EndsWith(message, (string?)run["error"]!["message"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[nonesuch]", "CommandNotFound", "'nonesuch' cannot be run: there is no such program on the PATH /")]
    [InlineData("[./none.sh]", "CommandNotFound", "'./none.sh' cannot be run: there is no file 'none.sh' in the workspace")]
    [InlineData("[/none/such]", "CommandNotFound", "'/none/such' cannot be run: there is no such file")]
    [InlineData("[link.sh]", "CommandNotFound", "'link.sh' cannot be run: there is no such program")]
    [InlineData("[./link.sh]", "CommandNotFound", "'./link.sh' cannot be run: there is no file 'link.sh'")]
    [InlineData("[./plain.txt]", "CommandNotStarted", "./plain.txt could not be started: ")]
    [InlineData("[./empty]", "CommandNotStarted", "./empty could not be started: ")]
    [InlineData("[sh], working_directory: none", "CommandNotStarted", "sh could not be started: There is no folder")]
    [InlineData("[sh], working_directory: link", "CommandNotStarted", "link' is a symbolic link")]
    public void What_cannot_be_run_is_said_beforehand_and_in_the_run(string command, string name, string message)
    {
        folder.Write("plain.txt", "echo\n");
        folder.Write("empty", "");
        File.SetUnixFileMode(folder["empty"], UnixFileMode.UserRead | UnixFileMode.UserExecute);
        File.CreateSymbolicLink(folder["link.sh"], "/bin/sh");
        File.CreateSymbolicLink(folder["link"], "/tmp");
        WriteJob($"command: {command}");

        JsonNode run = Run();

        Assert.Equal(name, (string?)run["error"]!["name"]);
        Assert.Contains(message, (string?)run["error"]!["message"], StringComparison.Ordinal);
        if (!message.Contains("started: ", StringComparison.Ordinal) || command.Contains("working", StringComparison.Ordinal))
        {
            Assert.Contains(message, CommandLine.Run(folder.Root, "jobs", "plan", "audit").Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void It_is_given_its_arguments_its_folder_and_nothing_to_read()
    {
        Directory.CreateDirectory(folder["sub"]);
        WriteScript("printf '%s|' \"$@\" \"$(pwd -P)\" \"$(cat)\"");
        WriteJob("command: [./audit.sh, 'a b', '', '$HOME', '*'], working_directory: sub");

        Assert.Equal($"a b||$HOME|*|{folder["sub"]}||", Kept(Run(), "stdout"));
    }

    [Fact]
    public void It_sees_few_variables_and_those_that_the_job_names()
    {
        WriteJob("command: [env], environment: [AUDIT_MODE, MODE=a b, EMPTY=, NONE_SUCH]");
        using var process = CommandLine.Start(
            folder.Root, [("AUDIT_MODE", "x=y"), ("AUDIT_TOKEN", "no"), ("LC_TIME", "C")], "jobs", "run", "audit");
        JsonNode run = JsonNode.Parse(process.StandardOutput.ReadToEnd())!;

        string[] seen = Kept(run, "stdout").TrimEnd('\n').Split('\n');
        Assert.Equal(["AUDIT_MODE=x=y", "EMPTY=", "LC_TIME=C", "MODE=a b"], seen.Where(variable =>
            variable.StartsWith("AUDIT", StringComparison.Ordinal) || variable[0] is 'E' or 'M' or 'N'
            || variable.StartsWith("LC_TIME", StringComparison.Ordinal)));
        Assert.All(seen, variable => Assert.Matches(
            "^(PATH|HOME|USER|LOGNAME|LANG|LANGUAGE|TZ|TMPDIR|LC_[A-Z]+|AUDIT_MODE|MODE|EMPTY)=", variable));
    }

    [Fact]
    public void A_secret_that_the_job_passes_on_is_kept_nowhere()
    {
        WriteJob("command: [sh, -c, 'echo $AUDIT_TOKEN; echo $AUDIT_TOKEN >&2; exit 9'], environment: [AUDIT_TOKEN]");
        using var process = CommandLine.Start(
            folder.Root, [("AUDIT_TOKEN", "tuesday-morning")], "jobs", "run", "audit");
        string output = process.StandardOutput.ReadToEnd();

        Assert.DoesNotContain("tuesday", output, StringComparison.Ordinal);
        JsonNode run = JsonNode.Parse(output)!;
        Assert.Equal("[redacted:environment]\n", Kept(run, "stdout"));
        Assert.Equal("[redacted:environment]\n", Kept(run, "stderr"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("$AUDIT_TOKEN")]
    public void A_secret_that_the_job_passes_on_is_hidden_in_all_that_it_says_by_the_protocol(string wrong)
    {
        WriteScript(
            $$$"""
            cat <<END
            {"type":"rule","rule":"a","summary":"$AUDIT_TOKEN"}
            {"type":"finding","rule":"b","message":"$AUDIT_TOKEN","path":"$AUDIT_TOKEN","key":"$AUDIT_TOKEN"}
            {"type":"finding","rule":"c","message":"m","properties":{"p":"$AUDIT_TOKEN"}}
            {"type":"gap","reason":"$AUDIT_TOKEN","path":"$AUDIT_TOKEN"}
            {"type":"warning","message":"$AUDIT_TOKEN"}
            {"type":"fact","name":"f","value":"$AUDIT_TOKEN"}
            {"type":"note","text":"$AUDIT_TOKEN"}
            {"type":"table","name":"t","columns":[{"name":"c"}],"rows":[["$AUDIT_TOKEN"]]}
            {"type":"end{{{wrong}}}"}
            END
            """);
        WriteJob("command: [./audit.sh], protocol: auditgraph, environment: [AUDIT_TOKEN]");
        using var process = CommandLine.Start(
            folder.Root, [("AUDIT_TOKEN", "tuesday-morning")], "jobs", "run", "audit");
        string output = process.StandardOutput.ReadToEnd();

        Assert.DoesNotContain("tuesday", output, StringComparison.Ordinal);
        JsonNode run = JsonNode.Parse(output)!;
        Assert.Equal(wrong.Length == 0 ? "ok" : "error", (string?)run["status"]);
        Assert.DoesNotContain("tuesday", Kept(run, "stdout"), StringComparison.Ordinal);
        if (wrong.Length == 0)
        {
            Assert.DoesNotContain("tuesday", File.ReadAllText((string)run["output"]!), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_it_writes_is_kept_without_secrets_however_it_ends()
    {
        JsonNode run = RunShell("cat key.txt; echo café; printf '\\377\\n' >&2; exit 9", files: ("key.txt", Key));

        Assert.Equal("[redacted:private_key]\ncafé\n", Kept(run, "stdout"));
        Assert.Equal("\ufffd\n", Kept(run, "stderr"));
        Assert.Equal(["stdout", "stderr"], run["evidenceFiles"]!.AsArray().Select(file => (string?)file!["name"]));
    }

    [Theory]
    [InlineData("yes | head -n 1000", "of 2,000 bytes only the beginning is kept", "y\ny\ny\ny\ny\n")]
    [InlineData("printf 0123456789abcdef", "of 16 bytes only the beginning is kept", "")]
    [InlineData("printf '\\377'", "what is not UTF-8 is kept as U+FFFD", "\ufffd")]
    public void What_is_not_kept_as_it_was_written_is_said(string script, string remark, string kept)
    {
        JsonNode run = RunShell(script, "output_limit: 10");

        Assert.Equal($"Of what the command wrote to stdout: {remark}.", (string?)run["warnings"]![0]);
        Assert.Equal(kept, Kept(run, "stdout"));
    }

    [Fact]
    public void The_files_that_are_named_as_evidence_are_recorded_and_kept_where_they_may_be()
    {
        folder.Write("outside", "out\n");
        File.CreateSymbolicLink(folder["link"], folder["outside"]);
        folder.Write("key.txt", Key);
        File.WriteAllBytes(folder["blob"], [0xff, 0]);
        folder.Write(".pkg/key", "0123456789abcdef\n");
        JsonNode run = RunShell("mkfifo pipe; mkdir -p out; echo fine > out/log", "evidence: [out/log, key.txt, blob, link, pipe, none, .pkg/key]");

        Assert.Equal(
            ["out/log 5 kept", "key.txt 71 ", "blob 2 "],
            run["evidenceFiles"]!.AsArray().Select(file =>
                $"{file!["name"]} {file["bytes"]} {(file["kept"] is null ? "" : "kept")}"));
        Assert.Equal("fine\n", Kept(run, "out/log"));
        Assert.Equal(
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(Key))),
            (string?)run["evidenceFiles"]![1]!["sha256"]);
        Assert.Equal(("fail", 4), ((string?)run["verdict"], (int)run["counts"]!["notChecked"]!));
        Assert.DoesNotContain("MIIE", Everything(), StringComparison.Ordinal);
    }

    [Fact]
    public void Kept_evidence_that_was_altered_or_removed_is_found()
    {
        JsonNode run = RunShell("echo out; echo err >&2");
        string runs = Path.GetDirectoryName((string)run["record"]!)!;
        Assert.Empty(Verify());

        File.WriteAllBytes(Path.Join(runs, "stdout.gz"), Pack("oux\n"));
        File.Delete(Path.Join(runs, "stderr.gz"));
        File.WriteAllText(Path.Join(runs, "evidence-1.gz"), "");

        Assert.Equal(["KeptEvidenceChanged", "KeptEvidenceMissing", "UnexpectedFile"], Verify());
    }

    [Theory]
    [InlineData("junit", "<testsuite><testcase name='t' classname='c'><failure message='no'/></testcase></testsuite>")]
    [InlineData("json", "[{\"rule\":\"x\",\"severity\":\"error\",\"message\":\"no\",\"path\":\"a.txt\",\"line\":3}]")]
    [InlineData("sarif", "{\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{\"name\":\"x\"}},\"results\":[{\"ruleId\":\"x\",\"level\":\"error\",\"message\":{\"text\":\"no\"}}]}]}")]
    public void What_it_says_that_it_found_are_findings(string format, string content)
    {
        JsonNode written = RunShell("cat found", $"findings: {{ format: {format} }}", ("found", content));
        JsonNode filed = RunShell("mkdir -p out; cp found out/found; exit 1", $"exit_codes: {{pass: [0, 1]}}, findings: {{ format: {format}, path: out/found }}");

        Assert.All([written, filed], run => Assert.Equal(
            ("ok", "fail", 1), ((string?)run["runStatus"], (string?)run["verdict"], (int)run["counts"]!["error"]!)));
        Assert.DoesNotContain("command.exit-code", RulesOf(filed));
    }

    [Theory]
    [InlineData("true", "findings: {format: sarif}", "cannot be read from its standard output as sarif: ")]
    [InlineData("echo no", "findings: {format: junit}", "cannot be read from its standard output as junit: ")]
    [InlineData("true", "findings: {format: json, path: none}", "from 'none' as json: the command did not write it.")]
    [InlineData("true", "findings: {format: json, path: old}", "as json: it was there before, and the command did not write it.")]
    [InlineData("ln -s old new", "findings: {format: json, path: new}", "is a symbolic link")]
    [InlineData("mkfifo pipe", "findings: {format: json, path: pipe}", "is a named pipe, not a regular file")]
    [InlineData("echo '[                ]'", "findings: {format: json}, output_limit: 9", "longer than 'output_limit'")]
    public void Findings_that_cannot_be_read_fail_the_run_whatever_its_exit_code_says(
        string script, string given, string message)
    {
        JsonNode run = RunShell(script, given, ("old", "[]"));

        Assert.Equal("CommandResultsInvalid", (string?)run["error"]!["name"]);
        Assert.Contains(message, (string?)run["error"]!["message"], StringComparison.Ordinal);
    }

    [Fact]
    public void One_that_speaks_the_protocol_is_told_its_arguments_and_reports_as_it_likes()
    {
        WriteScript(
            """
            read -r told; printf '%s' "$told" >&2
            echo '{"type":"finding","rule":"x.y","path":"a.txt","message":"No."}'
            echo '{"type":"fact","name":"files","value":2}'
            echo '{"type":"warning","message":"Beware."}'
            echo '{"type":"end","findings":1}'
            """);
        WriteJob("command: [./audit.sh], protocol: auditgraph, arguments: { b: [1, 2], a: { on: yes, c: true } }");

        JsonNode run = Run();

        Assert.Equal(
            $$"""{"arguments":{"a":{"c":true,"on":"yes"},"b":[1,2]},"job":"audit","protocol":"auditgraph/1","root":"{{folder.Root}}"}""",
            Kept(run, "stderr"));
        Assert.Equal(["x.y"], RulesOf(run));
        Assert.Equal("Beware.", (string?)run["warnings"]![0]);
        Assert.Equal(2, (int)JsonNode.Parse(File.ReadAllText((string)run["output"]!))!["reported"]!["files"]!);
    }

    [Fact]
    public void One_that_stops_in_the_middle_of_the_protocol_has_failed()
    {
        WriteScript("echo '{\"type\":\"fact\",\"name\":\"files\",\"value\":2}'");
        WriteJob("command: [./audit.sh], protocol: auditgraph");

        Assert.Contains("from its standard output as auditgraph: behind line 1", (string?)Run()["error"]!["message"], StringComparison.Ordinal);
    }

    [Fact]
    public void One_that_takes_too_long_is_ended_with_all_that_it_started()
    {
        WriteScript("(trap '' TERM; while :; do sleep 1; done) & echo begun; wait");
        WriteJob("command: [./audit.sh]", "timeout: 1s");

        JsonNode run = Run();

        Assert.Equal("TimedOut", (string?)run["error"]!["name"]);
        Assert.Equal("begun\n", Kept(run, "stdout"));
    }

    [Fact]
    public void A_plan_tells_the_command_and_starts_nothing()
    {
        WriteScript("echo > started");
        WriteJob("command: [./audit.sh, 'it''s']");

        Assert.Equal(
            "1. audit would run ./audit.sh 'it'\\''s', and create exports/reports/audit.json.\n",
            CommandLine.RunOnTerminal(folder.Root, "jobs", "plan", "audit").Output);
        Assert.StartsWith(
            "What if: audit would run ./audit.sh",
            CommandLine.RunOnTerminal(folder.Root, "jobs", "run", "audit", "--what-if").Output,
            StringComparison.Ordinal);
        Assert.Equal(
            "./audit.sh 'it'\\''s'",
            (string?)CommandLine.Run(folder.Root, "jobs", "plan", "audit").Json["runs"]![0]!["command"]);
        Assert.False(File.Exists(folder["started"]));
    }

    [Fact]
    public void What_it_changes_is_seen_by_the_jobs_that_follow()
    {
        const string Check = "action: {type: check.files, args: {include: '*.txt', rules: [{name: a, files: '*.txt', forbid: bad}]}}";
        folder.Write("a.txt", "fine\n");
        WriteScript("echo bad > b.txt");
        folder.Write(
            "config/jobs.yaml",
            $$"""
            jobs:
              before: { {{Check}} }
              audit: { needs: [before], action: { type: run.command, args: { command: ./audit.sh } } }
              after: { needs: [audit], {{Check}} }
            """);

        JsonArray runs = CommandLine.Run(folder.Root, "jobs", "run", "after").Json["runs"]!.AsArray();

        Assert.Equal(["pass", "pass", "fail"], runs.Select(run => (string?)run!["verdict"]));
    }

    [Theory]
    [InlineData("md")]
    [InlineData("json")]
    [InlineData("csv")]
    [InlineData("sarif")]
    [InlineData("junit")]
    [InlineData("html")]
    [InlineData("oscal")]
    public void The_report_is_as_it_was_approved(string format)
    {
        folder.Write("in/a.txt", "a\n");
        WriteScript("echo looked; exit 2");
        WriteJob(
            "command: [./audit.sh, in/a.txt], environment: [MODE=strict], exit_codes: {warn: 2}, evidence: [in/a.txt, none], inputs: in/",
            "controls: [au-6]");
        string[] arguments = ["jobs", "run", "audit", "--as-of", "2026-01-31T08:30:00Z"];
        string run = (string)CommandLine.Run(folder.Root, arguments).Json["run"]!;

        string report = CommandLine.Run(folder.Root, "report", run, "--format", format).Output;
        RepositoryFile.AssertIsCurrent(
            $"tests/AuditGraph.Cli.Tests/Golden/run-command.{format}",
            format == "html" ? report.Split("<main>\n")[1].Split("</main>")[0] : report);
    }

    private static byte[] Pack(string text)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }

    private static string Kept(JsonNode run, string name)
    {
        JsonNode file = run["evidenceFiles"]!.AsArray().Single(file => (string?)file!["name"] == name)!;
        using var gzip = new GZipStream(File.OpenRead((string)file["kept"]!), CompressionMode.Decompress);
        using var reader = new StreamReader(gzip);
        return reader.ReadToEnd();
    }

    private string Everything() => string.Concat(Directory
        .GetFiles(folder[".pkg"], "*", SearchOption.AllDirectories)
        .Concat(Directory.GetFiles(folder["exports"], "*", SearchOption.AllDirectories))
        .Select(static path =>
        {
            using FileStream file = File.OpenRead(path);
            using Stream content = path.EndsWith(".gz", StringComparison.Ordinal)
                ? new GZipStream(file, CompressionMode.Decompress)
                : file;
            return new StreamReader(content, Encoding.Latin1).ReadToEnd();
        }));

    private IEnumerable<string?> Verify() => CommandLine.Run(folder.Root, "ledger", "verify").Json["problems"]!.AsArray()
        .Select(problem => (string?)problem!["name"]).Order(StringComparer.Ordinal);

    private IEnumerable<string?> RulesOf(JsonNode run) =>
        CommandLine.Run(folder.Root, "findings", (string)run["run"]!).Json["findings"]!.AsArray()
            .Select(finding => (string?)finding!["rule"]);

    private JsonNode RunShell(string script, string given = "", params (string Name, string Content)[] files)
    {
        foreach ((string name, string content) in files)
        {
            folder.Write(name, content);
        }

        WriteScript(script);
        WriteJob($"command: [./audit.sh], {given}");
        return Run();
    }

    private JsonNode Run() => CommandLine.Run(folder.Root, "jobs", "run", "audit").Json;

    private void WriteScript(string script)
    {
        folder.Write("audit.sh", $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(folder["audit.sh"], UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
    }

    private void WriteJob(string arguments, string more = "") => folder.Write(
        "config/jobs.yaml",
        $$"""
        defaults: { output: { format: json } }
        jobs:
          audit:
            {{more}}
            action:
              type: run.command
              args: { {{arguments}} }
        """);
}
