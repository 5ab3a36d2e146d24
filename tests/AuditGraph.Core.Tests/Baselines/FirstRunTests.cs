using System.Text.Json.Nodes;
using AuditGraph.Core.Runs;
using AuditGraph.Core.Tests.Runs.Retention;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Tests.Baselines;

/// <summary>A first run since the last one takes the baseline, says so, and lists nothing.</summary>
public sealed class FirstRunTests : IDisposable
{
    private readonly RetentionWorkspace workspace = new("jobs:\n"
        + Job("md") + Job("json") + Job("csv"));

    public FirstRunTests()
    {
        workspace.Write("a.txt", "alpha");
        workspace.Write("b/c.txt", "gamma!");
    }

    public void Dispose() => workspace.Dispose();

    [Fact]
    public void It_counts_the_files_of_the_baseline_and_claims_nothing_else()
    {
        AuditJobRun run = workspace.RunAsIs("json").Run;

        Assert.Equal(("none", null), (run.Baseline, run.BaselineRoot));
        Assert.Equal("baselineFiles 2, excluded 1, notSeen 0", string.Join(", ", run.Counts.OrderBy(count => count.Key, StringComparer.Ordinal).Select(count => $"{count.Key} {count.Value}")));
        JsonNode report = JsonNode.Parse(workspace.Read("exports/json.json"))!;
        Assert.Equal(2, (int)report["baseline"]!["takenFiles"]!);
        Assert.Empty(report["changes"]!.AsArray());
        Assert.Null(report["summary"]!["added"]);
        Assert.Null(report["summary"]!["unchanged"]);
    }

    [Fact]
    public void Markdown_says_that_it_was_taken_and_of_how_many_files()
    {
        workspace.RunAsIs("md");

        Assert.Contains("There was nothing to compare with. The baseline was taken, of 2 files.", workspace.Read("exports/md.md"), StringComparison.Ordinal);
    }

    [Fact]
    public void Csv_has_one_row_that_says_so()
    {
        string root = workspace.RunAsIs("csv").Run.SnapshotRoot!;

        Assert.Equal($"Kind,Path,PreviousPath,Bytes,Sha256\r\nbaselineTaken,.,,11,{root}\r\n", workspace.Read("exports/csv.csv"));
    }

    [Theory]
    [InlineData("md")]
    [InlineData("json")]
    [InlineData("csv")]
    public void Its_changes_read_back_are_none(string job)
    {
        AuditJobRun run = workspace.RunAsIs(job).Run;

        Assert.Empty(new RunReport(workspace.Workspace.Paths, new Disk()).ReadChanges(run, CancellationToken.None));
    }

    [Fact]
    public void A_report_grows_with_what_changed_and_not_with_what_is_there()
    {
        for (int file = 0; file < 300; file++)
        {
            workspace.Write($"many/{file}.txt", $"{file}");
        }

        Assert.InRange(workspace.RunAsIs("json").Run.OutputBytes!.Value, 1, 2_000);
    }

    private static string Job(string format) =>
        $"  {format}: {{action: {{type: report.changed_since, args: {{since: last-run, exclude: [config/]}}}}, output: {{path: exports/{format}.{format}}}}}\n";
}
