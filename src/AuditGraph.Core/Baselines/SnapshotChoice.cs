using AuditGraph.Core.Snapshots.Scopes;
using AuditGraph.Core.Snapshots.Stores;

namespace AuditGraph.Core.Baselines;

/// <summary>A snapshot that was chosen to be compared with.</summary>
/// <param name="Header">The snapshot.</param>
/// <param name="PassedOver">The run that would have been chosen, had nothing spoken against it; null mostly.</param>
internal sealed record ChosenSnapshot(SnapshotHeader Header, string? PassedOver = null);

/// <summary>
/// Chooses among snapshots. Only those of runs that ended well can be chosen: what a run saw that failed, was cancelled
/// or killed is in no report, so that a comparison with it would leave those changes out of every report.
/// </summary>
/// <param name="headers">All snapshots, the oldest first.</param>
/// <param name="runs">The runs that ended well.</param>
internal sealed class SnapshotChoice(IReadOnlyList<SnapshotHeader> headers, SettledRuns runs)
{
    private readonly Dictionary<string, SnapshotHeader> snapshots = headers.ToDictionary(header => header.RunId, StringComparer.Ordinal);

    /// <summary>The runs that can be chosen, the one that ended last first.</summary>
    /// <exception cref="AuditException">The ledger cannot be read.</exception>
    public IReadOnlyList<string> Settled()
    {
        var all = new Awaited(headers, runs);
        return [.. runs.NewestFirst(() => all.AreMet()).Where(run => snapshots.ContainsKey(run.Id)).Select(run => run.Id)];
    }

    /// <summary>The snapshot of the run of a job that ended well last, whatever it looked at; null where there is none.</summary>
    /// <param name="job">The job's name.</param>
    /// <param name="missing">The last of the job's runs, if its own snapshot is not there any more; null mostly.</param>
    /// <exception cref="AuditException">The ledger cannot be read.</exception>
    public SnapshotHeader? LastOf(string job, out string? missing)
    {
        missing = null;
        string? newest = null;
        var awaited = new Awaited(headers.Where(header => header.Job == job), runs);
        foreach (SettledRun run in runs.NewestFirst(() => newest is not null && awaited.AreMet()).Where(run => run.Job == job && run.Reused is null))
        {
            if (snapshots.TryGetValue(run.Id, out SnapshotHeader? header))
            {
                return header;
            }

            missing = newest ??= run.Id;
        }

        return null;
    }

    /// <summary>The snapshots of a job's runs that ended well, the last first.</summary>
    /// <param name="job">The job's name.</param>
    /// <exception cref="AuditException">The ledger cannot be read.</exception>
    public IEnumerable<SnapshotHeader> History(string job)
    {
        var awaited = new Awaited(headers.Where(header => header.Job == job), runs);
        foreach (SettledRun run in runs.NewestFirst(() => awaited.AreMet()))
        {
            if (run.Job == job && snapshots.TryGetValue(run.Id, out SnapshotHeader? header))
            {
                yield return header;
            }
        }
    }

    /// <summary>
    /// The last snapshot, in the order of the ledger, that was taken at or before a moment: one that covers what the job
    /// looks at, else one of the job itself.
    /// </summary>
    /// <remarks>
    /// A clock that was set makes moments doubtful: where a run stands in the ledger behind one that claims a moment after
    /// the one that is sought, it cannot be told which of the two is wrong. Then one before both is chosen, because an
    /// older state hides nothing. What claims to come from the future is not believed.
    /// </remarks>
    /// <param name="moment">The moment.</param>
    /// <param name="now">What the clock says now.</param>
    /// <param name="job">The job's name.</param>
    /// <param name="scope">What the job looks at.</param>
    /// <exception cref="AuditException">The ledger cannot be read.</exception>
    public ChosenSnapshot? AtOrBefore(DateTimeOffset moment, DateTimeOffset now, string job, SnapshotScope scope)
    {
        var candidates = new Awaited(headers.Where(header => header.TakenAt <= moment), runs);
        var later = new Awaited(headers.Where(header => header.TakenAt > moment && header.TakenAt <= now), runs);
        SnapshotHeader? own = null;
        SnapshotHeader? doubtful = null;
        string? datedBack = null;
        IReadOnlyList<string> doubts = [];
        foreach (SettledRun run in runs.NewestFirst(() => candidates.AreMet()))
        {
            if (snapshots.TryGetValue(run.Id, out SnapshotHeader? header) && header.TakenAt <= moment)
            {
                bool covers = header.Scope.Covers(scope);
                bool isBeyondDoubt = later.AreMet(run.Place);
                if (runs.BeganAfter(run.Id, header.TakenAt))
                {
                    // It claims to be older than its own run: somebody dated it back.
                    datedBack ??= run.Id;
                }
                else if (covers && !isBeyondDoubt)
                {
                    doubts = doubtful is null ? later.Left(run.Place) : doubts;
                    doubtful ??= header;
                }
                else if (covers)
                {
                    return new ChosenSnapshot(header, datedBack ?? doubtful?.RunId);
                }
                else if (header.Job == job && isBeyondDoubt)
                {
                    own ??= header;
                }
            }
        }

        // A snapshot that the ledger knows nothing of casts no doubt on any other.
        return own is not null ? new ChosenSnapshot(own, datedBack ?? doubtful?.RunId)
            : doubtful is not null && doubts.All(doubt => runs.StatusOf(doubt) is null) ? new ChosenSnapshot(doubtful, datedBack)
            : null;
    }

    /// <summary>The oldest snapshot after a moment that a job can be compared with, in the order of the ledger; null where there is none.</summary>
    /// <param name="moment">The moment.</param>
    /// <param name="job">The job's name.</param>
    /// <param name="scope">What the job looks at.</param>
    /// <exception cref="AuditException">The ledger cannot be read.</exception>
    public SnapshotHeader? FirstAfter(DateTimeOffset moment, string job, SnapshotScope scope)
    {
        SnapshotHeader? first = null;
        var candidates = new Awaited(headers, runs);
        foreach (SettledRun run in runs.NewestFirst(() => candidates.AreMet()))
        {
            if (snapshots.TryGetValue(run.Id, out SnapshotHeader? header)
                && header.TakenAt > moment
                && (header.Scope.Covers(scope) || header.Job == job))
            {
                first = header;
            }
        }

        return first;
    }

    /// <summary>Snapshots whose runs are waited for while the ledger is read backwards.</summary>
    private sealed class Awaited(IEnumerable<SnapshotHeader> headers, SettledRuns runs)
    {
        private readonly List<string> ids = [.. headers.Select(header => header.RunId)];
        private int met;

        /// <summary>Whether all have been met. The oldest are looked at first, as they are met last.</summary>
        /// <param name="oldest">The place up to which that counts.</param>
        public bool AreMet(int oldest = int.MaxValue)
        {
            while (met < ids.Count && runs.HasMet(ids[met], oldest))
            {
                met++;
            }

            return met == ids.Count;
        }

        public IReadOnlyList<string> Left(int oldest) => [.. ids.Where(id => !runs.HasMet(id, oldest))];
    }
}
