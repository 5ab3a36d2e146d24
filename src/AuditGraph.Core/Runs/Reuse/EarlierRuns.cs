namespace AuditGraph.Core.Runs.Reuse;

/// <summary>
/// The last run of each of some jobs that was started and has ended, by the order of the ledger, which is read once and no
/// further than it takes. Several threads may ask at once.
/// </summary>
/// <param name="history">What ran.</param>
/// <param name="jobs">The jobs.</param>
internal sealed class EarlierRuns(RunHistory history, IEnumerable<string> jobs)
{
    private readonly HashSet<string> wanted = new(jobs, StringComparer.Ordinal);

    private readonly Lock reading = new();

    private Dictionary<string, AuditJobRun>? found;

    /// <summary>The last run of a job; null where it has none.</summary>
    /// <exception cref="AuditException">The ledger cannot be read.</exception>
    public AuditJobRun? LastOf(string job)
    {
        lock (reading)
        {
            found ??= Read();
            return found.GetValueOrDefault(job);
        }
    }

    /// <summary>A run, or null.</summary>
    /// <exception cref="AuditException">The ledger cannot be read.</exception>
    public AuditJobRun? Find(string runId)
    {
        lock (reading)
        {
            return history.Find(runId);
        }
    }

    private Dictionary<string, AuditJobRun> Read()
    {
        var runs = new Dictionary<string, AuditJobRun>(StringComparer.Ordinal);
        foreach (AuditJobRun run in history.ReadNewestFirst(new RunFilter(job => wanted.Contains(job) && !runs.ContainsKey(job))))
        {
            // What never started has said nothing of the job, and what has not ended says nothing yet.
            if (run.Status is not (AuditRunStatus.Pending or AuditRunStatus.Blocked or AuditRunStatus.Skipped)
                && runs.TryAdd(run.Job, run) && runs.Count == wanted.Count)
            {
                break;
            }
        }

        return runs;
    }
}
