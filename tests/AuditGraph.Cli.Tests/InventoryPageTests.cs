namespace AuditGraph.Cli.Tests;

/// <summary>Runs the examples of docs/actions/report.inventory.md.</summary>
public sealed class InventoryPageTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Every_example_says_what_the_page_says()
    {
        folder.Write("site/index.html", new string('a', 500));
        folder.Write("site/copy.html", new string('a', 500));
        folder.Write("site/data/.keep", "");
        folder.Write("site/data/one.csv", new string('b', 20));
        folder.Write("site/data/two.csv", new string('c', 14));
        File.CreateSymbolicLink(folder["site/home.html"], "index.html");

        Assert.Equal(3, PageExamples.Run("docs/actions/report.inventory.md", folder));

        // The last job of the page is of totals alone.
        Assert.StartsWith(
            "totals: ok, 6 files, ", CommandLine.RunOnTerminal(folder.Root, "jobs", "run", "totals").Output,
            StringComparison.Ordinal);
    }
}
