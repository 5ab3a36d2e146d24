using AuditGraph.Core.Canonical;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Git;
using AuditGraph.Core.Snapshots.Scopes;
using AuditGraph.Core.Snapshots.Stores;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Baselines;

/// <summary>Chooses what the workspace is compared with: a snapshot, else a commit, else modification times.</summary>
/// <param name="store">The snapshots of the workspace.</param>
/// <param name="repository">The git repository around it.</param>
internal sealed class BaselineFinder(SnapshotStore store, GitRepository repository)
{
    private const string GitNote =
        "Content that git converts on checkout (line endings, filters such as Git LFS) counts as modified, and a file that "
        + "was there without being committed counts as added; submodules are not compared.";

    private const string ModificationTimeNote =
        "Modification times cannot show what was removed, renamed or put back in time, nor tell an added file from a modified "
        + "one: every file that was modified after the moment is listed as modified.";

    /// <summary>The baseline that an expression means.</summary>
    /// <param name="since">The expression.</param>
    /// <param name="context">The run.</param>
    /// <param name="scope">What the run looks at.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="AuditRunException"><c>BaselineNotFound</c>: what it names does not exist.</exception>
    public Baseline Find(SinceExpression since, AuditActionContext context, SnapshotScope scope, CancellationToken cancellation) => since.Kind switch
    {
        SinceKind.Run => OfRun(since.RunId!.Value.ToString(), scope, cancellation),
        SinceKind.LastRun => OfLastRun(context.Job.Name, scope, cancellation),
        SinceKind.GitRevision => OfCommit(repository.ResolveCommit(since.Revision!)),
        SinceKind.Instant => OfMoment(since.Instant!.Value, scope, cancellation),
        _ => OfMoment(DurationText.Before(context.AsOf, since.Duration!.Value), scope, cancellation),
    };

    private Baseline OfMoment(DateTimeOffset moment, SnapshotScope scope, CancellationToken cancellation)
    {
        if (store.NewestAtOrBefore(moment, scope) is { } header)
        {
            return OfSnapshot(header, scope, cancellation);
        }

        if (!repository.Exists())
        {
            return OfModificationTimes(moment, "The workspace has no snapshot from that moment or before, and is in no git work tree.");
        }

        return repository.FindCommitBefore(moment) is { } commit
            ? OfCommit(commit)
            : OfModificationTimes(moment, "The workspace has no snapshot and its git repository no commit from that moment or before.");
    }

    private SnapshotBaseline OfRun(string runId, SnapshotScope scope, CancellationToken cancellation)
    {
        SnapshotHeader header = store.Find(runId) ?? throw NotFound(runId, store.DescribeAbsence(runId));
        return header.Scope.Covers(scope)
            ? OfSnapshot(header, scope, cancellation)
            : throw NotFound(runId, $"The run {runId} looked at other files: its include, exclude and other settings are not those of this job.");
    }

    private SnapshotBaseline OfLastRun(string job, SnapshotScope scope, CancellationToken cancellation) =>
        store.NewestOf(job, scope) is { } header
            ? OfSnapshot(header, scope, cancellation)
            : new SnapshotBaseline(new TreeBuilder().Build(), null)
            {
                Name = "none",
                Description = "nothing, because there is no snapshot of an earlier run of the job",
                Notes = ["There is no snapshot of an earlier run of this job over the same files, so every file counts as added."],
            };

    private SnapshotBaseline OfSnapshot(SnapshotHeader header, SnapshotScope scope, CancellationToken cancellation) =>
        new(store.Open(header, scope, cancellation), header)
        {
            Name = $"run:{header.RunId}",
            Description = $"the snapshot of the run {header.RunId}",
            Notes = [],
        };

    private static GitBaseline OfCommit(string commit) => new(commit)
    {
        Name = $"git:{commit}",
        Description = $"the git commit {commit}",
        Notes = [GitNote],
    };

    private static ModificationTimeBaseline OfModificationTimes(DateTimeOffset moment, string reason) => new(moment)
    {
        Name = "mtime",
        Description = "the files' modification times",
        Notes = [reason, ModificationTimeNote],
    };

    private static AuditRunException NotFound(string target, string message) =>
        new(RunErrors.BaselineNotFound, message) { Target = target };
}
