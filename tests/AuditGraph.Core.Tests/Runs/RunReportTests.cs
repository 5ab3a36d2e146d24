using AuditGraph.Core.Configuration;
using AuditGraph.Core.Ledger;
using AuditGraph.Core.Reports;
using AuditGraph.Core.Runs;
using AuditGraph.Core.Workspaces;
using AuditGraph.CrashHarness;

namespace AuditGraph.Core.Tests.Runs;

/// <summary>What a run reported can be read for as long as its record is there.</summary>
public sealed class RunReportTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public RunReportTests()
    {
        folder.Write("config/jobs.yaml", "jobs: {changed: {action: {type: report.changed_since, args: {since: last-run, include: ['data/']}}}}");
        folder.Write("data/a.txt", "a");
        Run();
        folder.Write("data/a.txt", "b");
        folder.Write("data/secret=hunter2.txt", "c");
    }

    private Workspace Workspace => WorkspaceOpener.Locate(folder.Root, folder.Root);

    private RunReport Reports => new(Workspace.Paths, new Disk());

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("md")]
    [InlineData("json")]
    [InlineData("csv")]
    [InlineData("html")]
    public void A_report_is_written_again_in_every_format_as_it_was_then(string format)
    {
        AuditJobRun run = Run(format);
        byte[] then = File.ReadAllBytes(run.OutputPath!);
        Run();
        File.Delete(run.OutputPath!);

        Assert.Equal(then, ReportFormats.WriterFor(format).Write(Reports.Read(run), CancellationToken.None).Content.ToArray());
    }

    [Fact]
    public void Its_changes_are_read_although_the_output_and_the_snapshots_are_gone()
    {
        AuditJobRun run = Run();
        Directory.Delete(Workspace.Paths.Snapshots, recursive: true);
        Directory.Delete(folder["exports"], recursive: true);

        IReadOnlyList<AuditChange> changes = Reports.ReadChanges(run, CancellationToken.None);

        Assert.Equal([AuditChangeKind.Modified, AuditChangeKind.Added], changes.Select(change => change.Kind));
        Assert.Equal("data/a.txt", changes[0].Path);
        Assert.Equal(1, changes[0].Bytes);
        Assert.Equal(64, changes[0].Sha256!.Length);
    }

    [Fact]
    public void What_is_kept_has_its_secrets_masked()
    {
        AuditJobRun run = Run();
        using var unpacked = new System.IO.Compression.GZipStream(File.OpenRead(Kept(run)), System.IO.Compression.CompressionMode.Decompress);
        using var text = new StreamReader(unpacked);
        string data = text.ReadToEnd();
        Assert.DoesNotContain("hunter2", data, StringComparison.Ordinal);
        Assert.Contains("[redacted:", data, StringComparison.Ordinal);
    }

    [Fact]
    public void An_altered_one_is_never_taken_for_the_run_s()
    {
        AuditJobRun run = Run();
        byte[] kept = File.ReadAllBytes(Kept(run));
        byte[] another = PackedReport.Pack(new ReportDocument("Another", [], "changes"), CancellationToken.None).Content.ToArray();
        foreach (byte[] altered in (byte[][])[another, kept[..(kept.Length / 2)], "no gzip"u8.ToArray(), []])
        {
            File.WriteAllBytes(Kept(run), altered);
            AuditRunException refusal = Assert.Throws<AuditRunException>(() => Reports.ReadChanges(run, CancellationToken.None));
            Assert.Equal("ReportReplaced", refusal.Descriptor.Name);
            Assert.Contains(Kept(run), refusal.Message, StringComparison.Ordinal);
            Assert.Equal(["KeptReportChanged"], Verify());
        }

        File.WriteAllBytes(Kept(run), kept);
        Assert.Empty(Verify());
    }

    [Fact]
    public void A_missing_one_is_missed_with_its_path()
    {
        AuditJobRun run = Run();
        File.Delete(Kept(run));
        Assert.Equal(["KeptReportMissing"], Verify());
        AuditRunException refusal = Assert.Throws<AuditRunException>(() => Reports.ReadChanges(run, CancellationToken.None));
        Assert.Equal("ReportMissing", refusal.Descriptor.Name);
        Assert.Contains(Kept(run), refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_size_that_no_report_has_is_not_allocated()
    {
        AuditJobRun run = Run() with { ReportBytes = long.MaxValue };
        Assert.Equal("ReportReplaced", Assert.Throws<AuditRunException>(() => Reports.Read(run)).Descriptor.Name);
    }

    private IEnumerable<string> Verify() =>
        new LedgerVerifier(Workspace.Paths).Verify(new LedgerVerificationOptions(), CancellationToken.None).Problems.Select(problem => problem.Name);

    private string Kept(AuditJobRun run) => Path.Join(Workspace.Paths.Runs, run.Id, "report.json.gz");

    private AuditJobRun Run(string format = "md")
    {
        AuditJob job = JobSelection.Find(JobConfig.Load(folder.Root).RequireValid(), "changed") with
        {
            Outputs = [new AuditJobOutput($"exports/changed.{format}", format)],
        };
        JobRunResult result = new JobRunner(Workspace, new Disk(), TimeProvider.System).Run(job, null, new QuietObserver(), CancellationToken.None);
        Assert.Null(result.Error);
        return result.Run;
    }
}
