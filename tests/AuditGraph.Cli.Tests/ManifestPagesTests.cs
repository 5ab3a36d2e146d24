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

    [Fact]
    public void Every_example_of_the_page_on_checking_says_what_the_page_says()
    {
        const string Page = "docs/actions/check.manifest.md";
        folder.Write("dist/SHA256SUMS", Text().Match(File.ReadAllText(RepositoryFile.PathOf(Page))).Groups[1].Value);
        folder.Write("dist/app.bin", "a\n");
        folder.Write("dist/doc.txt", "changed\n");
        folder.Write("dist/new.txt", "c\n");
        folder.Write("dist/more.txt", "d\n");
        folder.Write("src/a", "");
        folder.Write("SHA256SUMS", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  src/a\n");
        folder.Write("bags/one/bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
        folder.Write("bags/one/data/a", "");
        folder.Write("bags/one/manifest-md5.txt", "d41d8cd98f00b204e9800998ecf8427e  data/a\n");

        Assert.Equal(4, PageExamples.Run(Page, folder));
    }

    [GeneratedRegex("^```text\n(.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Text();
}
