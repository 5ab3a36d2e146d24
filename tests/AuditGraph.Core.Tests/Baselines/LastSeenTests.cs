using System.Text.Json.Nodes;
using AuditGraph.Core.Runs;
using AuditGraph.Core.Tests.Runs.Retention;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Tests.Baselines;

/// <summary>What cannot be seen for a while is compared with what was seen last, as soon as it can be seen again.</summary>
public sealed class LastSeenTests : IDisposable
{
    private readonly RetentionWorkspace workspace = new(
        "jobs:\n"
        + RetentionWorkspace.Job("daily", "last-run", ", exclude: [config/]")
        + "  table: {action: {type: report.changed_since, args: {since: last-run, exclude: [config/]}}, output: {path: exports/table.csv}}\n");

    public LastSeenTests()
    {
        workspace.Write("a.txt", "a");
        workspace.Write("closed/kept.txt", "kept");
        workspace.Write("closed/changed.txt", "before");
        workspace.Write("closed/gone.txt", "gone");
        workspace.Write("closed/deep/er/file.txt", "before");
        workspace.Write("secret.txt", "before");
        File.SetUnixFileMode(workspace["."], (UnixFileMode)0b111_111_111);
    }

    public void Dispose()
    {
        Open();
        workspace.Dispose();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void What_changed_in_a_folder_while_it_could_not_be_read_is_in_the_report_once_it_can_be(int runsInBetween)
    {
        string first = Run().Id;
        Close();
        AuditJobRun[] blind = [.. Enumerable.Range(0, runsInBetween).Select(_ => Run())];
        Open();
        Change();

        AuditJobRun next = Run();

        Assert.Equal(
            ["modified closed/changed.txt", "modified closed/deep/er/file.txt", "removed closed/gone.txt", "added closed/new.txt", "modified secret.txt"],
            Changes(next));
        Assert.Equal((2L, 0L), (next.Counts["unchanged"], next.Counts["notCompared"]));
        Assert.All(blind, run => Assert.Equal((2L, 2L, 1L, 0L), (run.Counts["notSeen"], run.Counts["notCompared"], run.Counts["unchanged"], run.Counts["removed"])));
        Assert.Equal([$"closed {first}", $"secret.txt {first}"], Rows(Report(next)["coverage"]!["seenAgain"]!, "path", "lastSeen"));
        Assert.Equal([], Changes(Run()));
    }

    [Fact]
    public void One_entry_that_was_never_seen_is_told_of_as_one()
    {
        File.SetUnixFileMode(workspace["secret.txt"], UnixFileMode.None);
        Run();
        Open();

        Assert.Contains("1 entry was seen for the first time and not compared; see the report's section on coverage.", Run().Warnings);
    }

    [Fact]
    public void While_it_cannot_be_seen_every_form_says_so_and_which_run_saw_it_last()
    {
        string first = Run().Id;
        OrdinaryUser.Do(workspace["."], () => workspace.RunAsIs("table"));
        Close();

        AuditJobRun blind = Run();
        OrdinaryUser.Do(workspace["."], () => workspace.RunAsIs("table"));

        JsonNode coverage = Report(blind)["coverage"]!;
        Assert.Equal([$"closed unreadable {first}", $"secret.txt unreadable {first}"], Rows(coverage["gaps"]!, "path", "reason", "lastSeen"));
        Assert.Equal(2, (int)coverage["uncomparedCount"]!);
        Assert.Contains(blind.Warnings, warning => warning.StartsWith("2 entries were not seen", StringComparison.Ordinal));
        Assert.Equal(
            "Kind,Path,PreviousPath,Bytes,Sha256\r\nnotSeen,closed,,,\r\nnotSeen,secret.txt,,,\r\nnotCompared,closed,,,\r\nnotCompared,secret.txt,,,\r\n",
            workspace.Read("exports/table.csv"));
    }

    [Fact]
    public void What_came_while_its_folder_was_unseen_counts_as_added_and_what_was_never_seen_as_not_compared()
    {
        Close();
        Run();
        Open();
        AuditJobRun never = Run();
        Assert.Equal([], Changes(never));
        Assert.Equal(2, never.Counts["notCompared"]);
        Assert.Contains("2 entries were seen for the first time and not compared; see the report's section on coverage.", never.Warnings);

        workspace.Write("later/file.txt", "new");
        File.SetUnixFileMode(workspace["later"], UnixFileMode.None);
        Assert.Equal(1, Run().Counts["notSeen"]);
        File.SetUnixFileMode(workspace["later"], (UnixFileMode)0b111_101_101);

        Assert.Equal(["added later/file.txt"], Changes(Run()));
    }

    [Fact]
    public void What_is_gone_when_it_could_be_seen_again_is_removed()
    {
        Run();
        Close();
        Run();
        Open();
        Directory.Delete(workspace["closed"], recursive: true);

        Assert.Equal(4, Run().Counts["removed"]);
    }

    [Fact]
    public void A_part_that_stays_unseen_in_a_folder_that_is_seen_again_is_carried_on()
    {
        Run();
        Close();
        Run();
        Open();
        File.SetUnixFileMode(workspace["closed/deep"], UnixFileMode.None);
        Assert.Equal((1L, 0L), (Run() is var part ? part.Counts["notCompared"] : 0, part.Counts["modified"]));
        Open();
        workspace.Write("closed/deep/er/file.txt", "after");

        Assert.Equal(["modified closed/deep/er/file.txt"], Changes(Run()));
    }

    [Fact]
    public void The_snapshot_that_saw_it_last_can_be_removed_and_nothing_is_forgotten()
    {
        Run();
        Close();
        for (int day = 0; day < 10; day++)
        {
            workspace.Advance(TimeSpan.FromDays(1));
            Run();
        }

        Assert.NotEmpty(OrdinaryUser.Do(workspace["."], () => workspace.Remove(workspace.Keeping(1))).Removed);
        Open();
        Change();

        Assert.Equal(5, Changes(Run()).Count);
    }

    [Fact]
    public void Snapshots_do_not_grow_with_the_number_of_runs_that_see_no_more()
    {
        Run();
        Close();
        Run();
        long[] sizes = [.. Enumerable.Range(0, 3).Select(_ => new FileInfo(Path.Join(workspace.Workspace.Paths.Snapshots, Run().Id + ".snapshot")).Length)];

        Assert.Equal(sizes[0], sizes[2]);
        Assert.InRange(sizes[0], 1, 2_000);
    }

    [Fact]
    public void The_changes_of_a_run_read_back_are_those_of_its_report()
    {
        Run();
        Close();
        Run();
        Open();
        Change();
        AuditJobRun next = Run();

        Assert.Equal(
            Changes(next),
            new RunReport(workspace.Workspace.Paths, new Disk()).ReadChanges(next, CancellationToken.None)
                .Select(change => $"{change.Kind.ToString().ToLowerInvariant()} {change.Path}"));
    }

    private static IEnumerable<string> Rows(JsonNode table, params string[] columns) =>
        table.AsArray().Select(row => string.Join(' ', columns.Select(column => row![column])));

    private AuditJobRun Run()
    {
        JobRunResult result = OrdinaryUser.Do(workspace["."], () => workspace.RunAsIs("daily"));
        Assert.Null(result.Error);
        return result.Run;
    }

    private static JsonNode Report(AuditJobRun run) => JsonNode.Parse(File.ReadAllText(run.OutputPath!))!;

    private static List<string> Changes(AuditJobRun run) => [.. Rows(Report(run)["changes"]!, "kind", "path")];

    private void Change()
    {
        workspace.Write("closed/changed.txt", "after");
        workspace.Write("closed/deep/er/file.txt", "after");
        workspace.Write("closed/new.txt", "new");
        File.Delete(workspace["closed/gone.txt"]);
        workspace.Write("secret.txt", "after");
    }

    private void Close()
    {
        File.SetUnixFileMode(workspace["closed"], UnixFileMode.None);
        File.SetUnixFileMode(workspace["secret.txt"], UnixFileMode.None);
    }

    private void Open()
    {
        foreach (string folder in new[] { "closed", "closed/deep" }.Where(folder => Directory.Exists(workspace[folder])))
        {
            File.SetUnixFileMode(workspace[folder], (UnixFileMode)0b111_101_101);
        }

        File.SetUnixFileMode(workspace["secret.txt"], (UnixFileMode)0b110_100_100);
    }
}
