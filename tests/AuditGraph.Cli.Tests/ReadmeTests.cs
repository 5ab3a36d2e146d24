using System.Diagnostics;
using System.Text.RegularExpressions;

namespace AuditGraph.Cli.Tests;

/// <summary>Runs the commands that README shows, with this repository's jobs, in a repository of one commit and one change.</summary>
public sealed partial class ReadmeTests : IDisposable
{
    private const string Prompt = "$ dotnet run --project src/AuditGraph.Cli -- ";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Every_command_shows_what_the_page_says()
    {
        MakeRepository();
        CommandLine.Run(folder.Root, "jobs", "run", "changed_since");
        int commands = 0;
        foreach (Match block in Blocks().Matches(File.ReadAllText(RepositoryFile.PathOf("README.md"))))
        {
            foreach (string example in block.Groups["text"].Value.Split(Prompt, StringSplitOptions.RemoveEmptyEntries))
            {
                string[] parts = example.Split('\n', 2);
                CommandLine.Outcome outcome = CommandLine.RunOnTerminal(folder.Root, columns: 120, parts[0].Split(' '));
                Assert.Equal(0, outcome.ExitCode);
                Assert.Equal(Comparable(parts[1]), Comparable(outcome.Output));
                commands++;
            }
        }

        Assert.Equal(2, commands);
    }

    private void MakeRepository()
    {
        folder.Write("config/jobs.yaml", File.ReadAllText(RepositoryFile.PathOf("config/jobs.yaml")));
        folder.Write("CHANGELOG.md", "before");
        try
        {
            Git("init", "-q", "-b", "main");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("There is no git on this machine.");
        }

        Git("add", "-A");
        Git("-c", "user.name=Tests", "-c", "user.email=tests@example.org", "commit", "-qm", "Begin");
        folder.Write("CHANGELOG.md", "after");
    }

    private void Git(params string[] arguments)
    {
        using Process git = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = folder.Root })!;
        git.WaitForExit();
        Assert.Equal(0, git.ExitCode);
    }

    // Without what differs from run to run.
    private static string Comparable(string text) => Varying().Replace(text.Trim('\n'), "…");

    [GeneratedRegex("^```\n(?<text>" + @"\$ dotnet run .*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Blocks();

    [GeneratedRegex(@"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?<=commit )[0-9a-f]{12}|\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ|\d+\.\d{3} s")]
    private static partial Regex Varying();
}
