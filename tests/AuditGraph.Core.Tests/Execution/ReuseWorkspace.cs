using AuditGraph.Core.Configuration;
using AuditGraph.Core.Execution;
using AuditGraph.Core.Ledger;
using AuditGraph.Core.Runs;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Tests.Execution;

/// <summary>A workspace with a run to compare with, so that reports can be reused, and an observer of what jobs do in it.</summary>
internal sealed class ReuseWorkspace : IInvocationSink, IAuditObserver, IDisposable
{
    private const string BaseJob = "base: {action: {type: report.changed_since, args: {since: last-run}}}";

    private readonly TemporaryFolder folder = new();

    public ReuseWorkspace()
    {
        folder.Write("a.txt", "a");
        folder.Write("b.txt", "b");
        folder.Write("sub/c.txt", "c");
        Write($"jobs: {{{BaseJob}}}");
        BaseRun = Run("base").Id;
        folder.Write("b.txt", "changed after the base");
        WriteJobs(Job("one"));
    }

    /// <summary>The run that jobs compare with.</summary>
    public string BaseRun { get; }

    /// <summary>How many scans there were.</summary>
    public int Scans { get; private set; }

    public List<string> Warnings { get; } = [];

    /// <summary>The clock of the runs.</summary>
    public ShiftedClock Clock { get; } = new();

    public IAuditObserver Common => this;

    public Workspace Workspace => WorkspaceOpener.Locate(folder.Root, folder.Root);

    public string this[string relative] => folder[relative];

    public string File(string relative, string content) => folder.Write(relative, content);

    public void Write(string yaml) => folder.Write("config/jobs.yaml", yaml);

    public void WriteJobs(params IEnumerable<string> jobs) => Write("jobs:\n" + string.Concat(jobs.Select(job => $"  {job}\n")));

    /// <summary>A job in a line of YAML.</summary>
    public string Job(string name, string more = "", string arguments = "") =>
        Job(name, more, arguments, $"run:{BaseRun}");

    /// <summary>A job in a line of YAML that compares with something.</summary>
    /// <remarks>The file of the jobs is in the workspace too, and a change of it is none that these jobs look at.</remarks>
    public static string Job(string name, string more, string arguments, string since) =>
        $"{name}: {{action: {{type: report.changed_since, args: {{since: '{since}', exclude: [config/]{arguments}}}}}{more}}}";

    public JobPlan Plan(params string[] names) => JobPlanner.Plan(
        JobConfig.Load(folder.Root).RequireValid(), names.Length == 0 ? new PlanRequest { All = true } : new PlanRequest { Names = names });

    public IReadOnlyList<JobForecast> Foresee(JobPlan plan, bool force = false) =>
        new PlanForecast(Runner(), this, CancellationToken.None) { Force = force }.Make(plan);

    public AuditJobRun Run(string name) => RunAll(Plan(name)).Results[^1].Run;

    public InvocationResult RunAll(JobPlan? plan = null, InvocationOptions? options = null, IDisk? disk = null) =>
        new Invocation(Runner(disk), Clock).Run(
            plan ?? Plan(), options ?? new InvocationOptions(), this, new InterruptionTokens(CancellationToken.None, CancellationToken.None));

    public string Output(string name = "one") => folder[$"exports/reports/{name}.md"];

    public IReadOnlyList<LedgerEntry> Entries() => [.. LedgerView.TryOpen(Workspace.Paths.Ledger)!.ReadBackwards().Select(one => one.Entry).Reverse()];

    public List<AuditJobRun> History() =>
        [.. new RunHistory(Workspace.Paths, new Disk(), TimeProvider.System, this).ReadNewestFirst(new RunFilter())];

    /// <summary>Every file below a folder, with its content.</summary>
    public IReadOnlyList<string> Contents(string relative) =>
        [.. Directory.EnumerateFiles(folder[relative], "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(path => $"{path} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(System.IO.File.ReadAllBytes(path)))}")];

    public void AssertVerifies()
    {
        AuditLedgerVerification found = new LedgerVerifier(Workspace.Paths).Verify(new LedgerVerificationOptions(), CancellationToken.None);
        Assert.True(found.IsValid && found.Problems.Count == 0, string.Join("; ", found.Problems));
        (int exitCode, string output) = Tool.Run(
            folder.Root, "python3", RepositoryFile.PathOf("tests/AuditGraph.Core.Tests/Ledger/check_ledger.py"), "ledger", Workspace.Paths.Folder);
        Assert.True(exitCode == 0, output);
        (exitCode, output) = Tool.Run(folder.Root, "sh", RepositoryFile.PathOf("tools/verify.sh"), Workspace.Paths.Folder);
        Assert.True(exitCode == 0, output);
    }

    public IAuditObserver Observe(AuditJob job) => this;

    public void OnEnded(JobRunResult result)
    {
    }

    public void OnProgress(AuditProgress progress)
    {
        if (progress is { Activity: "Scanning", Completed: true })
        {
            lock (Warnings)
            {
                Scans++;
            }
        }
    }

    public void OnVerbose(string message)
    {
    }

    public void OnWarning(string message)
    {
        lock (Warnings)
        {
            Warnings.Add(message);
        }
    }

    public void Dispose() => folder.Dispose();

    private JobRunner Runner(IDisk? disk = null) => new(Workspace, disk ?? new Disk(), Clock);
}
