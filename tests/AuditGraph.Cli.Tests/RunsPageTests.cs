namespace AuditGraph.Cli.Tests;

/// <summary>Runs the examples of docs/actions/check.runs.md.</summary>
public sealed class RunsPageTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Every_example_says_what_the_page_says()
    {
        folder.Write("README.md", "# Project\n");

        Assert.Equal(3, PageExamples.Run("docs/actions/check.runs.md", folder));
    }
}
