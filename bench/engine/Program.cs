// What the engine takes: to plan and to reuse a thousand jobs of which nothing changed, for each job beside its action,
// and what running side by side gains. Prints medians of wall and processor time; on a busy machine only the latter is steady.
//
//     dotnet run -c Release --project bench/engine [ROUNDS] [JOBS]
using System.Diagnostics;
using System.Globalization;
using AuditGraph;
using AuditGraph.Bench.Engine;
using AuditGraph.Core.Execution;

int rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 5;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
int jobs = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1000;
Console.WriteLine($"{Environment.ProcessorCount} processors, median of {rounds}: wall, processor");
Reuse(rounds, jobs);
Overhead(rounds);
SideBySide(rounds);

static void Reuse(int rounds, int jobs)
{
    using var workspace = new BenchWorkspace(folders: 10, filesEach: 100, bytesEach: 1000);
    workspace.WriteJobs(["base: {action: {type: report.changed_since, args: {since: last-run}}}"]);
    string run = workspace.Run(workspace.Plan(), new InvocationOptions()).Results[0].Run.Id;
    workspace.WriteJobs(Enumerable.Range(0, jobs).Select(index =>
        $"j{index:0000}: {{action: {{type: report.changed_since, args: {{since: 'run:{run}', include: [data/]}}}}, needs: [{(index % 10 == 0 ? "" : $"j{index / 10 * 10:0000}")}]}}"));
    Print($"first run of {jobs} jobs with needs over one scope", [Time(() => Check(workspace.Run(workspace.Plan(), new InvocationOptions()), AuditRunOrigin.Fresh))]);
    JobPlan plan = workspace.Plan();
    Print("  reading the job file and making the plan", Times(rounds, () => workspace.Plan()));
    Print("  nothing changed: planned", Times(rounds, () => workspace.Foresee(plan)));
    foreach (int threads in new[] { 1, 2, 8 })
    {
        Print(
            $"  nothing changed: all reused and recorded, --jobs {threads}",
            Times(rounds, () => Check(workspace.Run(plan, new InvocationOptions { MostAtOnce = threads }), AuditRunOrigin.Reused)));
    }
}

static void Overhead(int rounds)
{
    const int jobs = 200;
    using var workspace = new BenchWorkspace(folders: 1, filesEach: 1, bytesEach: 1);
    workspace.WriteJobs(Enumerable.Range(0, jobs).Select(index => $"j{index}: {{action: {{type: report.changed_since}}}}"));
    JobPlan plan = workspace.Plan();
    foreach (int threads in new[] { 1, 2 })
    {
        Taken[] times = Times(rounds, () => Check(workspace.Run(plan, new InvocationOptions { MostAtOnce = threads }, NoAction.Catalog), AuditRunOrigin.Fresh));
        Print($"a job whose action does nothing, --jobs {threads}, each", [.. times.Select(time => new Taken(time.Wall / jobs, time.Processor / jobs))]);
    }
}

static void SideBySide(int rounds)
{
    using var workspace = new BenchWorkspace(folders: 8, filesEach: 500, bytesEach: 64 * 1024);
    workspace.WriteJobs(Enumerable.Range(0, 8).Select(index =>
        $"j{index}: {{action: {{type: report.changed_since, args: {{since: last-run, rehash: full, include: [data/{index}/]}}}}}}"));
    JobPlan plan = workspace.Plan();
    workspace.Run(plan, new InvocationOptions());
    double one = Print("8 jobs that read 32 MB each, one after the other", Times(rounds, () => workspace.Run(plan, new InvocationOptions { MostAtOnce = 1 })));
    double two = Print("  the same, two at once", Times(rounds, () => workspace.Run(plan, new InvocationOptions { MostAtOnce = 2 })));
    Console.WriteLine($"  ratio                                                    {two / one:0.00}");
}

static void Check(InvocationResult result, AuditRunOrigin origin)
{
    if (result.Results.Any(one => one.Run.Status != AuditRunStatus.Ok || one.Run.Origin != origin))
    {
        throw new InvalidOperationException($"Not every job was {origin}: {result.Results.First(one => one.Run.Origin != origin || one.Error is not null).Run}");
    }
}

static Taken[] Times(int rounds, Action work) => [.. Enumerable.Range(0, rounds + 1).Select(_ => Time(work)).Skip(1)];

static Taken Time(Action work)
{
    TimeSpan before = Environment.CpuUsage.TotalTime;
    long start = Stopwatch.GetTimestamp();
    work();
    return new Taken(Stopwatch.GetElapsedTime(start).TotalMilliseconds, (Environment.CpuUsage.TotalTime - before).TotalMilliseconds);
}

static double Print(string what, Taken[] times)
{
    double wall = times.Select(time => time.Wall).Order().ElementAt(times.Length / 2);
    double processor = times.Select(time => time.Processor).Order().ElementAt(times.Length / 2);
    Console.WriteLine($"{what,-58} {wall,10:0.0} ms {processor,10:0.0} ms");
    return wall;
}
