using System.Diagnostics;
using AuditGraph.Core.Configuration;
using AuditGraph.Core.Ledger;
using AuditGraph.Core.Runs;
using AuditGraph.Core.Workspaces;
using AuditGraph.CrashHarness;

namespace AuditGraph.Core.Tests.Runs;

/// <summary>What becomes of runs on disks that are really full or read-only, and in a process without file descriptors.</summary>
public sealed class RealDiskTests
{
    private const string Jobs =
        "jobs: {changed: {action: {type: report.changed_since, args: {since: last-run}}, output: {path: exports/reports/changed.json}}}";

    [Fact]
    public void A_full_disk_is_a_clear_error_and_the_next_run_with_room_needs_no_repair()
    {
        using var disk = new MountedDisk("1m");
        Workspace workspace = Prepare(disk.Root);
        AuditJobRun first = Run(workspace).Run;
        byte[] earlier = File.ReadAllBytes(first.OutputPath!);
        string filler = disk.Fill();

        AuditException error = ErrorOf(workspace);

        Assert.Equal("WriteFailed", error.Descriptor.Name);
        Assert.Contains("No space left", error.Message, StringComparison.Ordinal);
        Assert.Equal(earlier, File.ReadAllBytes(first.OutputPath!));
        File.Delete(filler);
        Assert.Null(Run(workspace).Error);
        AssertSound(workspace);
    }

    [Fact]
    public void A_read_only_disk_is_a_clear_error_and_history_can_still_be_read()
    {
        using var disk = new MountedDisk("1m");
        Workspace workspace = Prepare(disk.Root);
        AuditJobRun first = Run(workspace).Run;
        disk.Freeze();

        AuditException error = ErrorOf(workspace);

        Assert.Equal("WriteFailed", error.Descriptor.Name);
        Assert.Contains("Read-only file system", error.Message, StringComparison.Ordinal);
        Assert.Equal(first, History(workspace).Single());
        AssertSound(workspace);
    }

    [Fact]
    public void A_process_without_file_descriptors_says_so_and_harms_nothing()
    {
        using var folder = new TemporaryFolder();
        Workspace workspace = Prepare(folder.Root);
        int failures = 0;
        foreach (int left in (int[])[0, 1, 2, 3, 4, 6, 8, 12])
        {
            string harness = Path.Join(AppContext.BaseDirectory, "AuditGraph.CrashHarness.dll");
            var start = new ProcessStartInfo("sh", ["-c", $"ulimit -n 256; exec dotnet exec '{harness}' starve '{folder.Root}' changed {left}"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };

            // The runtime itself takes a descriptor for every page of code it compiles, and ends without one.
            start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
            using Process process = Process.Start(start)!;
            process.StandardOutput.ReadToEnd();
            string errors = process.StandardError.ReadToEnd();
            process.WaitForExit();

            Assert.True(process.ExitCode is 0 or 1, $"{left} left: exit code {process.ExitCode}, {errors}");
            Assert.True(process.ExitCode == 0 || errors.StartsWith("AG", StringComparison.Ordinal), $"{left} left: {errors}");
            failures += process.ExitCode;
            new RunLedger(workspace.Paths, new Disk(), TimeProvider.System, new QuietObserver()).SettleAbandoned(CancellationToken.None);
            AssertSound(workspace);
        }

        Assert.True(failures > 0, "No run was short of file descriptors.");
        Assert.Null(Run(workspace).Error);
        AssertSound(workspace);
    }

    [Fact]
    public void A_workspace_that_may_not_be_written_is_a_clear_error_and_stays_as_it_is()
    {
        using var folder = new TemporaryFolder();
        Workspace workspace = Prepare(folder.Root);
        AuditJobRun first = Run(workspace).Run;
        File.SetUnixFileMode(folder.Root, (UnixFileMode)0b111_101_101);
        IReadOnlyList<string> before = folder.Listing();

        (int exitCode, string errors) = RunAsNobody(folder.Root);

        Assert.True(exitCode == 1 && errors.StartsWith("AG4004 WriteFailed", StringComparison.Ordinal), $"{exitCode}: {errors}");
        Assert.Contains("denied", errors, StringComparison.Ordinal);
        Assert.Equal(before, folder.Listing());
        Assert.Equal(first, History(workspace).Single());
        AssertSound(workspace);
    }

    private static (int ExitCode, string Errors) RunAsNobody(string root)
    {
        string harness = Path.Join(AppContext.BaseDirectory, "AuditGraph.CrashHarness.dll");
        string become = "setpriv --reuid=65534 --regid=65534 --clear-groups";
        string script = $"[ $(id -u) = 0 ] || exit 3; {become} test -r '{harness}' && {become} test -r '{root}/config/jobs.yaml' || exit 3; exec {become} dotnet exec '{harness}' run '{root}' changed 1";
        var start = new ProcessStartInfo("sh", ["-c", script]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["HOME"] = "/";
        using Process process = Process.Start(start)!;
        process.StandardOutput.ReadToEnd();
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.SkipWhen(process.ExitCode == 3, "The tests cannot run the harness as a user without rights here.");
        return (process.ExitCode, errors);
    }

    private static Workspace Prepare(string root)
    {
        Directory.CreateDirectory(Path.Join(root, "config"));
        File.WriteAllText(Path.Join(root, "config/jobs.yaml"), Jobs);
        File.WriteAllText(Path.Join(root, "a.txt"), "a");
        return WorkspaceOpener.Locate(root, root);
    }

    private static JobRunResult Run(Workspace workspace)
    {
        AuditJob job = JobSelection.Find(JobConfig.Load(workspace.Root).RequireValid(), "changed");
        return new JobRunner(workspace, new Disk(), TimeProvider.System).Run(job, null, new QuietObserver(), CancellationToken.None);
    }

    private static AuditException ErrorOf(Workspace workspace)
    {
        try
        {
            return Run(workspace).Error ?? throw new InvalidOperationException("The run did not fail.");
        }
        catch (AuditException error)
        {
            return error;
        }
    }

    private static IEnumerable<AuditJobRun> History(Workspace workspace) =>
        new RunHistory(workspace.Paths, new Disk(), TimeProvider.System, new QuietObserver()).ReadNewestFirst(new RunFilter());

    private static void AssertSound(Workspace workspace)
    {
        AuditLedgerVerification verification = new LedgerVerifier(workspace.Paths).Verify(new LedgerVerificationOptions());
        Assert.True(verification.IsValid, string.Join("; ", verification.Problems));
    }
}
