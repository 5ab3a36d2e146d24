namespace AuditGraph.Core.Runs;

/// <summary>Which runs are asked for.</summary>
/// <param name="Job">Chooses by the job's name, or null for all.</param>
/// <param name="Status">Chooses by status, or null for all.</param>
internal sealed record RunFilter(Func<string, bool>? Job = null, AuditRunStatus? Status = null)
{
    /// <summary>Whether a run is asked for.</summary>
    public bool Matches(string job, AuditRunStatus status) =>
        (Status is null || Status == status) && (Job is null || Job(job));
}
