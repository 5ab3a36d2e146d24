using System.Text.Json.Nodes;
using AuditGraph.Core.Runs;
using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Scopes;
using AuditGraph.Core.Snapshots.Trees;
using AuditGraph.Core.Tests.Git;
using AuditGraph.Core.Tests.Runs.Retention;
using AuditGraph.Core.Tests.Snapshots;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Tests.Baselines;

/// <summary>What a job looked at before and does not now, or the other way about, is neither removed nor added.</summary>
public sealed class ScopeChangeTests : IDisposable
{
    private readonly RetentionWorkspace workspace = new("");

    public void Dispose() => workspace.Dispose();

    [Fact]
    public void What_an_ignore_file_leaves_out_from_now_on_has_left_the_scope_and_the_rule_is_named()
    {
        Use("respect_gitignore: true");
        workspace.Write("a.log", "1");
        workspace.Write("a.txt", "1");
        Run();
        workspace.Write(".gitignore", "# logs\n*.log\n");

        AuditJobRun run = Run();

        Assert.Equal((1L, 0L, 0L, 2L), (run.Counts["leftScope"], run.Counts["enteredScope"], run.Counts["removed"], run.Counts["unchanged"]));
        Assert.Equal(["added .gitignore"], Rows(run, "changes", "kind", "path"));
        Assert.Equal(["a.log 1 .gitignore:2: *.log"], Rows(run, "leftScope", "path", "entries", "rule"));
        Assert.Equal("1 entry left the scope (.gitignore:2: *.log); see the report's section on coverage.", Assert.Single(run.Warnings));
        Assert.Equal(0, Run().Counts["leftScope"]);
    }

    [Fact]
    public void What_an_ignore_file_leaves_out_no_more_has_entered_the_scope()
    {
        Use("respect_gitignore: true");
        workspace.Write("logs/deep/a.log", "1");
        workspace.Write("logs/.gitignore", "/deep\n");
        Run();
        File.Delete(workspace["logs/.gitignore"]);
        workspace.Write("b.txt", "new");

        AuditJobRun run = Run();

        Assert.Equal(["added b.txt", "removed logs/.gitignore"], Rows(run, "changes", "kind", "path"));
        Assert.Equal(["logs/deep 1 logs/.gitignore:1: /deep"], Rows(run, "enteredScope", "path", "entries", "rule"));
        Assert.Equal(1, run.Counts["unchanged"]);
    }

    [Fact]
    public void A_job_whose_include_changed_keeps_its_baseline_and_says_what_left_and_what_entered()
    {
        Use("include: [docs/, both/]");
        workspace.Write("docs/a.md", "1");
        workspace.Write("docs/b.md", "1");
        workspace.Write("both/c.md", "1");
        workspace.Write("both/d.md", "1");
        workspace.Write("src/e.cs", "1");
        string first = Run().Id;
        Use("include: [src/, both/]");
        workspace.Write("both/c.md", "2");
        File.Delete(workspace["both/d.md"]);

        AuditJobRun run = Run();

        Assert.Equal($"run:{first}", run.Baseline);
        Assert.Equal(["modified both/c.md", "removed both/d.md"], Rows(run, "changes", "kind", "path"));
        Assert.Equal(["docs/a.md 1 include: no pattern takes it", "docs/b.md 1 include: no pattern takes it"], Rows(run, "leftScope", "path", "entries", "rule"));
        Assert.Equal(["src/e.cs 1 include: no pattern takes it"], Rows(run, "enteredScope", "path", "entries", "rule"));
    }

    [Fact]
    public void An_exclusion_that_comes_or_goes_moves_what_it_matches()
    {
        Use("exclude: [config/]");
        workspace.Write("a.tmp", "1");
        workspace.Write("a.txt", "1");
        workspace.Write("cache/one", "1");
        workspace.Write("cache/two", "1");
        Run();
        Use("exclude: ['*.tmp', config/, cache/]");
        AuditJobRun narrower = Run();
        string[] left = [.. Rows(narrower, "leftScope", "path", "entries", "rule")];
        Use("exclude: [config/]");
        AuditJobRun wider = Run();

        Assert.Equal(["a.tmp 1 exclude: *.tmp", "cache 2 exclude: cache/"], left);
        Assert.Equal(left, Rows(wider, "enteredScope", "path", "entries", "rule"));
        Assert.All([narrower, wider], run => Assert.Equal((0L, 0L), (run.Counts["added"], run.Counts["removed"])));
    }

    [Fact]
    public void Ignore_files_that_begin_or_cease_to_count_move_what_they_match()
    {
        Use("exclude: [config/]");
        workspace.Write(".gitignore", "*.log\n!kept.log\n");
        workspace.Write("a.log", "1");
        workspace.Write("kept.log", "1");
        Run();
        Use("exclude: [config/], respect_gitignore: true");
        Assert.Equal(["a.log .gitignore:1: *.log"], Rows(Run(), "leftScope", "path", "rule"));
        Use("exclude: [config/]");
        Assert.Equal(["a.log .gitignore:1: *.log"], Rows(Run(), "enteredScope", "path", "rule"));
    }

    [Fact]
    public void A_moment_finds_the_job_s_own_snapshot_though_it_looked_at_other_files()
    {
        Use("include: [docs/]", since: "1h");
        workspace.Write("docs/a.md", "1");
        workspace.Write("src/e.cs", "1");
        string first = Run().Id;
        workspace.Advance(TimeSpan.FromHours(2));
        Use("include: [src/]", since: "1h");

        AuditJobRun run = Run();

        Assert.Equal(($"run:{first}", 1L, 1L, 0L), (run.Baseline, run.Counts["leftScope"], run.Counts["enteredScope"], run.Counts["added"]));
    }

    [Fact]
    public void What_another_job_looked_at_besides_has_not_left_this_job_s_scope()
    {
        workspace.Write("config/jobs.yaml", "jobs:\n"
            + RetentionWorkspace.Job("wide", "1h")
            + RetentionWorkspace.Job("narrow", "1h", ", include: [docs/]"));
        workspace.Write("docs/a.md", "1");
        workspace.Write("src/e.cs", "1");
        string wide = workspace.RunAsIs("wide").Run.Id;
        workspace.Advance(TimeSpan.FromHours(2));

        AuditJobRun run = workspace.RunAsIs("narrow").Run;

        Assert.Equal(($"run:{wide}", 0L, 1L), (run.Baseline, run.Counts["leftScope"], run.Counts["unchanged"]));
    }

    [Fact]
    public void A_folder_in_the_place_of_a_file_is_looked_at_on_both_sides()
    {
        Use("exclude: [config/, 'thing/']");
        workspace.Write("thing", "1");
        Run();
        Use("exclude: [config/, 'other/']");
        File.Delete(workspace["thing"]);
        workspace.Write("thing/inside.txt", "1!");

        Assert.Equal(["removed thing", "added thing/inside.txt"], Rows(Run(), "changes", "kind", "path"));
    }

    [Fact]
    public void The_changes_read_back_are_those_of_the_report()
    {
        Use("respect_gitignore: true");
        workspace.Write("a.log", "1");
        workspace.Write("gone.txt", "1");
        Run();
        workspace.Write(".gitignore", "*.log\n");
        File.Delete(workspace["gone.txt"]);

        AuditJobRun run = Run();

        Assert.Equal(
            Rows(run, "changes", "kind", "path"),
            new RunReport(workspace.Workspace.Paths, new Disk()).ReadChanges(run, CancellationToken.None)
                .Select(change => $"{change.Kind.ToString().ToLowerInvariant()} {change.Path}"));
    }

    [Fact]
    public void The_changes_told_from_snapshots_know_what_the_repository_around_ignored()
    {
        Assert.SkipUnless(ScopeTests.HasGit(), "There is no git command.");
        Use("respect_gitignore: true");
        new GitMutations(workspace.Workspace.Root, new Random(0)).Shell("git init -q .; echo old.log >.git/info/exclude");
        workspace.Write("a.log", "1");
        workspace.Write("old.log", "1");
        workspace.Write("gone.txt", "1");
        Run();
        workspace.Write(".git/info/exclude", "a.log\n");
        File.Delete(workspace["gone.txt"]);

        AuditJobRun run = Run();

        Assert.Equal(["a.log .git/info/exclude:1: a.log"], Rows(run, "leftScope", "path", "rule"));
        Assert.Equal(["old.log .git/info/exclude:1: old.log"], Rows(run, "enteredScope", "path", "rule"));
        Assert.Equal(
            ["Removed gone.txt"],
            new RunReport(workspace.Workspace.Paths, new Disk()).ReadChanges(run with { ReportSha256 = null }, CancellationToken.None)
                .Select(change => $"{change.Kind} {change.Path}"));
    }

    [Fact]
    public void Csv_lists_what_left_and_what_entered()
    {
        workspace.Write("config/jobs.yaml", Table("exclude: [config/, in.txt]"));
        workspace.Write("in.txt", "12");
        workspace.Write("out.txt", "123");
        workspace.RunAsIs("table");
        workspace.Write("config/jobs.yaml", Table("exclude: [config/, out.txt]"));
        workspace.RunAsIs("table");

        Assert.Equal(
            "Kind,Path,PreviousPath,Bytes,Sha256\r\nleftScope,out.txt,,3,\r\nenteredScope,in.txt,,2,\r\n", workspace.Read("exports/table.csv"));

        static string Table(string extra) =>
            $"jobs: {{table: {{action: {{type: report.changed_since, args: {{since: last-run, {extra}}}}}, output: {{path: exports/table.csv}}}}}}";
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Where_nothing_changed_but_the_scope_every_difference_left_or_entered_it(int seed)
    {
        var random = new Random(seed);
        using var folder = new ScratchFolder();
        string[] names = ["a", "b", "c.log", "d.txt"];
        for (int file = 0; file < 60; file++)
        {
            string path = string.Join('/', Enumerable.Range(0, random.Next(1, 4)).Select(_ => names[random.Next(2)])) + $"/{names[random.Next(2, 4)]}{random.Next(3)}";
            folder.Write(path, $"{file}");
        }

        folder.Write(".gitignore", "*.log0\n");
        folder.Write("a/.gitignore", "b/\n!c.log0\n");
        for (int round = 0; round < 100; round++)
        {
            ScanResult old = folder.Scan(RandomScope(random), new ScanOptions());
            ScanResult current = folder.Scan(RandomScope(random), new ScanOptions());

            SnapshotComparison found = SnapshotDiff.Compare(
                old.Tree, current.Tree, new ScopeChange(View(old), View(current)), TestContext.Current.CancellationToken);

            string scopes = $"{old.Scope} to {current.Scope}";
            Assert.True(found.Changes.Count == 0, scopes);
            string[] before = [.. ScopeTests.Paths(old.Tree)];
            string[] after = [.. ScopeTests.Paths(current.Tree)];
            Assert.True(found.Left.Sum(move => move.Entries) == before.Except(after).Count(), scopes);
            Assert.True(found.Entered.Sum(move => move.Entries) == after.Except(before).Count(), scopes);
            Assert.True(found.Unchanged.Files == before.Intersect(after).Count(), scopes);
        }
    }

    private static ScopeView View(ScanResult scan) => new(
        scan.Rules, scan.IgnoreFiles is { } files ? PathTexts.Read(files.Root, files.Nodes) : new Dictionary<TreePath, byte[]>());

    private static SnapshotScope RandomScope(Random random)
    {
        string[] patterns = ["a/", "b/", "*.txt1", "/a/b", "**/b/c.log*", "d.txt*", "a/**/d.txt0"];
        return new SnapshotScope
        {
            Include = [.. patterns.Where(_ => random.Next(4) == 0)],
            Exclude = [.. patterns.Where(_ => random.Next(6) == 0)],
            RespectGitignore = random.Next(2) == 0,
        };
    }

    private void Use(string extra, string since = "last-run") =>
        workspace.Write("config/jobs.yaml", "jobs:\n" + RetentionWorkspace.Job("daily", since, extra.Length == 0 ? "" : $", {extra}"));

    private AuditJobRun Run()
    {
        JobRunResult result = workspace.RunAsIs("daily");
        Assert.Null(result.Error);
        return result.Run;
    }

    private static IEnumerable<string> Rows(AuditJobRun run, string table, params string[] columns)
    {
        JsonNode report = JsonNode.Parse(File.ReadAllText(run.OutputPath!))!;
        return (report[table] ?? report["coverage"]![table])!.AsArray().Select(row => string.Join(' ', columns.Select(column => row![column])));
    }
}
