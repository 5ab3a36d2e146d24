using AuditGraph.Core.Configuration;
using AuditGraph.Core.Runs;
using AuditGraph.Core.Runs.Retention;
using AuditGraph.Core.Snapshots.Stores;
using AuditGraph.Core.Tests.Ledger;
using AuditGraph.Core.Tests.Snapshots;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Tests.Runs.Retention;

/// <summary>A workspace whose clock the test sets, so that it can have runs of many days.</summary>
internal sealed class RetentionWorkspace : TimeProvider, IDisposable
{
    private readonly TemporaryFolder folder = new();

    private DateTimeOffset now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public RetentionWorkspace(string jobs) => folder.Write("config/jobs.yaml", jobs);

    public Workspace Workspace => WorkspaceOpener.Locate(folder.Root, folder.Root);

    public ListeningObserver Observer { get; } = new();

    public static string Job(string name, string since, string extra = "") =>
        $"  {name}: {{action: {{type: report.changed_since, args: {{since: '{since}'{extra}}}}}, output: {{path: exports/{name}.json}}}}\n";

    public void Dispose() => folder.Dispose();

    public override DateTimeOffset GetUtcNow() => now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    // Runs take as long as the test says, too.
    public override long GetTimestamp() => now.Ticks;

    public void Advance(TimeSpan time) => now += time;

    public void Write(string path, string content) => folder.Write(path, content);

    public IReadOnlyList<string> Listing() => folder.Listing();

    /// <summary>Changes a file and runs a job.</summary>
    public JobRunResult Run(string job)
    {
        Change();
        return RunAsIs(job);
    }

    /// <summary>Changes a file and runs a job; null where the run could not be recorded.</summary>
    public JobRunResult? TryRun(string job, IDisk disk)
    {
        Change();
        return TryRunAsIs(job, disk);
    }

    /// <summary>Runs a job and changes nothing before; null where the run could not be recorded.</summary>
    public JobRunResult? TryRunAsIs(string job, IDisk disk)
    {
        try
        {
            return RunAsIs(job, disk);
        }
        catch (AuditException)
        {
            return null;
        }
    }

    /// <summary>Runs a job once a day, so many days; gives the runs' ids.</summary>
    public IReadOnlyList<string> RunDaily(string job, int days)
    {
        var runs = new List<string>();
        for (int day = 0; day < days; day++)
        {
            JobRunResult result = Run(job);
            Assert.Null(result.Error);
            runs.Add(result.Run.Id);
            Advance(TimeSpan.FromDays(1));
        }

        return runs;
    }

    public SnapshotRetention Retention() => new(Workspace, new Disk(), this, Observer);

    public RetentionRequest Keeping(double days) => new() { Before = now - TimeSpan.FromDays(days) };

    public RetentionPlan Plan(RetentionRequest request) => Retention().Plan(request, CancellationToken.None);

    public RetentionPlan Remove(RetentionRequest request) => Retention().Remove(request, CancellationToken.None);

    /// <summary>The runs whose snapshots are stored, each of them read to the last node.</summary>
    public IReadOnlyList<string> Stored()
    {
        var store = new SnapshotStore(Workspace.Paths, new Disk());
        Assert.All(store.List(), header => Assert.Equal(header.Files, ScopeTests.Paths(store.Open(header)).Count()));
        return [.. store.List().Select(header => header.RunId)];
    }

    /// <summary>Runs a job and changes nothing before.</summary>
    public JobRunResult RunAsIs(string job, IDisk? disk = null, IAuditObserver? observer = null) =>
        RunStoppably(job, disk ?? new Disk(), observer ?? Observer, TestContext.Current.CancellationToken);

    /// <summary>Runs a job that can be cancelled, and changes nothing before.</summary>
    public JobRunResult RunStoppably(string job, IDisk disk, IAuditObserver observer, CancellationToken cancellation)
    {
        AuditJob found = JobSelection.Find(JobConfig.Load(folder.Root).RequireValid(), job);
        return new JobRunner(Workspace, disk, this).Run(found, null, observer, cancellation, this);
    }

    /// <summary>A file of the workspace as text.</summary>
    public string Read(string path) => File.ReadAllText(folder[path]);

    /// <summary>The absolute path of something in the workspace.</summary>
    public string this[string relative] => folder[relative];

    private void Change() => folder.Write("a.txt", $"{now:O}");
}
