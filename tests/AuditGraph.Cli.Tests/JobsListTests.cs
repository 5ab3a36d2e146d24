using System.Diagnostics;
using System.Text.Json.Nodes;

namespace AuditGraph.Cli.Tests;

public sealed class JobsListTests : IDisposable
{
    private const string Jobs =
        """
        jobs:
          zeta: {action: {type: report.changed_since}}
          alpha: {description: The first, tags: [daily, x], action: {type: report.changed_since, args: {since: 7d}}}
          Beta: {action: {type: report.changed_since}, output: {path: exports/b.csv}}
        """;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Redirected_output_is_the_names_as_JSON_in_ordinal_order()
    {
        folder.Write("config/jobs.yaml", Jobs);

        CommandLine.Outcome outcome = CommandLine.Run(folder.Root, "jobs", "list");

        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal("""{"jobs":["Beta","alpha","zeta"]}""", outcome.Output.Trim());
        Assert.Empty(outcome.Error);
    }

    [Theory]
    [InlineData("plain/below")]
    [InlineData("grün/日本")]
    public async Task The_workspace_is_found_upward_from_the_folder_of_the_process(string below)
    {
        folder.Write("config/jobs.yaml", Jobs);
        Directory.CreateDirectory(folder[below]);

        using Process process = CommandLine.Start(folder[below], "jobs", "list");
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal("""{"jobs":["Beta","alpha","zeta"]}""", output.Trim());
    }

    [Fact]
    public async Task A_current_folder_that_was_deleted_is_told_and_matters_only_where_it_is_needed()
    {
        folder.Write("config/jobs.yaml", Jobs);
        string script = $"unset AUDITGRAPH_ROOT; mkdir gone; cd gone; rmdir ../gone; \"$0\" exec \"$1\" jobs list; \"$0\" exec \"$1\" jobs list --root '{folder.Root}'";
        var start = new ProcessStartInfo("sh", ["-c", script, "dotnet", Path.Join(AppContext.BaseDirectory, "auditgraph.dll")])
        {
            WorkingDirectory = folder.Root,
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        string[] output = (await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).TrimEnd().Split('\n');
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal("CurrentFolderUnreadable", (string?)JsonNode.Parse(output[0])!["detail"]!["name"]);
        Assert.Equal("""{"jobs":["Beta","alpha","zeta"]}""", output[1]);
    }

    [Fact]
    public void Details_are_objects_with_the_defaults_filled_in()
    {
        folder.Write("config/jobs.yaml", Jobs);

        var alpha = CommandLine.Run(folder.Root, "jobs", "list", "--details").Json["jobs"]![1]!;

        Assert.Equal("alpha", (string?)alpha["name"]);
        Assert.Equal("The first", (string?)alpha["description"]);
        Assert.Equal("""["daily","x"]""", alpha["tags"]!.ToJsonString());
        Assert.Equal("7d", (string?)alpha["args"]!["since"]);
        Assert.Equal("[]", alpha["args"]!["exclude"]!.ToJsonString());
        Assert.Equal(folder["exports/reports/alpha.md"], (string?)alpha["output"]);
        Assert.Equal("md", (string?)alpha["format"]);
    }

    [Fact]
    public void A_terminal_shows_a_table()
    {
        folder.Write("config/jobs.yaml", Jobs);

        Assert.Equal(
            """
            Name   Action                Output                    Tags     Description
            Beta   report.changed_since  exports/b.csv
            alpha  report.changed_since  exports/reports/alpha.md  daily;x  The first
            zeta   report.changed_since  exports/reports/zeta.md

            """,
            CommandLine.RunOnTerminal(folder.Root, "jobs", "list").Output);
    }

    [Fact]
    public void The_format_that_is_asked_for_is_given_whatever_the_output_is()
    {
        folder.Write("config/jobs.yaml", Jobs);

        Assert.StartsWith("{", CommandLine.RunOnTerminal(folder.Root, "jobs", "list", "--format", "json").Output, StringComparison.Ordinal);
        Assert.StartsWith("Name", CommandLine.Run(folder.Root, "jobs", "list", "--format", "table").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_root_option_names_the_workspace()
    {
        folder.Write("w/config/jobs.yaml", Jobs);

        Assert.Equal(0, CommandLine.Run("/", "jobs", "list", "--root", folder["w"]).ExitCode);
    }

    [Fact]
    public void A_missing_job_file_is_an_error_as_JSON_with_its_code()
    {
        CommandLine.Outcome outcome = CommandLine.Run(folder.Root, "jobs", "list");

        Assert.Equal(2, outcome.ExitCode);
        Assert.Equal("error", (string?)outcome.Json["status"]);
        Assert.Equal("AG1001", (string?)outcome.Json["detail"]!["code"]);
        Assert.Equal("ConfigNotFound", (string?)outcome.Json["detail"]!["name"]);
        Assert.NotNull((string?)outcome.Json["message"]);
    }

    [Fact]
    public void On_a_terminal_an_error_is_text_on_standard_error()
    {
        CommandLine.Outcome outcome = CommandLine.RunOnTerminal(folder.Root, "jobs", "list");

        Assert.Equal(2, outcome.ExitCode);
        Assert.Empty(outcome.Output);
        Assert.StartsWith("error AG1001: ", outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("jobs", "lst")]
    [InlineData("jobs", "list", "--no-such-option")]
    [InlineData("jobs", "list", "--format", "xml")]
    [InlineData("jobs", "run")]
    [InlineData("jobs", "run", "a", "--all")]
    [InlineData("jobs", "run", "a", "--as-of", "yesterday")]
    [InlineData("jobs", "run", "a", "--rehash", "some")]
    [InlineData("runs", "list", "--last", "0")]
    [InlineData("runs", "list", "--last", "x")]
    public void Wrong_usage_is_exit_code_2_and_an_error_as_JSON(params string[] arguments)
    {
        CommandLine.Outcome outcome = CommandLine.Run(folder.Root, arguments);

        Assert.Equal(2, outcome.ExitCode);
        Assert.Equal("error", (string?)outcome.Json["status"]);
    }

    [Fact]
    public void Wrong_usage_on_a_terminal_says_where_help_is()
    {
        CommandLine.Outcome outcome = CommandLine.RunOnTerminal(folder.Root, "jobs", "list", "--formt", "json");

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("'auditgraph jobs list --help'", outcome.Error, StringComparison.Ordinal);
    }
}
