using AuditGraph.Core.Actions;
using AuditGraph.Core.Baselines;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Configuration;
using AuditGraph.Core.Configuration.Diagnostics;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Ledger;
using AuditGraph.Core.Snapshots.Stores;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Runs.Retention;

/// <summary>Finds out what needs old snapshots, from the records of kept runs and from the job file.</summary>
/// <param name="workspace">The workspace.</param>
/// <param name="disk">The disk.</param>
/// <param name="clock">The clock.</param>
/// <param name="observer">Who is told of damaged records.</param>
/// <param name="catalog">The actions that there are.</param>
internal sealed class RetentionNeedsReader(Workspace workspace, IDisk disk, TimeProvider clock, IAuditObserver observer, ActionCatalog catalog)
{
    private readonly RunHistory history = new(workspace.Paths, disk, clock, observer);

    /// <summary>What needs old snapshots.</summary>
    /// <param name="snapshots">All snapshots, the oldest first.</param>
    /// <param name="before">The beginning of the kept period.</param>
    /// <exception cref="AuditConfigurationException">The job file has errors, so what its jobs name cannot be told.</exception>
    public RetentionNeeds Read(IReadOnlyList<SnapshotHeader> snapshots, DateTimeOffset before)
    {
        SettledRuns runs = SettledRuns.Open(workspace.Paths);
        var choice = new SnapshotChoice(snapshots, runs);
        var baselines = new Dictionary<string, string>(StringComparer.Ordinal);
        var unknown = new List<SnapshotHeader>();
        foreach (SnapshotHeader kept in snapshots.SkipWhile(snapshot => snapshot.TakenAt < before))
        {
            // A run that never finished has no report that a baseline would be needed for.
            if (history.Find(kept.RunId) is not { Status: AuditRunStatus.Ok or AuditRunStatus.Failed } run)
            {
                continue;
            }

            if (run.RecordPath is null)
            {
                unknown.Add(kept);
            }
            else if ((RunRecord.BaselineRun(run) ?? ApprovedBaseline.IdIn(run.Baseline)) is { } baseline)
            {
                baselines[baseline] = kept.RunId;
            }
        }

        var pinned = new Dictionary<string, string>(StringComparer.Ordinal);
        var lookBacks = new List<RetentionLookBack>();
        foreach ((AuditJob job, BaselineRequest request) in LoadJobs().SelectMany(job => catalog.Bind(job).Baselines.Select(request => (job, request))))
        {
            if (request.Since.Duration is { } duration)
            {
                DateTimeOffset moment = DurationText.Before(clock.GetUtcNow(), duration);
                lookBacks.Add(new(job.Name, AtOrBefore(moment)?.TakenAt ?? moment, request.Scope));
            }
            else if ((request.Since.Instant is { } instant ? AtOrBefore(instant)?.RunId : request.Since.RunId?.ToString()) is { } run)
            {
                pinned.TryAdd(run, job.Name);
            }

            SnapshotHeader? AtOrBefore(DateTimeOffset moment) =>
                choice.AtOrBefore(moment, clock.GetUtcNow(), job.Name, request.Scope)?.Header;
        }

        return new RetentionNeeds
        {
            Settled = choice.Settled(),
            Baselines = baselines,
            Unknown = unknown,
            Pinned = pinned,
            LookBacks = lookBacks,
            Approved = ReadApproved(),
        };
    }

    private HashSet<string> ReadApproved()
    {
        IEnumerable<RecordedEntry> newestFirst =
            LedgerView.TryOpen(workspace.Paths.Ledger)?.ReadBackwards(LedgerEntryType.BaselineApproved) ?? [];
        return [.. newestFirst.DistinctBy(recorded => recorded.Entry.Job).Select(recorded => recorded.Entry.Run)];
    }

    private ValueList<AuditJob> LoadJobs()
    {
        JobConfigFile file = JobConfig.Load(workspace.Root, isHashed: false, actions: catalog.Descriptors);
        return file.FirstError?.Code == ConfigurationErrors.ConfigNotFound.Code ? [] : file.RequireValid().Jobs;
    }
}
