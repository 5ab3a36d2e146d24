using System.Text.Json.Nodes;

namespace AuditGraph.Cli.Tests;

/// <summary>Runs the examples of the action protocol in docs/examples.</summary>
public sealed class ProtocolExampleTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_audit_in_Python_finds_what_has_no_licence()
    {
        Tool.Require("python3");
        folder.Write("tools/licences.py", File.ReadAllText(RepositoryFile.PathOf("docs/examples/licences.py")));
        folder.Write("src/a.cs", "// SPDX-License-Identifier: MIT\n");
        folder.Write("src/b.cs", "class B;\n");
        folder.Write("src/c.txt", "");
        File.WriteAllBytes(folder["src/d.cs"], [0xff]);
        File.CreateSymbolicLink(folder["src/e.cs"], "b.cs");
        folder.Write(
            "config/jobs.yaml",
            """
            jobs:
              licences:
                output: {format: json}
                action:
                  type: run.command
                  args:
                    command: [python3, tools/licences.py]
                    protocol: auditgraph
                    arguments: {suffixes: [.cs]}
                    inputs: [src/, tools/]
            """);

        JsonNode run = CommandLine.Run(folder.Root, "jobs", "run", "licences").Json;

        Assert.Equal(("ok", "fail"), ((string?)run["status"], (string?)run["verdict"]));
        JsonNode report = JsonNode.Parse(File.ReadAllText(folder["exports/reports/licences.json"]))!;
        JsonNode finding = Assert.Single(report["findings"]!.AsArray())!;
        Assert.Equal(("licence.missing", "src/b.cs", 1), ((string?)finding["rule"], (string?)finding["path"], (int)finding["line"]!));
        Assert.Equal("src/d.cs", (string?)Assert.Single(report["notChecked"]!.AsArray())!["path"]);
        Assert.Equal(2, (int)report["reported"]!["files"]!);
    }
}
