using System.Text.RegularExpressions;

namespace AuditGraph.Cli.Tests;

/// <summary>
/// Runs the examples of a page: YAML with jobs is the job file, what is a console with <c>$ auditgraph</c> is run. Dots
/// stand for the last run there.
/// </summary>
internal static partial class PageExamples
{
    /// <summary>Runs them in a folder, and holds what they say to what the page says.</summary>
    /// <returns>How many commands there were.</returns>
    public static int Run(string page, TemporaryFolder folder)
    {
        int commands = 0;
        string? lastRun = null;
        foreach (Match block in Blocks().Matches(File.ReadAllText(RepositoryFile.PathOf(page))))
        {
            string text = block.Groups["text"].Value;
            if (block.Groups["kind"].Value == "yaml")
            {
                // Other configuration files have examples too.
                if (JobFile().IsMatch(text))
                {
                    folder.Write("config/jobs.yaml", text.Replace("run:…", $"run:{lastRun}", StringComparison.Ordinal));
                }

                continue;
            }

            foreach (string example in text.StartsWith('$') ? text.Split("$ auditgraph ", StringSplitOptions.RemoveEmptyEntries) : [])
            {
                string[] lines = example.TrimEnd('\n').Split('\n');
                CommandLine.Outcome outcome = CommandLine.RunOnTerminal(
                    folder.Root, [.. lines[0].Split(' ').Select(word => word == "…" ? lastRun! : word)]);
                Match exit = Exit().Match(lines[^1]);
                Assert.Equal(exit.Success ? exit.Groups[1].Value : "0", $"{outcome.ExitCode}");
                string pattern = string.Join("\n", lines[1..(exit.Success ? ^1 : ^0)].Select(Pattern));
                Assert.Matches($"^{pattern}\n$", outcome.Output);
                lastRun = RunId().Match(outcome.Output) is { Success: true } shown ? shown.Value : lastRun;
                commands++;
            }
        }

        return commands;
    }

    // A line of dots alone stands for lines.
    private static string Pattern(string line) =>
        line == "…" ? "(?s:.*?)" : Regex.Escape(line).Replace("…", ".*", StringComparison.Ordinal);

    [GeneratedRegex("(?<=  run            )[0-9a-f-]{36}")]
    private static partial Regex RunId();

    [GeneratedRegex("^```(?<kind>yaml|console)\n(?<text>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Blocks();

    [GeneratedRegex("^jobs:", RegexOptions.Multiline)]
    private static partial Regex JobFile();

    [GeneratedRegex("^\\[exit (\\d+)\\]$")]
    private static partial Regex Exit();
}
