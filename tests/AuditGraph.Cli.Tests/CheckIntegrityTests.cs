using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AuditGraph.Core.Configuration;
using AuditGraph.Core.Runs.Approvals;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Cli.Tests;

/// <summary>What <c>check.integrity</c> reports, and what can be asked of its policy.</summary>
public sealed partial class CheckIntegrityTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public CheckIntegrityTests() => folder.Write("config/jobs.yaml", """
        jobs:
          integrity:
            output: {format: json}
            controls: [A.8.9]
            action:
              type: check.integrity
              args:
                include: [w/]
                exclude: [w/cache/]
                rules:
                  - {path: '**', watch: [content, size, mode, links]}
                  - {path: w/logs/, watch: [growing, mode], severity: warning}
                  - {path: ['w/lo*/x', w/tmp/], watch: ignore}
                  - {path: 'w/*gs/x', watch: mode, severity: note}
          other: {action: {type: report.inventory}}
        """);

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(GoldenReport.FormatsOfChecks), MemberType = typeof(GoldenReport))]
    public void The_report_is_as_it_was_approved(string format)
    {
        folder.Write("w/a.conf", "a = 1\n");
        folder.Write("w/b.conf", "b = 1\n");
        folder.Write("w/c.conf", "c = 1\n");
        folder.Write("w/logs/app.log", "started\n");
        folder.Write("w/logs/old.log", "started\n");
        File.CreateSymbolicLink(folder["w/link"], "a.conf");
        Assert.Equal((0, ""), Tool.Run(folder.Root, "chmod", "-R", "u=rwX,go=rX", "w"));
        Approve((string)Run()["run"]!);
        folder.Write("w/a.conf", "a = 22\n");
        folder.Write("w/new\n.conf", "new\n");
        folder.Write("w/logs/app.log", "started\nstopped\n");
        folder.Write("w/logs/old.log", "");
        Assert.Equal(
            (0, ""),
            Tool.Run(folder.Root, "sh", "-c", "rm w/c.conf w/link; ln -s /etc w/link; chmod 4700 w/b.conf; chmod -R a+rX w/new* w/a.conf"));

        string run = (string)Run()["run"]!;
        GoldenReport.AssertIsCurrent("check-integrity", folder.Root, run, format, text => Volatile().Replace(text, "…"));
    }

    [Fact]
    public void A_policy_is_explained_without_anything_being_written()
    {
        JsonNode told = Explain("w/logs/x");
        Assert.Equal(
            """
            [{"job":"integrity","path":"w/logs/x","rule":4,"pattern":"w/*gs/x","watch":["mode"],"severity":"note","leftOut":null,"rival":"w/lo*/x","others":["w/lo*/x","w/logs/","**"]}]
            """,
            told.ToJsonString().Replace("\\u0022", "\"", StringComparison.Ordinal));
        Assert.Equal("the job leaves it out (exclude: w/cache/)", LeftOut("w/cache/x"));
        Assert.Equal("every job leaves it out", LeftOut("exports/"));
        Assert.Equal("**", (string?)Explain("w/logs")[0]!["pattern"]);
        Assert.Equal("w/logs/", (string?)Explain("w/logs/")[0]!["pattern"]);
        Assert.Equal("**", (string?)Explain(".")[0]!["pattern"]);
        Assert.False(Directory.Exists(folder[".pkg"]));

        Assert.Equal(
            """
            integrity: w/logs/a\nb
              watched      mode, growing
              by rule      2, path 'w/logs/', severity warning
              rather than  '**'

            """,
            CommandLine.RunOnTerminal(folder.Root, "policy", "explain", "./w/logs/a\\nb", "--job", "Integrity").Output);

        string? LeftOut(string path) => (string?)Explain(path)[0]!["leftOut"];
    }

    [Theory]
    [InlineData(2, "policy", "explain", "../x")]
    [InlineData(2, "policy", "explain", "/etc")]
    [InlineData(2, "policy", "explain", "a//b")]
    [InlineData(2, "policy", "explain", "a\\q")]
    [InlineData(1, "policy", "explain", "a", "--job", "other")]
    [InlineData(1, "policy", "explain", "a", "--job", "none")]
    public void What_has_no_policy_is_told(int exitCode, params string[] words) =>
        Assert.Equal(exitCode, CommandLine.Run(folder.Root, words).ExitCode);

    [Fact]
    public void Of_five_hundred_tamperings_it_finds_what_aide_finds()
    {
        Tool.Require("aide", "python3");
        string script = RepositoryFile.PathOf("tests/integrity/tampered.py");
        (int exitCode, string output) = Tool.Run(
            folder.Root, "python3", script, "--seed", "4", folder["tampered"], "dotnet", "exec",
            Path.Join(AppContext.BaseDirectory, "auditgraph.dll"));
        Assert.True(exitCode == 0, output);
    }

    private JsonNode Explain(string path) => CommandLine.Run(folder.Root, "policy", "explain", path).Json["policies"]!;

    private JsonNode Run() => CommandLine.Run(folder.Root, "jobs", "run", "integrity").Json;

    private void Approve(string run)
    {
        var approver = new BaselineApprover(
            WorkspaceOpener.Locate(folder.Root, folder.Root), new Disk(), TimeProvider.System, new SilentObserver());
        approver.Approve(
            approver.Plan(new ApprovalRequest(run, [], "as delivered"), CancellationToken.None), CancellationToken.None);
    }

    // The approval is of a moment and of a person; so is the snapshot that it states.
    [GeneratedRegex(
        "20[0-9-]{8}T[0-9:.]+Z|[0-9a-f]{8}-[0-9a-f-]{27}"
        + "|(?<=(By|header): `)[^`]+|(?<=(By|header)</dt><dd><bdi><code>)[^<]+|(?<=\"(by|snapshot)\": \")[^\"]+")]
    private static partial Regex Volatile();

    private sealed class SilentObserver : IAuditObserver
    {
        public void OnProgress(AuditProgress progress)
        {
        }

        public void OnVerbose(string message)
        {
        }

        public void OnWarning(string message)
        {
        }
    }
}
