namespace AuditGraph.Cli.Tests;

/// <summary>Runs the examples of docs/actions/check.integrity.md.</summary>
public sealed class IntegrityPageTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Every_example_says_what_the_page_says()
    {
        folder.Write("srv/app.conf", "port = 80\n");
        folder.Write("srv/bin/app", "program\n");
        folder.Write("srv/logs/app.log", "started\n");
        folder.Write("srv/tmp/x", "1\n");

        Assert.Equal(4, PageExamples.Run("docs/actions/check.integrity.md", folder));
    }
}
