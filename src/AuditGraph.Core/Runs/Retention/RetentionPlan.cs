using AuditGraph.Core.Configuration;
using AuditGraph.Core.Snapshots.Stores;

namespace AuditGraph.Core.Runs.Retention;

/// <summary>What retention will do, or would.</summary>
/// <param name="Decisions">What becomes of each snapshot, the oldest first.</param>
/// <param name="Removal">What that takes.</param>
internal sealed record RetentionPlan(IReadOnlyList<RetentionDecision> Decisions, RemovalPlan Removal)
{
    private const int MostNamed = 3;

    /// <summary>The snapshots that go.</summary>
    public IReadOnlyList<RetentionDecision> Removed { get; } = [.. Decisions.Where(decision => decision.IsRemoved)];

    /// <summary>Sees to it that a job exists, or did when one of the snapshots was taken.</summary>
    /// <param name="root">The workspace's root.</param>
    /// <param name="name">The job's name; case is of no account.</param>
    /// <exception cref="AuditRunException"><c>JobNotFound</c>.</exception>
    /// <exception cref="AuditConfigurationException">The job file is missing or has errors.</exception>
    public void RequireJob(string root, string name)
    {
        if (!Decisions.Any(decision => string.Equals(decision.Snapshot.Job, name, StringComparison.OrdinalIgnoreCase)))
        {
            JobSelection.Find(JobConfig.Load(root, isHashed: false).RequireValid(), name);
        }
    }

    /// <summary>
    /// How many old snapshots stay because a record or a job names them, with the first of them and who does, in a
    /// sentence; null where none does. That one from before the kept period stays of each job is nothing to tell of.
    /// </summary>
    public string? DescribeStillNamed()
    {
        RetentionDecision[] named = [.. Decisions.Where(decision => decision.NeededBy is not null && !decision.IsRemoved)];
        if (named.Length == 0)
        {
            return null;
        }

        string first = string.Join("; ", named.Take(MostNamed).Select(decision => $"{decision.Snapshot.RunId} ({decision.Why})"));
        string more = named.Length > MostNamed ? $" and {named.Length - MostNamed} more" : "";
        return $"{named.Length} old {(named.Length == 1 ? "snapshot is kept because it is" : "snapshots are kept because they are")} still needed: {first}{more}.";
    }
}
