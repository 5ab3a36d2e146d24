namespace AuditGraph.Cli.Tests;

/// <summary>Runs the examples of docs/findings.md.</summary>
public sealed class FindingsPageTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Every_example_says_what_the_page_says()
    {
        folder.Write("src/parser.cs", "// A parser.\n// TODO: errors\n");

        Assert.Equal(3, PageExamples.Run("docs/findings.md", folder));
    }
}
