namespace AuditGraph.Cli.Tests;

/// <summary>Runs the examples of docs/execution.md.</summary>
public sealed class ExecutionPageTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Every_example_says_what_the_page_says()
    {
        folder.Write("data/one.txt", "one");

        Assert.True(PageExamples.Run("docs/execution.md", folder) > 4);
    }
}
