using System.Runtime.ExceptionServices;
using AuditGraph.Core.Actions;
using AuditGraph.Core.Runs;
using AuditGraph.Core.Runs.Retention;
using AuditGraph.Core.Runs.Reuse;

namespace AuditGraph.Core.Execution;

/// <summary>Tells what running a plan would do, by the code that would do it. Writes nothing.</summary>
/// <param name="runner">Makes the single runs.</param>
/// <param name="observer">Who is told of progress and decisions.</param>
/// <param name="cancellation">Stops the work.</param>
internal sealed class PlanForecast(JobRunner runner, IAuditObserver observer, CancellationToken cancellation)
{
    // So few are looked at sooner one after the other than it takes to begin to do it side by side.
    private const int FewJobs = 16;

    private readonly WorkspaceSight sight = runner.LookOn();

    /// <summary>Whether every job is to run.</summary>
    public bool Force { get; init; }

    /// <summary>The moment that counts as now when a baseline is chosen; null for the present.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>What each job would do, in the order of the plan, as long as what runs goes well.</summary>
    /// <param name="plan">The plan.</param>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public IReadOnlyList<JobForecast> Make(JobPlan plan)
    {
        var judge = new ReuseJudge(runner, plan.Jobs.Select(job => job.Job.Name), Force, observer);
        var messages = new MessageOrder(plan.Jobs.Select(_ => observer));
        JobForecast[]? looked = plan.Jobs.Count > FewJobs ? LookSideBySide(plan, judge, messages) : null;
        var forecasts = new JobForecast[plan.Jobs.Count];
        var ends = new AuditJobRun?[plan.Jobs.Count];
        foreach (PlannedJob job in plan.Jobs)
        {
            JobForecast forecast = FindObstacle(job, ends) ?? looked?[job.Index] ?? Look(job, judge, messages[job.Index]);
            forecasts[job.Index] = forecast;
            messages.End(job.Index);
            ends[job.Index] = EndOf(forecast);
        }

        if (runner.Workspace.Settings.Keep is not null
            && Array.Exists(forecasts, forecast => forecast.Error is null && forecast.Decision?.Source is null)
            && new SnapshotRetention(runner.Workspace, runner.Disk, runner.Clock, observer, runner.Catalog).TryForesee(cancellation) is { } collection)
        {
            // It follows the last job, whichever that is.
            forecasts[^1] = forecasts[^1] with { Collection = collection };
        }

        return forecasts;
    }

    /// <summary>What each job would do if its needs are met, looked at on all processors.</summary>
    private JobForecast[] LookSideBySide(JobPlan plan, ReuseJudge judge, MessageOrder messages)
    {
        var looked = new JobForecast[plan.Jobs.Count];
        try
        {
            Parallel.ForEach(
                plan.Jobs,
                new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
                job => looked[job.Index] = Look(job, judge, messages[job.Index]));
            return looked;
        }
        catch (AggregateException failures)
        {
            ExceptionDispatchInfo.Throw(failures.InnerExceptions[0]);
            throw;
        }
    }

    /// <summary>What keeps a job from starting, or from being told about; null where nothing does.</summary>
    private static JobForecast? FindObstacle(PlannedJob job, AuditJobRun?[] ends)
    {
        if (NeedRules.FindObstacle(job, index => ends[index] ?? End(job.Job, AuditRunStatus.Ok)) is { } obstacle)
        {
            return new JobForecast(job, null, obstacle, null) { IsStarted = false };
        }

        if (job.Needs.FirstOrDefault(need => ends[need.Index] is null && need.Need.When == AuditNeedCondition.Ok) is { Need: not null } open)
        {
            return new JobForecast(job, null, null, null)
            {
                Decision = new ReuseDecision(
                    AuditRunOrigin.Fresh, [new AuditRunReason(ReasonCode.Deferred) { Part = "needs", New = open.Need.Job }]),
            };
        }

        return null;
    }

    private JobForecast Look(PlannedJob job, ReuseJudge judge, IAuditObserver told)
    {
        try
        {
            ActionContext context = runner.Imagine(job.Job, sight, AsOf, told);
            ActionPreview preview = runner.Preview(context, cancellation);
            return new JobForecast(job, preview, null, null) { Decision = judge.Decide(context, cancellation) };
        }
        catch (AuditException failure)
        {
            return new JobForecast(job, null, failure, null);
        }
    }

    /// <summary>How a job would end; null where that is not known, because its run would judge what it finds.</summary>
    private AuditJobRun? EndOf(JobForecast forecast) => forecast switch
    {
        { Decision.Source: { } source } => End(forecast.Planned.Job, AuditRunStatus.Ok) with { Verdict = source.Verdict },
        { IsStarted: false, Error: { } obstacle } => End(forecast.Planned.Job, NeedRules.StatusOf(obstacle)),
        { Error: { } error } => End(forecast.Planned.Job, AuditRunStatus.Failed) with { ErrorName = error.Descriptor.Name },
        { Action: null } => null,
        _ when forecast.Planned.Job.FailOn.Count > 0 || runner.Actions.DescriptorOf(forecast.Planned.Job).IsCheck => null,
        _ => End(forecast.Planned.Job, AuditRunStatus.Ok),
    };

    private static AuditJobRun End(AuditJob job, AuditRunStatus status) =>
        new() { Id = "", Job = job.Name, Status = status, StartedAt = default, Root = job.Root };
}
