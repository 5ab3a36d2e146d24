namespace AuditGraph.Core.Actions.CheckRuns;

/// <summary>What the ledger tells of the runs of a job up to a moment.</summary>
internal sealed class RunStanding
{
    // A file system's own clock and the machine's may be this far apart, and clocks are set by less all the time.
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(1);

    /// <summary>The last run that ended well, or null.</summary>
    public AuditJobRun? Good { get; private set; }

    /// <summary>The last run that ended, whichever way, or null.</summary>
    public AuditJobRun? Last { get; private set; }

    /// <summary>The last run that claims a time which is yet to come, or null. It proves nothing.</summary>
    public AuditJobRun? Impossible { get; private set; }

    /// <summary>Finds out about some jobs, and reads no further than it takes.</summary>
    /// <param name="runs">What ran.</param>
    /// <param name="jobs">The jobs.</param>
    /// <param name="asOf">The moment; what began later is left out.</param>
    /// <param name="now">What the clock says.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="AuditException">The ledger cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static IReadOnlyDictionary<string, RunStanding> Find(
        IRecordedRuns runs,
        IEnumerable<string> jobs,
        DateTimeOffset asOf,
        DateTimeOffset now,
        CancellationToken cancellation)
    {
        var standings = jobs.ToDictionary(static job => job, static _ => new RunStanding(), StringComparer.Ordinal);
        HashSet<string> open = new(standings.Keys, StringComparer.Ordinal);
        foreach (AuditJobRun run in runs.NewestFirst(open.Contains))
        {
            cancellation.ThrowIfCancellationRequested();
            standings[run.Job].Take(run, asOf, now);
            if (standings[run.Job].Good is not null && open.Remove(run.Job) && open.Count == 0)
            {
                break;
            }
        }

        return standings;
    }

    private void Take(AuditJobRun run, DateTimeOffset asOf, DateTimeOffset now)
    {
        if (run.Status == AuditRunStatus.Pending)
        {
            return;
        }

        if (run.StartedAt > now + Tolerance)
        {
            Impossible ??= run;
        }
        else if (run.StartedAt <= asOf)
        {
            Last ??= run;
            Good = run.Status == AuditRunStatus.Ok ? run : null;
        }
    }
}
