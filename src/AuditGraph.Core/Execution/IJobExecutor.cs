using AuditGraph.Core.Runs;

namespace AuditGraph.Core.Execution;

/// <summary>Does what a <see cref="Scheduler"/> decides.</summary>
internal interface IJobExecutor
{
    /// <summary>
    /// Ends those of some jobs, whose needs have all ended, that need not run because the reports of their last runs still
    /// hold, and records them together. Called on one thread, once for each job.
    /// </summary>
    /// <param name="jobs">The jobs.</param>
    /// <returns>How each ended, in the same order; null where it is to run.</returns>
    IReadOnlyList<JobRunResult?> Reuse(IReadOnlyList<ReadyJob> jobs);

    /// <summary>Runs a job and records how it ended. Called from several threads at once.</summary>
    /// <param name="job">The job.</param>
    /// <param name="needs">How its needs ended.</param>
    /// <param name="cancellation">Cancels the run, which is then recorded all the same.</param>
    JobRunResult Execute(PlannedJob job, ValueList<AuditRunNeed> needs, CancellationToken cancellation);

    /// <summary>Tells of a job that does not start.</summary>
    /// <param name="job">The job.</param>
    /// <param name="needs">How its needs ended, as far as they have.</param>
    /// <param name="status">How it ends.</param>
    /// <param name="reason">Why it does not start.</param>
    JobRunResult Refuse(PlannedJob job, ValueList<AuditRunNeed> needs, AuditRunStatus status, AuditException reason);

    /// <summary>Records jobs that did not start.</summary>
    void Record(IReadOnlyList<JobRunResult> refused);
}
