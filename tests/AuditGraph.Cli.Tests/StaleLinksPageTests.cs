using System.Text.RegularExpressions;

namespace AuditGraph.Cli.Tests;

/// <summary>Runs the examples of docs/actions/report.stale_links.md.</summary>
public sealed partial class StaleLinksPageTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Every_example_says_what_the_page_says()
    {
        const string Page = "docs/actions/report.stale_links.md";
        string page = File.ReadAllText(RepositoryFile.PathOf(Page));
        folder.Write("README.md", Readme().Match(page).Groups[1].Value);
        folder.Write("docs/guide.md", "");

        Assert.Equal(2, PageExamples.Run(Page, folder));
        Assert.Contains(Table().Match(page).Value, File.ReadAllText(folder["exports/reports/stale.md"]), StringComparison.Ordinal);
        File.Delete(folder["docs/guide.md"]);
        Assert.Contains(
            "1 stale, 2 dead",
            CommandLine.RunOnTerminal(folder.Root, "jobs", "run", "stale", "--as-of", "2099-01-31T00:00:00Z").Output,
            StringComparison.Ordinal);
    }

    [GeneratedRegex("^```markdown\n(.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Readme();

    [GeneratedRegex(@"^\| Path .*\n\| ---.*\n\| `.*\n", RegexOptions.Multiline)]
    private static partial Regex Table();
}
