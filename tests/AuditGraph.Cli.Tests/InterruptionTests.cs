using System.Diagnostics;
using System.Text.Json.Nodes;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Cli.Tests;

/// <summary>Interrupts the command as Ctrl+C and a shutdown do: as a real process, in the middle of a run.</summary>
public sealed class InterruptionTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    [InlineData("HUP", 129)]
    public async Task A_run_that_is_interrupted_is_recorded_as_cancelled_and_leaves_nothing_half_written(string signal, int exitCode)
    {
        folder.Write("config/jobs.yaml", Job.File());
        await using (FileStream sparse = File.Create(folder["large.bin"]))
        {
            // Takes no room on the disk and minutes to hash.
            sparse.SetLength(1L << 38);
        }

        using Process process = CommandLine.Start(folder.Root, "jobs", "run", "changed");
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await Within(async () =>
        {
            while (!File.Exists(folder[".pkg/profiles/default/ledger/checkpoint"]) && !process.HasExited)
            {
                await Task.Delay(20, TestContext.Current.CancellationToken);
            }
        });
        Assert.False(process.HasExited);
        using (Process kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]))
        {
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        await Within(() => process.WaitForExitAsync(TestContext.Current.CancellationToken));

        Assert.Equal(exitCode, process.ExitCode);
        JsonNode told = JsonNode.Parse(await output)!;
        Assert.Equal("error", (string?)told["status"]);
        Assert.Equal("Cancelled", (string?)told["detail"]!["name"]);
        JsonNode run = CommandLine.Run(folder.Root, "runs", "list").Json["runs"]!.AsArray().Single()!;
        Assert.Equal("failed", (string?)run["status"]);
        Assert.Equal("Cancelled", (string?)run["error"]!["name"]);
        Assert.Equal((string?)told["run"], (string?)run["run"]);
        Assert.False(Directory.Exists(folder["exports/reports"]) && Directory.EnumerateFileSystemEntries(folder["exports/reports"]).Any());
        Assert.DoesNotContain(
            Directory.EnumerateFileSystemEntries(folder.Root, "*", SearchOption.AllDirectories),
            path => AtomicFile.IsTemporary(Path.GetFileName(path)));
    }

    [Fact]
    public async Task What_has_ended_before_an_interruption_is_told_and_what_was_to_come_is_not_started()
    {
        folder.Write(
            "config/jobs.yaml",
            """
            jobs:
              a: {action: {type: report.changed_since, args: {include: [small]}}}
              b: {action: {type: report.changed_since}}
              c: {action: {type: report.changed_since}}
            """);
        folder.Write("small", "");
        await using (FileStream sparse = File.Create(folder["large.bin"]))
        {
            // Takes no room on the disk and minutes to hash.
            sparse.SetLength(1L << 38);
        }

        using Process process = CommandLine.Start(folder.Root, "jobs", "run", "a", "b", "c");
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await Within(async () =>
        {
            // Three entries are the starts; the fourth is the end of the first, for the others take minutes.
            while (!File.Exists(folder[".pkg/profiles/default/ledger/tile/0/000.p/4"]) && !process.HasExited)
            {
                await Task.Delay(20, TestContext.Current.CancellationToken);
            }
        });
        using (Process kill = Process.Start("kill", ["-TERM", $"{process.Id}"]))
        {
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        await Within(() => process.WaitForExitAsync(TestContext.Current.CancellationToken));

        JsonNode told = JsonNode.Parse(await output)!;
        Assert.Equal(["a ok", "b error", "c error"], told["runs"]!.AsArray().Select(run => $"{run!["job"]} {run["status"]}"));
        Assert.Equal(["Cancelled", "Cancelled"], told["runs"]!.AsArray().Skip(1).Select(run => (string?)run!["detail"]!["name"]));
        Assert.False(File.Exists(folder["exports/reports/c.md"]));
    }

    private static async Task Within(Func<Task> work) => await work().WaitAsync(Patience, TestContext.Current.CancellationToken);
}
