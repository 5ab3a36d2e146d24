using System.Globalization;
using System.Text.Json.Nodes;

namespace AuditGraph.Cli.Tests;

/// <summary>What <c>report.stale_links</c> lists: what leads nowhere, and for how long.</summary>
public sealed class StaleLinksTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void All_links_that_lead_nowhere_are_listed_in_the_order_of_their_places()
    {
        folder.Write("b.md", "[a](none.md) [b][c]\n\n[d]: a.md\n");
        folder.Write("a.md", "# A\n[a](#b)\n[b](B.md)\n[c](b.md) [d](https://example.org)\n");
        WriteJob();
        Assert.Equal(
            [
                "a.md:2 links.missing-anchor", "a.md:3 links.wrong-case", "b.md:1 links.missing-target",
                "b.md:1 links.undefined-reference",
            ],
            Listed());
        Assert.Equal((4, 4), ((int)Report()["summary"]!["stale"]!, (int)Report()["summary"]!["dead"]!));
        Assert.Equal("https:", (string?)Report()["linksNotChecked"]![0]!["leadsTo"]);
    }

    [Fact]
    public void Where_nothing_is_known_of_then_no_link_is_said_to_be_that_old()
    {
        folder.Write("a.md", "[a](none.md)\n");
        WriteJob("max_age_days: 30");
        Assert.Empty(Listed());
        Assert.Equal(1, (int)Report()["summary"]!["dead"]!);
        Assert.Null(Report()["summary"]!["earlierRoot"]);
        Assert.Contains(
            "No snapshot tells how things stood 30 days ago",
            CommandLine.Run(folder.Root, "report", (string)RunJob()["run"]!, "--format", "md").Output,
            StringComparison.Ordinal);
    }

    /// <summary>
    /// What a page has, what is there besides on the first day, what is there two days later, and whether the link is old then.
    /// </summary>
    public static TheoryData<string, string, string, bool> Ages => new()
    {
        // Never there, or gone before.
        { "[a](none.md)", "", "", true },

        // Gone since.
        { "[a](b.md)", "touch b.md", "rm b.md", false },
        { "[a](B.md)", "", "touch b.md", true },
        { "[a](B.md)", "touch B.md", "mv B.md b.md", false },
        { "[a](sub/)", "mkdir sub; touch sub/index.md", "rm -r sub; touch sub", false },
        { "[a](sub/)", "touch sub", "", true },
        { "[a](none/b.md)", "ln -s /etc none", "rm none", false },

        // A folder without an index.
        { "[a](sub)", "mkdir sub; touch sub/other", "", true },
        { "[a](sub)", "mkdir sub; touch sub/index.md", "mv sub/index.md sub/other", false },

        // What is in files is known by their hashes alone.
        { "[a](b.md#c)", "echo '# D' > b.md", "", true },
        { "[a](b.md#c)", "echo '# C' > b.md", "echo '# D' > b.md", false },
        { "[a](sub#c)", "mkdir sub; echo '# D' > sub/index.md", "", true },
        { "[a](sub#c)", "mkdir sub; echo '# C' > sub/index.md", "echo '# D' > sub/index.md", false },
        { "[a](#c)", "", "", true },
        { "[a](#c)", "", "echo >> a.md", false },
        { "[a](../../b)", "", "", true },
        { "[a](../../b)", "", "echo >> a.md", false },
        { "[a](none.md)", "", "echo >> a.md", true },
        { "[a][b]", "", "", true },
        { "[a]()", "", "echo >> a.md", false },
    };

    [Theory]
    [MemberData(nameof(Ages))]
    public void A_link_is_old_where_the_state_of_then_shows_that_it_led_nowhere(
        string link, string then, string now, bool isOld)
    {
        folder.Write("a.md", link + "\n");
        WriteJob("max_age_days: 1", "index: [index.md]");
        Shell(then);
        Run();
        Shell(now);
        Run(days: 2);
        Assert.Equal((isOld ? 1 : 0, 1), ((int)Report()["summary"]!["stale"]!, (int)Report()["summary"]!["dead"]!));
    }

    [Fact]
    public void A_report_is_taken_again_until_a_link_grows_old()
    {
        folder.Write("a.md", "[a](b.md)\n");
        folder.Write("b.md", "");
        WriteJob("max_age_days: 3");
        Run();
        File.Delete(folder["b.md"]);
        Assert.Equal("fresh", Run(days: 1));
        Assert.Equal("reused", Run(days: 1));
        Assert.Equal("fresh", Run(days: 4));
        Assert.Equal(1, (int)Report()["summary"]!["stale"]!);
        Assert.Equal("reused", Run(days: 4));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1000000")]
    [InlineData("1.5")]
    [InlineData("30d")]
    public void An_age_is_a_number_of_days(string age)
    {
        WriteJob($"max_age_days: {age}");
        CommandLine.Outcome outcome = CommandLine.Run(folder.Root, "jobs", "test");
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("max_age_days", outcome.Output + outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(GoldenReport.FormatsOfReports), MemberType = typeof(GoldenReport))]
    public void The_report_is_as_it_was_approved(string format)
    {
        folder.Write("docs/a.md", "# A <b>\n[a](none.md)\n[b](#c) [d](d.md) <https://h>\n");
        folder.Write("docs/d.md", "# D\n");
        WriteJob("max_age_days: 7");
        Shell("mkfifo pipe");
        Run();
        Shell("rm docs/d.md");

        GoldenReport.AssertIsCurrent("stale-links", folder.Root, (string)RunJob(days: 8)["run"]!, format);
    }

    private void WriteJob(params string[] arguments) => folder.Write(
        "config/jobs.yaml",
        $$"""
        jobs:
          stale:
            output: {format: json}
            action:
              type: report.stale_links
              args:
                exclude: [config/]
                {{string.Join("\n        ", arguments)}}

        """);

    private string Run(int days = 0) => (string)RunJob(days)["origin"]!;

    private JsonNode RunJob(int days = 0)
    {
        string asOf = DateTimeOffset.UtcNow.AddDays(days).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        JsonNode run = CommandLine.Run(folder.Root, "jobs", "run", "stale", "--as-of", asOf).Json;
        Assert.Equal("ok", (string?)run["status"]);
        return run;
    }

    private string[] Listed()
    {
        Run();
        return [.. Report()["links"]!.AsArray().Select(link => $"{link!["path"]}:{link["line"]} {link["rule"]}")];
    }

    private JsonNode Report() => JsonNode.Parse(File.ReadAllText(folder["exports/reports/stale.json"]))!;

    private void Shell(string commands) => Assert.Equal(0, Tool.Run(folder.Root, "sh", "-ec", commands + "\n:").ExitCode);
}
