using AuditGraph.Core.Runs;
using AuditGraph.Core.Runs.Retention;

namespace AuditGraph.Core.Execution;

/// <summary>Tells what running a plan would do, by the code that would do it. Writes nothing.</summary>
internal static class PlanForecast
{
    /// <summary>What each job would do, in the order of the plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="runner">Makes the single runs.</param>
    /// <param name="asOf">The moment that counts as now when a baseline is chosen; null for the present.</param>
    /// <param name="observer">Who is told of progress and decisions.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static IReadOnlyList<JobForecast> Make(
        JobPlan plan, JobRunner runner, DateTimeOffset? asOf, IAuditObserver observer, CancellationToken cancellation)
    {
        JobForecast[] forecasts = [.. plan.Jobs.Select(job => Make(job, runner, asOf, observer, cancellation))];
        if (Array.Exists(forecasts, forecast => forecast.Error is null)
            && runner.ForeseeCollection(observer, cancellation) is RetentionPlan collection)
        {
            // It follows the last job, whichever that is.
            forecasts[^1] = forecasts[^1] with { Collection = collection };
        }

        return forecasts;
    }

    private static JobForecast Make(
        PlannedJob job, JobRunner runner, DateTimeOffset? asOf, IAuditObserver observer, CancellationToken cancellation)
    {
        try
        {
            return new JobForecast(job, runner.Preview(job.Job, asOf, observer, cancellation), null, null);
        }
        catch (AuditException failure)
        {
            return new JobForecast(job, null, failure, null);
        }
    }
}
