using System.Diagnostics;
using System.Globalization;
using AuditGraph.Core.Configuration;
using AuditGraph.Core.Execution;
using AuditGraph.Core.Ledger;
using AuditGraph.Core.Runs;
using AuditGraph.Core.Runs.Retention;
using AuditGraph.Core.Workspaces;
using Microsoft.Win32.SafeHandles;

namespace AuditGraph.CrashHarness;

/// <summary>
/// What the tests do in processes of their own: to end them at any moment, or to have many at once.
/// <c>AUDITGRAPH_DIE_AT=12</c> and <c>AUDITGRAPH_DIE_HOW=Torn</c> end the process, by SIGKILL, at its twelfth write.
/// </summary>
internal static class Program
{
    /// <summary>The commands by name; each takes the arguments behind it.</summary>
    private static readonly Dictionary<string, Action<string[], IDisk>> Commands = new(StringComparer.Ordinal)
    {
        ["all"] = RunAll,
        ["append"] = Append,
        ["hold"] = Hold,
        ["retain"] = Retain,
        ["run"] = RunJob,
        ["starve"] = RunStarved,
    };

    private static int Main(string[] arguments)
    {
        if (arguments.Length == 0 || !Commands.TryGetValue(arguments[0], out Action<string[], IDisk>? command))
        {
            Console.Error.WriteLine($"usage: harness {string.Join('|', Commands.Keys.Order(StringComparer.Ordinal))} …");
            return 2;
        }

        try
        {
            command(arguments[1..], DiskToDieOn());
            return 0;
        }
        catch (AuditException failure)
        {
            Console.Error.WriteLine($"{failure.Code} {failure.Descriptor.Name}: {failure.Message}");
            return 1;
        }
    }

    /// <summary><c>append ROOT COUNT</c>: that many appends of one entry each.</summary>
    private static void Append(string[] arguments, IDisk disk)
    {
        var log = new LedgerLog(new ProfilePaths(arguments[0], "default"), disk, TimeProvider.System, new QuietObserver());
        for (int count = int.Parse(arguments[1], CultureInfo.InvariantCulture); count > 0; count--)
        {
            log.Append(LedgerEntry.RunStarted(Guid.CreateVersion7().ToString(), "daily", DateTimeOffset.UtcNow));
        }
    }

    /// <summary><c>hold PATH</c>: takes a lock, prints <c>held</c>, and holds it until its standard input ends.</summary>
    private static void Hold(string[] arguments, IDisk disk)
    {
        using var held = FileLock.Acquire(disk, arguments[0], TimeSpan.FromSeconds(10), new QuietObserver());
        Console.WriteLine("held");
        Console.In.ReadToEnd();
    }

    /// <summary><c>retain ROOT COUNT</c>: that many removals of every snapshot that nothing needs.</summary>
    private static void Retain(string[] arguments, IDisk disk)
    {
        Workspace workspace = WorkspaceOpener.Locate(arguments[0], arguments[0]);
        var retention = new SnapshotRetention(workspace, disk, TimeProvider.System, new QuietObserver());
        for (int count = int.Parse(arguments[1], CultureInfo.InvariantCulture); count > 0; count--)
        {
            RetentionPlan done = retention.Remove(new RetentionRequest { Before = DateTimeOffset.UtcNow }, CancellationToken.None);
            Console.WriteLine(done.Removed.Count);
        }
    }

    /// <summary><c>all ROOT COUNT</c>: that many invocations of all jobs, four at once; prints a line for each that has ended.</summary>
    private static void RunAll(string[] arguments, IDisk disk)
    {
        Workspace workspace = WorkspaceOpener.Locate(arguments[0], arguments[0]);
        JobPlan plan = JobPlanner.Plan(JobConfig.Load(workspace.Root).RequireValid(), new PlanRequest { All = true });
        var runner = new JobRunner(workspace, disk, TimeProvider.System);
        for (int count = int.Parse(arguments[1], CultureInfo.InvariantCulture); count > 0; count--)
        {
            InvocationResult result = runner.Run(plan, new InvocationOptions { MostAtOnce = 4 }, new QuietObserver(), CancellationToken.None);
            Console.WriteLine(result.Results.Count);
        }
    }

    /// <summary><c>run ROOT JOB COUNT</c>: that many runs of a job; prints a line for each that has ended.</summary>
    private static void RunJob(string[] arguments, IDisk disk)
    {
        Workspace workspace = WorkspaceOpener.Locate(arguments[0], arguments[0]);
        AuditJob job = JobSelection.Find(JobConfig.Load(workspace.Root).RequireValid(), arguments[1]);
        var runner = new JobRunner(workspace, disk, TimeProvider.System);
        for (int count = int.Parse(arguments[2], CultureInfo.InvariantCulture); count > 0; count--)
        {
            AuditJobRun run = runner.Run(job, asOf: null, new QuietObserver(), CancellationToken.None).Run;
            Console.WriteLine($"{run.Id} {run.Status}");
        }
    }

    /// <summary>
    /// <c>starve ROOT JOB LEFT</c>: runs a job, then again with no more than so many file descriptors left; fails with
    /// the second run's error.
    /// </summary>
    private static void RunStarved(string[] arguments, IDisk disk)
    {
        RunJob([arguments[0], arguments[1], "1"], disk);
        Console.Error.Flush();
        var hoard = new Stack<SafeFileHandle>();
        try
        {
            while (true)
            {
                hoard.Push(File.OpenHandle("/dev/null"));
            }
        }
        catch (IOException)
        {
            for (int left = int.Parse(arguments[2], CultureInfo.InvariantCulture); left > 0; left--)
            {
                hoard.Pop().Dispose();
            }
        }

        Workspace workspace = WorkspaceOpener.Locate(arguments[0], arguments[0]);
        AuditJob job = JobSelection.Find(JobConfig.Load(workspace.Root).RequireValid(), arguments[1]);
        JobRunResult result = new JobRunner(workspace, disk, TimeProvider.System).Run(job, asOf: null, new QuietObserver(), CancellationToken.None);
        GC.KeepAlive(hoard);
        if (result.Error is { } error)
        {
            throw error;
        }
    }

    private static FaultyDisk DiskToDieOn()
    {
        string at = Environment.GetEnvironmentVariable("AUDITGRAPH_DIE_AT") ?? "0";
        string how = Environment.GetEnvironmentVariable("AUDITGRAPH_DIE_HOW") ?? nameof(FaultKind.Before);
        return new FaultyDisk(new Disk(), int.Parse(at, CultureInfo.InvariantCulture), Enum.Parse<FaultKind>(how), Die);
    }

    private static void Die()
    {
        using var self = Process.GetCurrentProcess();
        self.Kill();
        Thread.Sleep(Timeout.Infinite);
    }
}
