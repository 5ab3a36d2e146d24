using System.Diagnostics;
using AuditGraph.Core.Configuration;
using AuditGraph.Core.Ledger;
using AuditGraph.Core.Runs;
using AuditGraph.Core.Tests.Ledger;
using AuditGraph.Core.Workspaces;
using AuditGraph.CrashHarness;

namespace AuditGraph.Core.Tests.Execution;

/// <summary>Kills processes while they run jobs side by side.</summary>
public sealed class KilledInvocationTests(ITestOutputHelper log) : IDisposable
{
    private const int Jobs = 12;

    private const int Kills = 25;

    private readonly TemporaryFolder folder = new();

    private Workspace Workspace => WorkspaceOpener.Locate(folder.Root, folder.Root);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_kill_at_any_moment_leaves_one_end_for_every_job_that_was_to_run()
    {
        int seed = Environment.TickCount;
        log.WriteLine($"Seed {seed}.");
        var random = new Random(seed);
        folder.Write("a.txt", "a");
        folder.Write("config/jobs.yaml", "jobs:\n" + string.Concat(Enumerable.Range(0, Jobs).Select(
            index => $"  j{index}: {{action: {{type: report.changed_since, args: {{since: last-run}}}}, needs: [{(index < 4 ? "" : $"j{index % 4}")}]}}\n")));
        int invocations = 0;
        for (int kill = 0; kill < Kills; kill++)
        {
            folder.Write("a.txt", $"version {kill}");
            using Process child = Harness.Start(["all", folder.Root, "1000"]);

            // The first line shows that the process is at work; what follows takes some milliseconds a job.
            child.StandardOutput.ReadLine();
            Thread.Sleep(random.Next(0, 120));
            child.Kill();
            child.StandardOutput.ReadToEnd();
            child.WaitForExit();
            new RunLedger(Workspace.Paths, new Disk(), TimeProvider.System, new QuietObserver()).SettleAbandoned(CancellationToken.None);
            AssertOneEndEach($"kill {kill}", ref invocations);
        }

        Assert.True(invocations >= Kills, $"{invocations}");
        log.WriteLine($"{invocations} invocations of {Jobs} jobs, {Kills} of them killed.");
    }

    private void AssertOneEndEach(string when, ref int invocations)
    {
        LedgerEntry[] entries =
        [
            .. new LedgerLog(Workspace.Paths, new Disk(), TimeProvider.System, new QuietObserver()).TryOpen()!.ReadBackwards().Select(one => one.Entry),
        ];
        string[] starts = [.. entries.Where(entry => entry.Type == LedgerEntryType.RunStarted).Select(entry => entry.Run)];
        string[] ends = [.. entries.Where(entry => entry.Type is LedgerEntryType.RunFinished or LedgerEntryType.RunAbandoned).Select(entry => entry.Run)];
        Assert.Equal(starts.Order(StringComparer.Ordinal), ends.Order(StringComparer.Ordinal));
        Assert.True(starts.Length % Jobs == 0, $"{when}: {starts.Length} starts are not those of whole invocations.");
        invocations = starts.Length / Jobs;
        AuditLedgerVerification found = new LedgerVerifier(Workspace.Paths).Verify(new LedgerVerificationOptions(), CancellationToken.None);
        Assert.True(found.IsValid, $"{when}: {string.Join("; ", found.Problems)}");
    }
}
