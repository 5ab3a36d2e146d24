using AuditGraph.Core.Actions.CheckFiles;
using AuditGraph.Core.Actions.Contents;
using AuditGraph.Core.Configuration;
using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Scopes;
using AuditGraph.Core.Snapshots.Trees;
using AuditGraph.Core.Tests.Snapshots;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Tests.Actions;

public sealed class ContentForesightTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private readonly RulePlaces places = new([RuleOf("todo", "*.txt", "TODO"), RuleOf("fixme", "/docs/**", "FIXME")]);

    public ContentForesightTests()
    {
        folder.Write("a.txt", "TODO");
        folder.Write("same.txt", "TODO");
        folder.Write("docs/b.txt", "FIXME\nTODO");
        folder.Write("docs/c.md", "FIXME");
        folder.Write("d.md", "TODO FIXME");
        folder.Write("none/e.md", "TODO FIXME");
        folder.Write("binary.txt", "TODO\0");
        folder.Write("empty.txt", "");
        folder.Write("large.txt", string.Concat(Enumerable.Repeat("line\n", 100_000)) + "TODO");
    }

    public void Dispose() => folder.Dispose();

    // Of what several files hold either or both are judged, as the threads come; what is large and what is empty nobody hears.
    [Fact]
    public void What_the_scan_has_read_is_not_read_again_and_the_findings_are_the_same()
    {
        ContentCache<KnownContent> cache = Cache();
        var foresight = Foresight(places, cache, TestContext.Current.CancellationToken);
        (RuleSurvey foreseen, RuleSurvey plain) = (Survey(cache, foresight.Enter), Survey(Cache(), null));

        Assert.Equal(plain.Findings, foreseen.Findings);
        Assert.Equal(
            ["a.txt 1", "docs/b.txt 1", "docs/b.txt 2", "docs/c.md 1", "large.txt 100001", "same.txt 1"],
            foreseen.Findings.Select(finding => $"{finding.Path} {finding.Line}").Order(StringComparer.Ordinal));
        Assert.Equal(
            (plain.Files, plain.BinaryFiles, 2), (foreseen.Files, foreseen.BinaryFiles, foreseen.ContentsRead));
        Assert.Equal(6, plain.ContentsRead);
        Assert.InRange(foresight.FilesRead, 4, 5);
    }

    [Fact]
    public void What_is_known_is_not_judged_again()
    {
        ContentCache<KnownContent> cache = Cache();
        Survey(cache, null);
        var foresight = Foresight(places, cache, TestContext.Current.CancellationToken);

        Assert.Equal(0, Survey(cache, foresight.Enter).ContentsRead);
        Assert.Equal(0, foresight.FilesRead);
    }

    [Fact]
    public void Work_in_the_scan_is_stopped_as_such() =>
        Assert.Throws<OperationCanceledException>(() =>
            Survey(Cache(), Foresight(places, Cache(), new CancellationToken(canceled: true)).Enter));

    [Fact]
    public void Nobody_listens_where_no_rule_looks()
    {
        var foresight = Foresight(
            new RulePlaces([RuleOf("r", "/docs/**", "x")]), Cache(), TestContext.Current.CancellationToken);
        Assert.Null(foresight.Enter(TreePath.FromBytes("none"u8)));
        Assert.NotNull(foresight.Enter(TreePath.FromBytes("docs"u8)));
        Assert.NotNull(foresight.Enter(TreePath.FromBytes("docs/deep/er"u8)));
    }

    private static ContentForesight<KnownContent> Foresight(
        RulePlaces places, ContentCache<KnownContent> cache, CancellationToken cancellation) =>
        new(cache, places.QuestionsIn, cancellation);

    private ContentCache<KnownContent> Cache() =>
        new(new Disk(), WorkspaceOpener.Locate(folder.Root, folder.Root), "job", KnownContentFormat.Value);

    private RuleSurvey Survey(ContentCache<KnownContent> cache, FolderListener? listener)
    {
        ScanResult scan = new SnapshotScanner(new Disk()).Scan(
            folder.Root,
            new SnapshotScope(),
            new ScanOptions { Listener = listener },
            new ScratchFolder.SilentObserver(),
            TestContext.Current.CancellationToken);
        var walk = new RuleWalk(places);
        walk.Visit(scan.Tree, TestContext.Current.CancellationToken);
        var survey = new RuleSurvey(folder.Root, cache, AuditVerdict.Warn);
        survey.Look(walk.Files, TestContext.Current.CancellationToken);
        return survey;
    }

    private static FileRule RuleOf(string name, string files, string forbidden) => FileRule.Read(new(
    [
        new("name", name), new("files", ValueList.Create<string>([files])), new("severity", "error"), new("forbid", forbidden),
    ]));
}
