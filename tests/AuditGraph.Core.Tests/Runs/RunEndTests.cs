using System.Text.Json.Nodes;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Configuration;
using AuditGraph.Core.Ledger;
using AuditGraph.Core.Native;
using AuditGraph.Core.Runs;
using AuditGraph.Core.Tests.Ledger;
using AuditGraph.Core.Workspaces;
using Microsoft.Win32.SafeHandles;

namespace AuditGraph.Core.Tests.Runs;

/// <summary>How a run ends: every one is recorded, and what the ledger says of its output is so or becomes so.</summary>
public sealed class RunEndTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private readonly ListeningObserver observer = new();

    public RunEndTests()
    {
        folder.Write("config/jobs.yaml", "jobs: {changed: {action: {type: report.changed_since, args: {since: last-run}}}}");
        folder.Write("a.txt", "a");
    }

    private Workspace Workspace => WorkspaceOpener.Locate(folder.Root, folder.Root);

    private string Output => folder["exports/reports/changed.md"];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Where_the_entry_cannot_be_appended_the_output_is_not_touched()
    {
        Run(new Disk());
        byte[] earlier = File.ReadAllBytes(Output);
        int checkpoints = 0;
        folder.Write("a.txt", "b");
        var disk = new WatchedDisk
        {
            Renaming = (_, to) =>
            {
                if (to.EndsWith("/checkpoint", StringComparison.Ordinal) && ++checkpoints == 2)
                {
                    throw new IOException("No space left on device");
                }
            },
        };

        Assert.Equal("WriteFailed", Assert.Throws<AuditWorkspaceException>(() => Run(disk)).Descriptor.Name);

        Assert.Equal(earlier, File.ReadAllBytes(Output));
        Assert.Equal(["RunUnfinished", "UncoveredTail", "UncoveredTail"], Verify().Order(StringComparer.Ordinal));
        Settle();
        Assert.Equal(earlier, File.ReadAllBytes(Output));
        Assert.Empty(Verify());
        Assert.Equal([AuditRunStatus.Abandoned, AuditRunStatus.Ok], History().Select(run => run.Status));
        Assert.DoesNotContain(folder.Listing(), entry => entry.Contains(".tmp-", StringComparison.Ordinal));
    }

    [Fact]
    public void An_output_that_cannot_be_put_in_place_is_an_error_and_is_put_there_by_the_next_command()
    {
        Run(new Disk());
        folder.Write("a.txt", "b");
        JobRunResult result = Run(new WatchedDisk { Renaming = RefuseOutput });

        Assert.Equal(AuditRunStatus.Ok, result.Run.Status);
        Assert.Equal("WriteFailed", result.Error!.Descriptor.Name);
        Assert.Equal(["OutputNotInPlace"], Verify());
        Assert.NotEqual(result.Run.OutputSha256, ContentHash.Of(File.ReadAllBytes(Output)).ToString());

        Settle();

        Assert.Equal(result.Run.OutputSha256, ContentHash.Of(File.ReadAllBytes(Output)).ToString());
        Assert.Empty(Verify());
        Assert.Contains(observer.Warnings, warning => warning.Contains("in place now", StringComparison.Ordinal));
        Assert.Equal(result.Run, History().First());
        Assert.DoesNotContain(folder.Listing(), entry => entry.Contains(".tmp-", StringComparison.Ordinal) || entry.Contains(".pending/", StringComparison.Ordinal));
    }

    [Fact]
    public void An_output_that_is_late_does_not_replace_that_of_a_later_run()
    {
        var ledger = new RunLedger(Workspace.Paths, new Disk(), TimeProvider.System, observer);
        string later = Guid.CreateVersion7().ToString();
        RunAnnouncement alive = ledger.Begin(later, "changed", CancellationToken.None);
        Run(new WatchedDisk { Renaming = RefuseOutput });
        PreparedFile output = new AtomicFile(new Disk()).Prepare(Output, "later"u8, later);
        AuditJobRun run = new()
        {
            Id = later,
            Job = "changed",
            Status = AuditRunStatus.Ok,
            StartedAt = DateTimeOffset.UtcNow,
            FinishedAt = DateTimeOffset.UtcNow,
            Outputs = [new AuditRunOutput(Output, ContentHash.Of("later"u8).ToString(), null)],
            Root = folder.Root,
        };
        ledger.Prepare(later, "{}"u8.ToArray(), null, [], []);
        Assert.Null(ledger.Finish(run, "{}"u8.ToArray(), output));
        alive.Leave(later);

        Settle();

        Assert.Equal("later", File.ReadAllText(Output));
        Assert.Empty(Verify());
        Assert.DoesNotContain(folder.Listing(), entry => entry.Contains(".tmp-", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_not_what_the_ledger_names_is_never_put_in_place()
    {
        Run(new Disk());
        byte[] earlier = File.ReadAllBytes(Output);
        folder.Write("a.txt", "b");
        string id = Run(new WatchedDisk { Renaming = RefuseOutput }).Run.Id;
        File.WriteAllText(AtomicFile.TemporaryPathOf(Output, id), "forged");

        Settle();

        Assert.Equal(earlier, File.ReadAllBytes(Output));
        Assert.Equal(["OutputChanged"], Verify());
    }

    [Fact]
    public void A_look_at_the_lock_of_a_run_that_begins_does_not_make_it_fail()
    {
        SafeFileHandle? probe = null;
        var disk = new WatchedDisk
        {
            Made = path =>
            {
                if (probe is null && path.Contains("/.pending/", StringComparison.Ordinal) && path.EndsWith(".lock", StringComparison.Ordinal))
                {
                    probe = Posix.TryOpen(path)!;
                    Assert.True(Posix.TryLock(probe, exclusive: false, path));
                    _ = Task.Delay(100).ContinueWith(_ => probe.Dispose(), TaskScheduler.Default);
                }
            },
        };

        Assert.Null(Run(disk).Error);
        Assert.NotNull(probe);
        Assert.Empty(Verify());
    }

    [Fact]
    public void The_end_of_a_run_looks_at_its_own_output_alone()
    {
        string? planted = null;
        observer.Told = message => planted ??= folder.Write($"exports/other/.x.md.tmp-{message.TrimEnd('.').Split(' ')[^1]}", "");

        Assert.Null(Run(new Disk()).Error);

        Assert.True(File.Exists(planted));
    }

    [Fact]
    public void A_number_that_no_double_holds_is_recorded_as_its_digits()
    {
        AuditJob job = With(new("limit", long.MaxValue), new("other", -5L));

        AuditJobRun run = Run(new Disk(), job).Run;

        JsonNode arguments = JsonNode.Parse(File.ReadAllBytes(run.RecordPath!))!["configuration"]!["job"]!["action"]!["args"]!;
        Assert.Equal("9223372036854775807", (string?)arguments["limit"]);
        Assert.Equal(-5, (long)arguments["other"]!);
        Assert.Equal(AuditRunStatus.Ok, run.Status);
        Assert.Equal(run, History().Single());
    }

    [Fact]
    public void A_text_that_has_no_form_in_utf_8_does_not_keep_a_run_from_being_recorded()
    {
        AuditJob job = With(new KeyValuePair<string, object?>("note", "\udc00")) with { Description = "half \ud800" };

        AuditJobRun run = Run(new Disk(), job).Run;

        Assert.Equal(AuditRunStatus.Ok, run.Status);
        Assert.Equal(run, History().Single());
        Assert.Equal("half \ufffd", (string?)JsonNode.Parse(File.ReadAllBytes(run.RecordPath!))!["configuration"]!["job"]!["description"]);
    }

    [Fact]
    public void A_record_larger_than_what_is_read_back_is_refused_and_the_run_abandoned()
    {
        AuditJob job = With(new KeyValuePair<string, object?>("note", new string('x', RunVerification.LongestRecord)));

        Assert.Equal("RecordTooLarge", Assert.Throws<AuditRunException>(() => Run(new Disk(), job)).Descriptor.Name);

        Assert.False(File.Exists(Output));
        Settle();
        Assert.Equal(AuditRunStatus.Abandoned, History().Single().Status);
        Assert.Empty(Verify());
    }

    [Theory]
    [InlineData("exports/password=hunter2.md", "changed")]
    [InlineData("exports/changed.md", "ghp_abcdefghijklmnopqrstuvwxyz0123456789")]
    public void A_name_or_path_that_looks_like_a_secret_is_refused_before_anything_is_recorded(string path, string name)
    {
        AuditJob job = Job() with { Outputs = [new AuditJobOutput(path, "md")], Name = name };

        AuditRunException refusal = Assert.Throws<AuditRunException>(() => Run(new Disk(), job));

        Assert.Equal("SecretInName", refusal.Descriptor.Name);
        Assert.DoesNotContain("hunter2", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("ghp_", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(History());
        folder.Write("config/pkg.yaml", "security: {redaction: {enabled: false}}");
        Assert.Null(Run(new Disk(), job).Error);
    }

    [Fact]
    public void Where_a_run_came_from_goes_through_the_redactor()
    {
        AuditJob job = Job() with { ConfigPath = folder["config/token=x, password=hunter2"] };

        AuditJobRun run = Run(new Disk(), job).Run;

        Assert.DoesNotContain("hunter2", File.ReadAllText(run.RecordPath!), StringComparison.Ordinal);
    }

    private static void RefuseOutput(string from, string to)
    {
        if (to.EndsWith("/changed.md", StringComparison.Ordinal))
        {
            throw new UnauthorizedAccessException("Operation not permitted");
        }
    }

    private AuditJob Job() => JobSelection.Find(JobConfig.Load(folder.Root).RequireValid(), "changed");

    private AuditJob With(params KeyValuePair<string, object?>[] arguments) =>
        Job() with { Arguments = new([.. Job().Arguments, .. arguments]) };

    private JobRunResult Run(IDisk disk, AuditJob? job = null) =>
        new JobRunner(Workspace, disk, TimeProvider.System).Run(job ?? Job(), null, observer, CancellationToken.None);

    private void Settle() =>
        new RunLedger(Workspace.Paths, new Disk(), TimeProvider.System, observer).SettleAbandoned(CancellationToken.None);

    private IEnumerable<AuditJobRun> History() =>
        new RunHistory(Workspace.Paths, new Disk(), TimeProvider.System, observer).ReadNewestFirst(new RunFilter());

    private IEnumerable<string> Verify() =>
        new LedgerVerifier(Workspace.Paths).Verify(new LedgerVerificationOptions(), TestContext.Current.CancellationToken).Problems.Select(problem => problem.Name);
}
