namespace AuditGraph.Cli.Tests;

public sealed class InitTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_fresh_folder_is_a_workspace_at_once_and_its_job_runs()
    {
        CommandLine.Outcome missing = CommandLine.RunOnTerminal(folder.Root, "jobs", "list");
        Assert.Contains("'auditgraph init'", missing.Error, StringComparison.Ordinal);
        Assert.Contains("New-AuditWorkspace", missing.Error, StringComparison.Ordinal);

        CommandLine.Outcome made = CommandLine.RunOnTerminal(folder.Root, "init");

        Assert.Equal("Wrote config/jobs.yaml\nRun its job with 'auditgraph jobs run changed_since'.\n", made.Output);
        Assert.Equal(0, CommandLine.Run(folder.Root, "jobs", "test").ExitCode);
        Assert.Equal(0, CommandLine.Run(folder.Root, "jobs", "run", "changed_since").ExitCode);
        Assert.False(Path.Exists(folder[".gitignore"]));
    }

    [Fact]
    public void The_message_about_a_missing_job_file_names_both_ways_to_make_one()
    {
        foreach (CommandLine.Outcome outcome in (CommandLine.Outcome[])
            [CommandLine.RunOnTerminal(folder.Root, "jobs", "run", "x"), CommandLine.RunOnTerminal(folder.Root, "jobs", "test"), CommandLine.Run(folder.Root, "jobs", "run", "x")])
        {
            Assert.Contains("'auditgraph init' or New-AuditWorkspace", outcome.Output + outcome.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_folder_that_is_named_is_made_and_what_would_be_written_is_told()
    {
        Directory.CreateDirectory(folder[".git"]);

        Assert.Equal(
            "What if: would write new/config/jobs.yaml\nWhat if: would write new/.gitignore\n",
            CommandLine.RunOnTerminal(folder.Root, "init", "new", "--what-if").Output);
        Assert.False(Path.Exists(folder["new"]));
        Assert.Equal(
            [folder["new/config/jobs.yaml"], folder["new/.gitignore"]],
            CommandLine.Run(folder.Root, "init", "new").Json["files"]!.AsArray().Select(file => (string?)file));
        Assert.Equal(".pkg/", File.ReadAllLines(folder["new/.gitignore"])[1]);
    }

    [Fact]
    public void A_job_file_that_is_there_is_kept()
    {
        folder.Write("config/jobs.yaml", "mine");

        CommandLine.Outcome outcome = CommandLine.Run(folder.Root, "init");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Equal("JobFileExists", (string?)outcome.Json["detail"]!["name"]);
        Assert.Equal("mine", File.ReadAllText(folder["config/jobs.yaml"]));
        Assert.Equal(0, CommandLine.Run(folder.Root, "init", "--force").ExitCode);
    }
}
