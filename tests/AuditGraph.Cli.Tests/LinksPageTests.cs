using System.Text.RegularExpressions;

namespace AuditGraph.Cli.Tests;

/// <summary>Runs the examples of docs/actions/check.links.md.</summary>
public sealed partial class LinksPageTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Every_example_says_what_the_page_says()
    {
        const string Page = "docs/actions/check.links.md";
        folder.Write("README.md", Readme().Match(File.ReadAllText(RepositoryFile.PathOf(Page))).Groups[1].Value);
        folder.Write("docs/guide.md", "## First steps\n");
        folder.Write("vendor/a.md", "[a](none)\n");

        Assert.Equal(3, PageExamples.Run(Page, folder));

        // The last job of the page is of a site.
        folder.Write("site/index.md", "[a](/b/) [c](<{{ d }}>) [e](../../issues/1)\n");
        folder.Write("site/b/index.md", "[a](/)\n");
        Assert.Matches("verdict +pass", CommandLine.RunOnTerminal(folder.Root, "jobs", "run", "site").Output);
    }

    [GeneratedRegex("^```markdown\n(.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Readme();
}
