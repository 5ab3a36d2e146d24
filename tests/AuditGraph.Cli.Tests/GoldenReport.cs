using System.Text.RegularExpressions;

namespace AuditGraph.Cli.Tests;

/// <summary>Compares reports with those that were approved, in <c>Golden/</c>: one file for each of their formats.</summary>
internal static partial class GoldenReport
{
    private const string Html = "html";
    private const string Oscal = "oscal";

    /// <summary>The formats that every report can have.</summary>
    public static TheoryData<string> FormatsOfReports { get; } = ["md", "csv", "json", Html];

    /// <summary>The formats that the report of a check can have.</summary>
    public static TheoryData<string> FormatsOfChecks { get; } = ["md", "csv", "json", Html, "sarif", "junit", Oscal];

    /// <summary>Asserts that the report of a run is as it was approved.</summary>
    /// <param name="name">The name of the golden files.</param>
    /// <param name="root">The workspace.</param>
    /// <param name="run">The run.</param>
    /// <param name="format">The format.</param>
    /// <param name="mask">Takes out what is another text each time; null where nothing is.</param>
    public static void AssertIsCurrent(string name, string root, string run, string format, Func<string, string>? mask = null)
    {
        CommandLine.Outcome outcome = CommandLine.Run(root, "report", run, "--format", format);
        Assert.True(outcome.ExitCode == 0, outcome.Error);
        string report = mask is null ? outcome.Output : mask(outcome.Output);
        RepositoryFile.AssertIsCurrent(
            $"tests/AuditGraph.Cli.Tests/Golden/{name}.{format}",
            format switch
            {
                // What is round it is the same on every page.
                Html => report.Split("<main>\n")[1].Split("</main>")[0],

                // The one form that asks for a moment, of which its identities are made.
                Oscal => MomentOrIdentity().Replace(report, "…"),
                _ => report,
            });
    }

    [GeneratedRegex("20[0-9-]{8}T[0-9:.]+Z|[0-9a-f]{8}-[0-9a-f-]{27}")]
    private static partial Regex MomentOrIdentity();
}
