using AuditGraph.Core.Actions.CheckFiles;
using AuditGraph.Core.Actions.Contents;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Configuration;
using AuditGraph.Core.Reports.Findings;
using AuditGraph.Core.Snapshots.Trees;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Tests.Actions;

public sealed class RuleSurveyTests : IDisposable
{
    private static readonly FileRule Rule = RuleOf("f.txt");

    private static readonly RuleSet Rules = new([Rule]);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_file_as_the_scan_found_it_is_judged()
    {
        folder.Write("f.txt", "TODO");

        RuleSurvey survey = Look("TODO");

        Assert.Equal(FileRuleIds.TextForbidden, Assert.Single(survey.Findings).RuleId);
        Assert.Empty(survey.Gaps);
        Assert.True(survey.IsRepeatable);
    }

    [Theory]
    [InlineData("abcd")]
    [InlineData("TODO and more")]
    [InlineData("")]
    [InlineData(null)]
    public void A_file_that_is_another_than_the_scan_found_is_a_gap_and_nothing_of_it_is_remembered(string? now)
    {
        if (now is not null)
        {
            folder.Write("f.txt", now);
        }

        RuleSurvey survey = Look("TODO");

        Assert.Empty(survey.Findings);
        Assert.Equal(
            new CheckGap("f.txt", "It is no more as the scan found it, or cannot be read.", AuditVerdict.Warn), Assert.Single(survey.Gaps));
        Assert.False(survey.IsRepeatable);
        Assert.Equal(0, survey.ContentsRead);
    }

    [Fact]
    public void Many_files_are_told_in_their_order_and_what_several_hold_is_read_once()
    {
        var files = new List<MatchedFile>();
        for (int index = 0; index < 1000; index++)
        {
            string name = $"f{index:0000}.txt";
            byte[] content = System.Text.Encoding.UTF8.GetBytes($"{index % 10}\n{(index % 3 == 0 ? "" : "TODO")}");
            folder.Write(name, System.Text.Encoding.UTF8.GetString(content));
            files.Add(new MatchedFile(
                TreePath.FromBytes(System.Text.Encoding.UTF8.GetBytes(name)), TreeEntryKind.File, content.Length, ContentHash.Of(content), Rules));
        }

        var survey = new RuleSurvey(folder.Root, NewCache(), AuditVerdict.Warn);
        survey.Look(files, TestContext.Current.CancellationToken);

        Assert.Equal(
            Enumerable.Range(0, 1000).Where(index => index % 3 != 0).Select(index => $"f{index:0000}.txt"),
            survey.Findings.Select(finding => finding.Path!));
        Assert.Equal((1000, 20), (survey.Files, survey.ContentsRead));
    }

    [Fact]
    public void Work_side_by_side_is_stopped_as_such()
    {
        folder.Write("f.txt", "TODO");
        byte[] content = "TODO"u8.ToArray();
        var survey = new RuleSurvey(folder.Root, NewCache(), AuditVerdict.Warn);

        Assert.Throws<OperationCanceledException>(() => survey.Look(
            [new MatchedFile(TreePath.FromBytes("f.txt"u8), TreeEntryKind.File, content.Length, ContentHash.Of(content), Rules)],
            new CancellationToken(canceled: true)));
    }

    [Fact]
    public void A_file_that_became_a_link_is_a_gap()
    {
        folder.Write("target", "TODO");
        File.CreateSymbolicLink(folder["f.txt"], "target");

        Assert.Single(Look("TODO").Gaps);
    }

    [Fact]
    public void A_rule_is_uncertain_where_a_folder_that_it_may_look_into_was_not_seen()
    {
        var node = new TreeNodeWriter();
        node.AddUnseen("closed"u8, directory: true);
        node.AddUnseen("f.txt"u8, directory: false);
        var nodes = new MemoryNodes();
        var tree = new SnapshotTree(nodes.Add(node.Node), 0, 0, nodes);
        FileRule[] rules = [Rule, RuleOf("closed/"), RuleOf("/g/*")];

        var walk = new RuleWalk(new RulePlaces(rules));
        walk.Visit(tree, TestContext.Current.CancellationToken);

        Assert.Equal([true, true, false], rules.Select(walk.IsUncertain));
        MatchedFile file = Assert.Single(walk.Files);
        Assert.Equal(("f.txt", false, 1), (file.Path.ToString(), file.IsFile, file.Rules.All.Count));
    }

    private static FileRule RuleOf(string files) => FileRule.Read(new(
    [
        new("name", "r"), new("files", ValueList.Create<string>([files])), new("severity", "error"), new("forbid", "TODO"),
    ]));

    private ContentCache<KnownContent> NewCache() =>
        new(new Disk(), WorkspaceOpener.Locate(folder.Root, folder.Root), "job", KnownContentFormat.Value);

    private RuleSurvey Look(string scanned)
    {
        byte[] content = System.Text.Encoding.UTF8.GetBytes(scanned);
        var survey = new RuleSurvey(folder.Root, NewCache(), AuditVerdict.Warn);
        survey.Look(
            [new MatchedFile(TreePath.FromBytes("f.txt"u8), TreeEntryKind.File, content.Length, ContentHash.Of(content), Rules)],
            TestContext.Current.CancellationToken);
        return survey;
    }
}
