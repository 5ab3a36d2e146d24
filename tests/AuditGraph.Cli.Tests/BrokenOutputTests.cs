using System.Diagnostics;

namespace AuditGraph.Cli.Tests;

/// <summary>Standard output and error that take nothing, as on a full disk, with real processes.</summary>
public sealed class BrokenOutputTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("jobs list >&-")]
    [InlineData("jobs run nobody >&-")]
    [InlineData("jobs nonsense >&-")]
    [InlineData("--help >&-")]
    public async Task Output_that_cannot_be_written_is_one_line_on_standard_error(string line)
    {
        (int exitCode, string error) = await Run(line);

        Assert.Equal(ExitCode.Failure, exitCode);
        Assert.StartsWith("error: the output cannot be written: ", error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task A_full_disk_is_named()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "The system has no /dev/full.");

        (int exitCode, string error) = await Run("jobs list >/dev/full");

        Assert.Equal(ExitCode.Failure, exitCode);
        Assert.Contains("No space left on device", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_reading_is_no_failure()
    {
        (_, string error) = await Run("jobs list | true");

        Assert.Empty(error);
    }

    [Fact]
    public async Task A_run_is_recorded_although_nothing_can_be_told_of_it()
    {
        (int exitCode, _) = await Run("jobs run changed --verbose >&- 2>&-");

        Assert.Equal(ExitCode.Failure, exitCode);
        Assert.Equal("ok", (string?)CommandLine.Run(folder.Root, "runs", "list").Json["runs"]!.AsArray().Single()!["status"]);
    }

    [Fact]
    public async Task Messages_that_cannot_be_written_do_not_end_a_run()
    {
        (int exitCode, _) = await Run("jobs run changed --verbose 2>&-");

        Assert.Equal(ExitCode.Ok, exitCode);
    }

    private async Task<(int ExitCode, string Error)> Run(string line)
    {
        folder.Write("config/jobs.yaml", Job.File());
        var start = new ProcessStartInfo("sh", ["-c", $"unset AUDITGRAPH_ROOT; dotnet exec \"$0\" {line}", Path.Join(AppContext.BaseDirectory, "auditgraph.dll")])
        {
            WorkingDirectory = folder.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        string error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await output;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, error);
    }
}
