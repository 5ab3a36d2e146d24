namespace AuditGraph.Cli.Tests;

public sealed class UsageTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public UsageTests() => folder.Write("config/jobs.yaml", Job.File());

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("'--foo' is no option of 'auditgraph jobs run'.", "jobs", "run", "--foo", "daily")]
    [InlineData("'--foo' is no option of 'auditgraph jobs run'.", "jobs", "run", "changed", "--foo=daily")]
    [InlineData("'-x' is no option of 'auditgraph jobs run'.", "jobs", "run", "changed", "-x")]
    [InlineData("Did you mean '--what-if'?", "jobs", "run", "changed", "--whatif")]
    [InlineData("'--fixx' is no option of 'auditgraph jobs test'. Did you mean '--fix'?", "jobs", "test", "--fixx")]
    [InlineData("'--foo' is no option of 'auditgraph runs list'.", "runs", "list", "--foo")]
    [InlineData("'--foo' is no option of 'auditgraph runs list'.", "runs", "list", "--job", "--foo")]
    [InlineData("'--foo' is no option of 'auditgraph jobs list'.", "jobs", "list", "--root", "--foo")]
    [InlineData("'--foo' is no option of 'auditgraph ledger'.", "ledger", "--foo")]
    [InlineData("'--foo' is no option of 'auditgraph'.", "--foo")]
    [InlineData("Did you mean '--root'?", "jobs", "list", "--rot", "x")]
    public void An_unknown_option_is_wrong_usage_and_nothing_is_done(string message, params string[] arguments)
    {
        CommandLine.Outcome outcome = CommandLine.Run(folder.Root, arguments);

        Assert.Equal(2, outcome.ExitCode);
        Assert.Equal("usage", (string?)outcome.Json["detail"]!["code"]);
        Assert.Contains(message, (string?)outcome.Json["message"], StringComparison.Ordinal);
        Assert.False(Path.Exists(folder[".pkg"]));
    }

    [Theory]
    [InlineData("'auditgraph ledger' has no command 'prove'", "it has verify, init-key, proof", "ledger", "prove", "--help")]
    [InlineData("'auditgraph jobs' has no command 'lst'; it has list, run, plan, why, test.", "Did you mean 'list'?", "jobs", "lst")]
    [InlineData("'auditgraph' has no command 'job'", "Did you mean 'jobs'?", "job", "list", "--help")]
    [InlineData("'auditgraph runs list' takes no 'x'", "", "runs", "list", "x")]
    public void An_unknown_command_is_wrong_usage_also_where_help_is_asked_for(string message, string meant, params string[] arguments)
    {
        CommandLine.Outcome outcome = CommandLine.RunOnTerminal(folder.Root, arguments);

        Assert.Equal(2, outcome.ExitCode);
        Assert.Empty(outcome.Output);
        Assert.Contains(message, outcome.Error, StringComparison.Ordinal);
        Assert.Contains(meant, outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void After_two_dashes_every_word_is_a_name()
    {
        CommandLine.Outcome outcome = CommandLine.Run(folder.Root, "jobs", "run", "--", "--foo");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Equal("JobNotFound", (string?)outcome.Json["detail"]!["name"]);
    }

    [Fact]
    public void A_value_that_looks_like_an_option_is_given_with_an_equals_sign() =>
        Assert.Empty(CommandLine.Run(folder.Root, "runs", "list", "--job=--foo").Json["runs"]!.AsArray());

    [Fact]
    public void A_root_whose_name_begins_with_an_at_sign_is_a_folder()
    {
        folder.Write("@x/config/jobs.yaml", Job.File());
        folder.Write("x", "--no-such-option\n");

        Assert.Equal("""{"jobs":["changed"]}""", CommandLine.Run(folder.Root, "jobs", "list", "--root", "@x").Output.Trim());
    }

    [Theory]
    [InlineData("Usage:", "snapshots")]
    [InlineData("list", "jobs")]
    [InlineData("verify", "ledger")]
    public void A_command_that_only_holds_others_prints_its_help(string part, params string[] arguments)
    {
        CommandLine.Outcome outcome = CommandLine.Run(folder.Root, arguments);

        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal(CommandLine.Run(folder.Root, [.. arguments, "--help"]).Output, outcome.Output);
        Assert.Contains(part, outcome.Output, StringComparison.Ordinal);
        Assert.Empty(outcome.Error);
    }

    [Fact]
    public void The_bare_command_prints_help() =>
        Assert.Contains("Usage:", CommandLine.Run(folder.Root).Output, StringComparison.Ordinal);

    [Theory]
    [InlineData("1/2/26")]
    [InlineData("2026")]
    [InlineData("31.01.2026")]
    [InlineData("2026-1-31")]
    [InlineData("08:30")]
    [InlineData("Sat, 31 Jan 2026 08:30:00 GMT")]
    [InlineData("2026-02-30")]
    public void A_moment_is_written_in_ISO_8601_and_in_no_other_way(string moment)
    {
        foreach (string[] command in (string[][])[["jobs", "run", "changed", "--as-of", moment], ["snapshots", "remove", "--before", moment]])
        {
            CommandLine.Outcome outcome = CommandLine.Run(folder.Root, command);

            Assert.Equal(2, outcome.ExitCode);
            Assert.Contains("ISO 8601", (string?)outcome.Json["message"], StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("2100-01-31")]
    [InlineData("2100-01-31T08:30Z")]
    [InlineData("2100-01-31T08:30:00.5+02:00")]
    public void Every_form_of_ISO_8601_that_a_job_may_use_is_understood(string moment) =>
        Assert.Equal(0, CommandLine.Run(folder.Root, "jobs", "run", "changed", "--what-if", "--as-of", moment).ExitCode);
}
