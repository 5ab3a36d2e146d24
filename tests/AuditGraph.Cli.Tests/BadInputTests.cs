using System.Text;

namespace AuditGraph.Cli.Tests;

/// <summary>Whatever is in the place of the job file or of the outputs: a clear error with its code, and nothing written.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("", "ConfigEmpty")]
    [InlineData("# only a comment\n", "ConfigEmpty")]
    [InlineData("version: 1\n", "JobsMissing")]
    [InlineData("jobs: {a: {action: {type: report.changed_since, args: {since: yesterday}}}}", null)]
    [InlineData("jobs: {a: {action: {type: report.chnged_since}}}", null)]
    [InlineData("jobs: {a: {action: {}}}", null)]
    [InlineData("jobs: {a: {action: {type: report.changed_since, args: {sinc: 1d}}}}", null)]
    [InlineData("jobs: {a: {action: {type: report.changed_since, args: {include: {a: b}}}}}", null)]
    [InlineData("jobs: {a: {action: {type: report.changed_since}}, a: {action: {type: report.changed_since}}}", null)]
    [InlineData("jobs: {'../a': {action: {type: report.changed_since}}}", null)]
    [InlineData("jobs: {'a/b': {action: {type: report.changed_since}}}", null)]
    [InlineData("jobs: {'a b': {action: {type: report.changed_since}}}", null)]
    [InlineData("jobs: {'é': {action: {type: report.changed_since}}}", null)]
    [InlineData("jobs: {\"a\\u001b\": {action: {type: report.changed_since}}}", null)]
    [InlineData("jobs: [", null)]
    [InlineData("\u0000\u0001\u0002binary", null)]
    public void A_bad_job_file_runs_nothing(string jobs, string? name)
    {
        folder.Write("config/jobs.yaml", jobs);

        AssertRefused("AG1", name);
    }

    [Theory]
    [InlineData("../out.md")]
    [InlineData("exports/../../out.md")]
    [InlineData("/tmp/out.md")]
    [InlineData("out.md")]
    public void An_output_path_that_leaves_exports_is_refused(string path)
    {
        folder.Write("config/jobs.yaml", $"jobs: {{a: {{action: {{type: report.changed_since}}, output: {{path: {path}}}}}}}");

        CommandLine.Outcome outcome = AssertRefused("AG1", null);

        Assert.Contains("job output path", (string?)outcome.Json["message"], StringComparison.Ordinal);
    }

    [Fact]
    public void Fifty_megabytes_are_too_large()
    {
        folder.Write("config/jobs.yaml", "jobs:\n" + new string('#', 50_000_000));

        AssertRefused("AG1", "ConfigTooLarge");
    }

    [Fact]
    public void Nesting_without_end_is_refused()
    {
        folder.Write("config/jobs.yaml", "jobs: " + new string('[', 100_000));

        AssertRefused("AG1", null);
    }

    [Fact]
    public void An_alias_bomb_is_refused_before_it_goes_off()
    {
        var bomb = new StringBuilder("jobs:\n  a0: &a0 [x, x]\n");
        for (int level = 1; level < 40; level++)
        {
            bomb.Append(System.Globalization.CultureInfo.InvariantCulture, $"  a{level}: &a{level} [*a{level - 1}, *a{level - 1}]\n");
        }

        folder.Write("config/jobs.yaml", bomb.ToString());

        AssertRefused("AG1", null);
    }

    [Fact]
    public void A_folder_in_the_place_of_the_job_file_is_unreadable()
    {
        Directory.CreateDirectory(folder["config/jobs.yaml"]);

        AssertRefused("AG1", "ConfigUnreadable");
    }

    [Fact]
    public void Exports_that_is_a_file_is_refused_and_kept()
    {
        folder.Write("config/jobs.yaml", Job.File());
        folder.Write("exports", "mine");

        AssertRefused("AG4", "OutputPathRefused");
    }

    [Fact]
    public void Exports_that_leads_elsewhere_is_refused_and_nothing_is_written_there()
    {
        using var elsewhere = new TemporaryFolder();
        folder.Write("config/jobs.yaml", Job.File());
        Directory.CreateSymbolicLink(folder["exports"], elsewhere.Root);

        CommandLine.Outcome outcome = AssertRefused("AG4", "OutputPathRefused");

        Assert.Contains("job output path", (string?)outcome.Json["message"], StringComparison.Ordinal);
        Assert.Empty(elsewhere.Listing());
    }

    [Fact]
    public void A_root_that_does_not_exist_is_refused()
    {
        CommandLine.Outcome outcome = CommandLine.Run(folder.Root, "jobs", "list", "--root", folder["nowhere"]);

        Assert.Equal(1, outcome.ExitCode);
        Assert.Equal("AG4001", (string?)outcome.Json["detail"]!["code"]);
    }

    private CommandLine.Outcome AssertRefused(string family, string? name)
    {
        IReadOnlyList<string> before = folder.Listing();

        CommandLine.Outcome outcome = CommandLine.Run(folder.Root, "jobs", "run", "changed");
        Assert.Equal(family == "AG1" ? ExitCode.Usage : ExitCode.Failure, outcome.ExitCode);
        Assert.Equal("error", (string?)outcome.Json["status"]);
        Assert.StartsWith(family, (string?)outcome.Json["detail"]!["code"], StringComparison.Ordinal);
        if (name is not null)
        {
            Assert.Equal(name, (string?)outcome.Json["detail"]!["name"]);
        }

        // What is wrong with the workspace and not with the job file is the end of a run, which is recorded.
        Assert.Equal(before, folder.Listing().Where(entry => family == "AG1" || !entry.StartsWith(".pkg/", StringComparison.Ordinal)));
        Assert.Equal(family != "AG1", Path.Exists(folder[".pkg"]));
        return outcome;
    }
}
