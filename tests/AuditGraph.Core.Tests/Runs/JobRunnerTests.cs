using AuditGraph.Core.Configuration;
using AuditGraph.Core.Ledger;
using AuditGraph.Core.Runs;
using AuditGraph.Core.Workspaces;
using AuditGraph.CrashHarness;

namespace AuditGraph.Core.Tests.Runs;

public sealed class JobRunnerTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public JobRunnerTests()
    {
        folder.Write("config/jobs.yaml", "jobs: {changed: {action: {type: report.changed_since, args: {since: last-run}}}}");
        folder.Write("a.txt", "a");
    }

    private Workspace Workspace => WorkspaceOpener.Locate(folder.Root, folder.Root);

    private string Output => folder["exports/reports/changed.md"];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_fault_at_any_write_point_is_an_error_and_harms_nothing_that_was_there()
    {
        Assert.Null(Run(new Disk()).Error);
        byte[] earlier = File.ReadAllBytes(Output);
        int point = 0;
        bool failed;
        do
        {
            folder.Write("a.txt", $"version {++point}");
            var disk = new FaultyDisk(new Disk(), point, FaultKind.Torn, () => throw new IOException("No space left on device")) { StaysBroken = true };
            AuditException? error = ErrorOf(disk);
            failed = disk.HasFailed;
            if (failed && error is not null)
            {
                Assert.True(error.Code.StartsWith("AG", StringComparison.Ordinal), $"{point}: {error}");

                // The run either is in the ledger, and its output is or will be in place, or nothing has happened.
                AuditRunStatus status = History().First().Status;
                Assert.True(status == AuditRunStatus.Ok || File.ReadAllBytes(Output).AsSpan().SequenceEqual(earlier), $"{point}: an output of a run that is {status}");
            }

            AssertSound($"point {point}");
            earlier = File.ReadAllBytes(Output);
        }
        while (failed);
        Assert.True(point > 20, $"Only {point} write points.");
        Assert.Null(Run(new Disk()).Error);
        AssertSound("end");
    }

    [Fact]
    public void A_cancelled_run_is_recorded_as_failed_and_leaves_nothing_half_done()
    {
        Run(new Disk());
        byte[] earlier = File.ReadAllBytes(Output);
        using var stop = new CancellationTokenSource();
        var observer = new CancellingObserver(stop);

        JobRunResult result = new JobRunner(Workspace, new Disk(), TimeProvider.System).Run(Job(), null, observer, stop.Token);

        Assert.Equal("Cancelled", result.Error!.Descriptor.Name);
        Assert.Equal("Cancelled", result.Run.ErrorName);
        Assert.Equal(AuditRunStatus.Failed, History().First().Status);
        Assert.Equal(earlier, File.ReadAllBytes(Output));
        Assert.DoesNotContain(folder.Listing(), entry => entry.Contains(".tmp-", StringComparison.Ordinal) || entry.Contains(".pending", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_returned_is_what_is_read_back()
    {
        AuditJobRun run = Run(new Disk()).Run;

        Assert.Equal(run, History().Single());
    }

    [Fact]
    public void A_secret_in_an_argument_is_masked_in_the_record()
    {
        folder.Write(
            "config/jobs.yaml",
            "jobs: {changed: {description: 'password=hunter2', action: {type: report.changed_since, args: {exclude: ['token-ghp_abcdefghijklmnopqrstuvwxyz0123456789']}}}}");

        AuditJobRun run = Run(new Disk()).Run;

        string record = File.ReadAllText(run.RecordPath!);
        Assert.DoesNotContain("hunter2", record, StringComparison.Ordinal);
        Assert.DoesNotContain("ghp_", record, StringComparison.Ordinal);
    }

    [Fact]
    public void An_altered_record_is_not_shown_as_what_happened()
    {
        AuditJobRun run = Run(new Disk()).Run;
        File.WriteAllText(run.RecordPath!, File.ReadAllText(run.RecordPath!).Replace("\"excluded\":", "\"excludet\":", StringComparison.Ordinal));
        var observer = new CollectingObserver();

        AuditJobRun shown = new RunHistory(Workspace.Paths, new Disk(), TimeProvider.System, observer).ReadNewestFirst(new RunFilter()).Single();

        Assert.Null(shown.RecordPath);
        Assert.Empty(shown.Counts);
        Assert.Equal(run.OutputSha256, shown.OutputSha256);
        Assert.Contains(run.Id, observer.Warnings.Single(), StringComparison.Ordinal);
    }

    private AuditJob Job() => JobSelection.Find(JobConfig.Load(folder.Root).RequireValid(), "changed");

    private JobRunResult Run(IDisk disk) =>
        new JobRunner(Workspace, disk, TimeProvider.System).Run(Job(), null, new QuietObserver(), CancellationToken.None);

    private AuditException? ErrorOf(IDisk disk)
    {
        try
        {
            return Run(disk).Error;
        }
        catch (AuditException error)
        {
            return error;
        }
    }

    private IEnumerable<AuditJobRun> History() =>
        new RunHistory(Workspace.Paths, new Disk(), TimeProvider.System, new QuietObserver()).ReadNewestFirst(new RunFilter());

    private void AssertSound(string when)
    {
        AssertVerifies(when);
        new RunLedger(Workspace.Paths, new Disk(), TimeProvider.System, new QuietObserver()).SettleAbandoned(CancellationToken.None);
        AssertVerifies($"{when}, settled");
    }

    private void AssertVerifies(string when)
    {
        AuditLedgerVerification verification = new LedgerVerifier(Workspace.Paths).Verify(new LedgerVerificationOptions());
        Assert.True(verification.IsValid, $"{when}: {string.Join("; ", verification.Problems)}");
    }

    /// <summary>Cancels at the first decision that is told, which is when the run has begun.</summary>
    private sealed class CancellingObserver(CancellationTokenSource stop) : IAuditObserver
    {
        private int told;

        public void OnProgress(AuditProgress progress)
        {
        }

        public void OnVerbose(string message)
        {
            if (++told == 2)
            {
                stop.Cancel();
            }
        }

        public void OnWarning(string message)
        {
        }
    }

    private sealed class CollectingObserver : IAuditObserver
    {
        public List<string> Warnings { get; } = [];

        public void OnProgress(AuditProgress progress)
        {
        }

        public void OnVerbose(string message)
        {
        }

        public void OnWarning(string message) => Warnings.Add(message);
    }
}
