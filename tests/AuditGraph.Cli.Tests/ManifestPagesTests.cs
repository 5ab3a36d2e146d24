using System.Text.RegularExpressions;

namespace AuditGraph.Cli.Tests;

/// <summary>Runs the examples of the pages on manifests.</summary>
public sealed partial class ManifestPagesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Every_example_of_the_page_on_writing_says_what_the_page_says()
    {
        const string Page = "docs/actions/report.manifest.md";
        folder.Write("dist/app.bin", "a\n");
        folder.Write("dist/doc/a b.txt", "b\n");
        folder.Write("dist/doc/c.txt", "c\n");
        folder.Write("bags/one/data/x", "");
        folder.Write("src/x", "");

        Assert.Equal(3, PageExamples.Run(Page, folder));
        Assert.Equal(
            Text().Match(File.ReadAllText(RepositoryFile.PathOf(Page))).Groups[1].Value,
            File.ReadAllText(folder["exports/SHA256SUMS"]));
    }

    [GeneratedRegex("^```text\n(.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Text();
}
