using System.Text;
using AuditGraph.Core.Actions.Links;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Configuration;
using AuditGraph.Core.Snapshots.Trees;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Tests.Actions.Links;

/// <summary>What pages are read, side by side.</summary>
public sealed class PageSurveyTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Many_files_of_many_folders_are_read_and_what_several_hold_is_read_once()
    {
        PageFile[] pages = [.. Enumerable.Range(0, 1000).Select(number => Write($"d{number % 7}/f{number:0000}.md", $"# {number % 500}"))];
        PageSurvey survey = NewSurvey();

        survey.Look(pages, TestContext.Current.CancellationToken);

        Assert.Empty(survey.Obstacles);
        Assert.Equal((500, true), (survey.ContentsRead, survey.IsRepeatable));
        Assert.Equal(Enumerable.Range(0, 1000).Select(number => $"{number % 500}"), pages.Select(page => Assert.Single(survey.Of(page)!.Anchors)));
    }

    [Theory]
    [InlineData("# b")]
    [InlineData("# a and more")]
    [InlineData("")]
    [InlineData(null)]
    public void A_file_that_is_another_than_the_scan_found_is_an_obstacle_unless_a_copy_is_there(string? now)
    {
        PageFile page = Write("a.md", "# a");
        PageFile copied = Write("b.md", "# c");
        PageFile copy = Write("c.md", "# c");
        File.Delete(folder["b.md"]);
        File.Delete(folder["a.md"]);
        if (now is not null)
        {
            folder.Write("a.md", now);
        }

        PageSurvey survey = NewSurvey();
        survey.Look([page, copied, copy], TestContext.Current.CancellationToken);

        Assert.Equal(page, Assert.Single(survey.Obstacles).Key);
        Assert.Equal("It is no more as the scan found it, or cannot be read.", survey.Obstacles[page]);
        Assert.Null(survey.Of(page));
        Assert.Equal(["c"], survey.Of(copied)!.Anchors);
        Assert.False(survey.IsRepeatable);
    }

    [Fact]
    public void A_file_that_became_a_link_is_an_obstacle()
    {
        PageFile page = Write("a.md", "# a");
        File.Move(folder["a.md"], folder["b.md"]);
        File.CreateSymbolicLink(folder["a.md"], "b.md");
        PageSurvey survey = NewSurvey();

        survey.Look([page], TestContext.Current.CancellationToken);

        Assert.Single(survey.Obstacles);
    }

    [Fact]
    public void Work_side_by_side_is_stopped_as_such()
    {
        PageFile page = Write("a.md", "# a");

        Assert.Throws<OperationCanceledException>(() => NewSurvey().Look([page], new CancellationToken(canceled: true)));
    }

    private PageSurvey NewSurvey() =>
        new(
            folder.Root,
            new(new Disk(), WorkspaceOpener.Locate(folder.Root, folder.Root), "job", PageYieldFormat.Value),
            SlugRule.GitHub);

    private PageFile Write(string name, string text)
    {
        folder.Write(name, text);
        byte[] content = Encoding.UTF8.GetBytes(text);
        return new PageFile(TreePath.FromBytes(Encoding.UTF8.GetBytes(name)), PageFormat.Markdown, ContentHash.Of(content), content.Length);
    }
}
