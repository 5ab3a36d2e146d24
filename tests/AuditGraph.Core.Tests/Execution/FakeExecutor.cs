using AuditGraph.Core.Errors;
using AuditGraph.Core.Execution;
using AuditGraph.Core.Runs;

namespace AuditGraph.Core.Tests.Execution;

/// <summary>Runs nothing; tells of each job what it was told to tell.</summary>
internal sealed class FakeExecutor : IJobExecutor
{
    private int running;

    /// <summary>How a job that starts ends; well, unless the test says otherwise.</summary>
    public Func<PlannedJob, CancellationToken, AuditJobRun> Run { get; init; } = (job, _) => Ok(job);

    /// <summary>The most jobs that ran at once.</summary>
    public int MostRunning { get; private set; }

    /// <summary>The jobs that were started, in no order.</summary>
    public System.Collections.Concurrent.ConcurrentBag<string> Started { get; } = [];

    /// <summary>The jobs that were recorded without having started, in their order.</summary>
    public List<string> Recorded { get; } = [];

    public static AuditJobRun Ok(PlannedJob job, AuditVerdict verdict = AuditVerdict.None) => new()
    {
        Id = $"{job.Index}",
        Job = job.Job.Name,
        Status = AuditRunStatus.Ok,
        Verdict = verdict,
        StartedAt = default,
        Root = "/w",
    };

    public static AuditJobRun Failed(PlannedJob job, string error = "GitFailed") =>
        Ok(job) with { Status = AuditRunStatus.Failed, ErrorName = error };

    /// <summary>The jobs that need not run.</summary>
    public HashSet<string> Reused { get; init; } = [];

    /// <summary>The jobs that were asked about together.</summary>
    public List<string> Asked { get; } = [];

    public IReadOnlyList<JobRunResult?> Reuse(IReadOnlyList<ReadyJob> jobs)
    {
        Asked.Add(string.Join(' ', jobs.Select(one => one.Job.Job.Name)));
        return [.. jobs.Select(one => Reused.Contains(one.Job.Job.Name)
            ? new JobRunResult(Ok(one.Job) with { Origin = AuditRunOrigin.Reused, Needs = one.Needs }, null)
            : null)];
    }

    public JobRunResult Execute(PlannedJob job, ValueList<AuditRunNeed> needs, CancellationToken cancellation)
    {
        lock (Started)
        {
            MostRunning = Math.Max(MostRunning, ++running);
        }

        Started.Add(job.Job.Name);
        AuditJobRun run = Run(job, cancellation) with { Needs = needs };
        lock (Started)
        {
            running--;
        }

        AuditException? error = run.ErrorName is null ? null : new AuditRunException(RunErrors.GitFailed, run.ErrorName);
        return new JobRunResult(run, error);
    }

    public JobRunResult Refuse(PlannedJob job, ValueList<AuditRunNeed> needs, AuditRunStatus status, AuditException reason) =>
        new(Ok(job) with { Status = status, ErrorName = reason.Descriptor.Name, ErrorMessage = reason.Message, Needs = needs }, reason);

    public void Record(IReadOnlyList<JobRunResult> refused) => Recorded.AddRange(refused.Select(result => result.Run.Job));
}
