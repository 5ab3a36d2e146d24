using System.Diagnostics;
using System.Text.Json.Nodes;
using AuditGraph.Core.Configuration;
using AuditGraph.Core.Ledger;
using AuditGraph.Core.Runs;
using AuditGraph.Core.Snapshots.Stores;
using AuditGraph.Core.Tests.Ledger;
using AuditGraph.Core.Tests.Snapshots;
using AuditGraph.Core.Workspaces;
using AuditGraph.CrashHarness;

namespace AuditGraph.Core.Tests.Runs;

/// <summary>A workspace in which child processes run a job and are killed.</summary>
internal sealed class CrashWorkspace : IDisposable
{
    private const string JobName = "changed";

    private readonly TemporaryFolder folder = new();

    public CrashWorkspace()
    {
        folder.Write(
            "config/jobs.yaml",
            $"jobs: {{{JobName}: {{action: {{type: report.changed_since, args: {{since: last-run}}}}, output: [{{path: exports/reports/{JobName}.json}}, {{path: exports/tables/{JobName}.csv}}]}}}}");
        folder.Write("a.txt", "a");
        folder.Write("b/c.txt", "c");
    }

    public string Root => folder.Root;

    public string Output => folder[$"exports/reports/{JobName}.json"];

    private Workspace Workspace => WorkspaceOpener.Locate(Root, Root);

    public void Dispose() => folder.Dispose();

    /// <summary>Changes a file, so that the next run has something to report and to store.</summary>
    public void Edit(int version) => folder.Write("a.txt", $"version {version}");

    /// <summary>Starts a process that runs the job.</summary>
    /// <param name="times">How often.</param>
    /// <param name="deathPoint">The number of the write at which the process is killed, from 1; 0 for none.</param>
    /// <param name="kind">How far that write gets.</param>
    public Process Start(int times, int deathPoint = 0, FaultKind kind = FaultKind.Before) => Harness.Start(
        ["run", Root, JobName, $"{times}"],
        new Dictionary<string, string> { ["AUDITGRAPH_DIE_AT"] = $"{deathPoint}", ["AUDITGRAPH_DIE_HOW"] = $"{kind}" });

    /// <summary>Starts a process that removes every snapshot that nothing needs.</summary>
    /// <param name="times">How often.</param>
    /// <param name="deathPoint">The number of the write at which the process is killed, from 1; 0 for none.</param>
    /// <param name="kind">How far that write gets.</param>
    public Process StartRemoval(int times, int deathPoint = 0, FaultKind kind = FaultKind.Before) => Harness.Start(
        ["retain", Root, $"{times}"],
        new Dictionary<string, string> { ["AUDITGRAPH_DIE_AT"] = $"{deathPoint}", ["AUDITGRAPH_DIE_HOW"] = $"{kind}" });

    /// <summary>The runs whose snapshots are stored, each of them read to the last node.</summary>
    public IReadOnlyList<string> StoredSnapshots()
    {
        var store = new SnapshotStore(Workspace.Paths, new Disk());
        Assert.All(store.List(), header => Assert.Equal(header.Files, ScopeTests.Paths(store.Open(header)).Count()));
        return [.. store.List().Select(header => header.RunId)];
    }

    /// <summary>Runs the job in this process.</summary>
    public AuditJobRun RunHere()
    {
        AuditJob job = JobSelection.Find(JobConfig.Load(Root).RequireValid(), JobName);
        JobRunResult result = new JobRunner(Workspace, new Disk(), TimeProvider.System).Run(job, null, new QuietObserver(), CancellationToken.None);
        Assert.Null(result.Error);
        return result.Run;
    }

    /// <summary>What ran, the newest first.</summary>
    public IReadOnlyList<AuditJobRun> History() =>
        [.. new RunHistory(Workspace.Paths, new Disk(), TimeProvider.System, new QuietObserver()).ReadNewestFirst(new RunFilter())];

    /// <summary>Does what every command does that looks at runs; gives how many <c>run.abandoned</c> entries there are then.</summary>
    public int SettleAndCountAbandoned()
    {
        new RunLedger(Workspace.Paths, new Disk(), TimeProvider.System, new QuietObserver()).TrySettleAbandoned(CancellationToken.None);
        var log = new LedgerLog(Workspace.Paths, new Disk(), TimeProvider.System, new QuietObserver());
        return log.TryOpen()!.ReadBackwards().Count(recorded => recorded.Entry.Type == LedgerEntryType.RunAbandoned);
    }

    /// <summary>
    /// Asserts what must be true at every moment at which nobody is at work: everything verifies as it is, also for who
    /// may not write; dead runs can be settled; then each finished run has its record, and the output is the latest one.
    /// </summary>
    public void AssertSound(string when)
    {
        AssertVerifies(when);
        new RunLedger(Workspace.Paths, new Disk(), TimeProvider.System, new QuietObserver()).SettleAbandoned(CancellationToken.None);
        AssertVerifies($"{when}, settled");
        Assert.DoesNotContain(Problems(), problem => problem.Name is "OutputNotInPlace" or "RunUnfinished");
        Assert.All(History(), run => Assert.True(run.Status is AuditRunStatus.Abandoned || File.Exists(run.RecordPath), when));
        if (File.Exists(Output))
        {
            Assert.NotNull(JsonNode.Parse(File.ReadAllBytes(Output))!["coverage"]);
        }
    }

    private void AssertVerifies(string when)
    {
        AuditLedgerVerification verification = new LedgerVerifier(Workspace.Paths).Verify(new LedgerVerificationOptions());
        Assert.True(verification.IsValid, $"{when}: {string.Join("; ", verification.Problems)}");
    }

    /// <summary>Every problem that the verifier names.</summary>
    public IReadOnlyList<AuditLedgerProblem> Problems() => new LedgerVerifier(Workspace.Paths).Verify(new LedgerVerificationOptions()).Problems;

    /// <summary>Every file that no finished work explains.</summary>
    public IReadOnlyList<string> Leftovers() =>
        [.. Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path))
            .Where(path => path.Contains(".tmp-", StringComparison.Ordinal) || path.Contains("/.pending/", StringComparison.Ordinal))];
}
