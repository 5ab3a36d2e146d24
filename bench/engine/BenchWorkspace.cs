using AuditGraph.Core.Actions;
using AuditGraph.Core.Configuration;
using AuditGraph.Core.Execution;
using AuditGraph.Core.Runs;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Bench.Engine;

/// <summary>A workspace in a temporary folder, with files to look at and jobs that do.</summary>
internal sealed class BenchWorkspace : IDisposable
{
    private readonly SilentSink sink = new();

    public BenchWorkspace(int folders, int filesEach, int bytesEach)
    {
        Root = Directory.CreateTempSubdirectory("auditgraph-bench-").FullName;
        var random = new Random(1);
        byte[] content = new byte[bytesEach];
        for (int folder = 0; folder < folders; folder++)
        {
            Directory.CreateDirectory(Path.Join(Root, "data", $"{folder}"));
            for (int file = 0; file < filesEach; file++)
            {
                random.NextBytes(content);
                File.WriteAllBytes(Path.Join(Root, "data", $"{folder}", $"{file}.bin"), content);
            }
        }
    }

    public string Root { get; }

    public void WriteJobs(IEnumerable<string> lines)
    {
        Directory.CreateDirectory(Path.Join(Root, "config"));
        File.WriteAllText(Path.Join(Root, "config", "jobs.yaml"), "jobs:\n" + string.Concat(lines.Select(line => $"  {line}\n")));
    }

    public JobPlan Plan() => JobPlanner.Plan(JobConfig.Load(Root).RequireValid(), new PlanRequest { All = true });

    public IReadOnlyList<JobForecast> Foresee(JobPlan plan) => new PlanForecast(Runner(null), sink, CancellationToken.None).Make(plan);

    public InvocationResult Run(JobPlan plan, InvocationOptions options, ActionCatalog? catalog = null) =>
        new Invocation(Runner(catalog), TimeProvider.System).Run(
            plan, options, sink, new InterruptionTokens(CancellationToken.None, CancellationToken.None));

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private JobRunner Runner(ActionCatalog? catalog) =>
        new(WorkspaceOpener.Locate(Root, Root), new Disk(), TimeProvider.System, catalog);
}
