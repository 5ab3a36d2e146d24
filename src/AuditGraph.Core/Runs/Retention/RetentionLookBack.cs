using AuditGraph.Core.Snapshots.Scopes;
using AuditGraph.Core.Snapshots.Stores;

namespace AuditGraph.Core.Runs.Retention;

/// <summary>A job that looks back some time: each snapshot it could be compared with becomes its baseline at some moment to come.</summary>
/// <param name="Job">The job's name.</param>
/// <param name="Since">When the snapshot was taken that it would be compared with now.</param>
/// <param name="Scope">What the job looks at.</param>
internal sealed record RetentionLookBack(string Job, DateTimeOffset Since, SnapshotScope Scope)
{
    /// <summary>Whether a snapshot is one of those.</summary>
    public bool Needs(SnapshotHeader snapshot) => snapshot.TakenAt >= Since && (snapshot.Scope.Covers(Scope) || snapshot.Job == Job);
}
