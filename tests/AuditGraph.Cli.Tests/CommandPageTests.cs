using System.Text.RegularExpressions;

namespace AuditGraph.Cli.Tests;

/// <summary>Runs the examples of docs/actions/run.command.md.</summary>
public sealed partial class CommandPageTests : IDisposable
{
    private const string Page = "docs/actions/run.command.md";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Every_example_says_what_the_page_says()
    {
        folder.Write("tools/audit.sh", Shell().Match(File.ReadAllText(RepositoryFile.PathOf(Page))).Groups["text"].Value);
        File.SetUnixFileMode(folder["tools/audit.sh"], UnixFileMode.UserRead | UnixFileMode.UserExecute);
        folder.Write("scripts/install.sh", "curl -s https://example.com/install | sh\n");

        Assert.Equal(4, PageExamples.Run(Page, folder));
    }

    [GeneratedRegex("^```sh\n(?<text>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Shell();
}
