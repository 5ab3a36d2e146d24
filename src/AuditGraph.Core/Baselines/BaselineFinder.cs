using AuditGraph.Core.Canonical;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Git;
using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Scopes;
using AuditGraph.Core.Snapshots.Stores;
using AuditGraph.Core.Snapshots.Trees;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Baselines;

/// <summary>
/// Chooses what the workspace is compared with: a snapshot, else a commit, else modification times. For several threads at
/// once; git is asked outside of the lock, because it may take its time.
/// </summary>
/// <param name="paths">The profile.</param>
/// <param name="store">The snapshots of the workspace.</param>
/// <param name="runs">The runs that ended well.</param>
/// <param name="repository">The git repository around it.</param>
/// <param name="clock">The clock.</param>
internal sealed class BaselineFinder(ProfilePaths paths, SnapshotStore store, SettledRuns runs, GitRepository repository, TimeProvider clock)
{
    private readonly Turnstile turn = new();

    private readonly SnapshotChoice choice = new(store.List(), runs);

    private readonly LastSeen lastSeen = new(store, new SnapshotChoice(store.List(), runs));

    private readonly SnapshotVoucher voucher = new(paths, runs);

    // Many jobs of an invocation compare with the same.
    private readonly Dictionary<FoundKey, SnapshotBaseline> found = [];

    private const string GitNote =
        "Content that git converts on checkout (line endings, filters such as Git LFS) counts as modified, and a file that "
        + "was there without being committed counts as added.";

    private const string ModificationTimeNote =
        "Modification times cannot show what was removed, renamed or put back in time, nor tell an added file from a modified "
        + "one: every file that was modified after the moment is listed as modified.";

    private const string NoEarlierRun = "nothing, because no earlier run of the job ended well and has a snapshot";

    private const string UnknownIgnoresNote =
        "The baseline was taken by a version that did not keep the ignore files: what they left out then and do not now counts as added.";

    /// <summary>The baseline that is meant.</summary>
    /// <param name="request">What is meant.</param>
    /// <param name="job">The job's name.</param>
    /// <param name="asOf">The moment that counts as now.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="AuditRunException">
    /// <c>BaselineNotFound</c>: what it names does not exist. One of <see cref="GitErrors"/>: git cannot tell.
    /// </exception>
    public Baseline Find(BaselineRequest request, string job, DateTimeOffset asOf, CancellationToken cancellation) => request.Since switch
    {
        { Kind: SinceKind.Run } since => OfRun(since.RunId!.Value.ToString(), job, request.Scope, cancellation),
        { Kind: SinceKind.LastRun } => OfLastRun(job, request.Scope, cancellation),
        { Kind: SinceKind.GitRevision } since => OfCommit(repository.ResolveCommit(since.Revision!, cancellation)),
        { Kind: SinceKind.Instant } since => OfMoment(since.Instant!.Value, job, request, cancellation),
        var since => OfMoment(DurationText.Before(asOf, since.Duration!.Value), job, request, cancellation),
    };

    /// <summary>What is known of what a scan did not see.</summary>
    /// <param name="scan">The scan.</param>
    /// <param name="job">The name of the job that it is of.</param>
    /// <param name="cancellation">Ends the waiting for others.</param>
    public CarriedKnowledge Carry(ScanResult scan, string job, CancellationToken cancellation)
    {
        using (turn.Enter(cancellation))
        {
            return lastSeen.Carry(scan, job);
        }
    }

    /// <summary>What the ledger tells of a clock that was set back before a run began, in a sentence; null where it was not.</summary>
    /// <param name="runId">The run, whose start is in the ledger.</param>
    /// <param name="cancellation">Ends the waiting for others.</param>
    public string? DescribeClock(string runId, CancellationToken cancellation)
    {
        using (turn.Enter(cancellation))
        {
            return DescribeLater(runs.FindLaterBefore(runId));
        }
    }

    /// <summary>The same for a run that would begin now, and whose start is not in the ledger.</summary>
    /// <param name="now">What the clock says.</param>
    /// <param name="cancellation">Ends the waiting for others.</param>
    public string? DescribeClockAt(DateTimeOffset now, CancellationToken cancellation)
    {
        using (turn.Enter(cancellation))
        {
            return DescribeLater(runs.FindNewestAfter(now));
        }
    }

    private static string? DescribeLater(string? run) => run is null ? null
        : $"The clock went backwards: the run {run} stands in the ledger before this one and has a later time. "
            + "The order of runs is the ledger's, whatever their times.";

    private Baseline OfMoment(DateTimeOffset moment, string job, BaselineRequest request, CancellationToken cancellation)
    {
        SnapshotScope scope = request.Scope;
        if (FindAtOrBefore(moment, job, scope, cancellation) is { } found)
        {
            return found;
        }

        if (request.TakesSnapshotsAlone)
        {
            return Take("nothing, because the workspace has no snapshot from that moment or before", warning: null);
        }

        try
        {
            return repository.Locate(cancellation) is null
                ? Times("The workspace has no snapshot from that moment or before, and is in no git work tree.")
                : repository.FindCommitBefore(moment, cancellation) is { } commit ? OfCommit(commit)
                : Times("The workspace has no snapshot and its git repository no commit from that moment or before.");
        }
        catch (AuditRunException failure) when (request.AllowsFallback && GitErrors.Contains(failure.Descriptor))
        {
            return Times("The workspace has no snapshot from that moment or before, and git could not tell of a commit.") with
            {
                Warnings = [$"The report rests on modification times, because git could not answer. {failure.Message}"],
            };
        }

        Baseline Times(string reason) => OfModificationTimes(moment, reason, job, scope, cancellation);
    }

    private SnapshotBaseline? FindAtOrBefore(DateTimeOffset moment, string job, SnapshotScope scope, CancellationToken cancellation)
    {
        using (turn.Enter(cancellation))
        {
            if (choice.AtOrBefore(moment, clock.GetUtcNow(), job, scope) is not { } chosen)
            {
                return null;
            }

            SnapshotBaseline found = OfSnapshot(chosen.Header, job, scope, cancellation);
            return chosen.PassedOver is not { } doubtful ? found : found with
            {
                Warnings =
                [
                    .. found.Warnings,
                    $"It is in doubt when the snapshot of the run {doubtful} was taken, since the ledger's entries and it contradict each other; "
                        + "an older one was taken as the baseline.",
                ],
            };
        }
    }

    private SnapshotBaseline OfRun(string runId, string job, SnapshotScope scope, CancellationToken cancellation)
    {
        using (turn.Enter(cancellation))
        {
            if (runs.StatusOf(runId) is var status and not AuditRunStatus.Ok && DescribeRefusal(runId, status) is { } refusal)
            {
                throw NotFound(runId, refusal);
            }

            // What a run saw that took the report of an earlier one is what that one saw.
            runId = runs.Find(runId)?.Reused ?? runId;
            SnapshotHeader header = store.Find(runId) ?? throw NotFound(runId, store.DescribeAbsence(runId));
            return header.Job == job || header.Scope.Covers(scope)
                ? OfSnapshot(header, job, scope, cancellation)
                : throw NotFound(
                    runId, $"The run {runId} looked at other files: its include, exclude and other settings are not those of this job.");
        }
    }

    private string? DescribeRefusal(string runId, AuditRunStatus? status) => status switch
    {
        AuditRunStatus.Failed => $"The run {runId} failed, so what it saw is in no report and is not compared with.",
        AuditRunStatus.Abandoned => $"The process of the run {runId} ended before the run did, so what it saw is in no report and is not compared with.",
        AuditRunStatus.Pending => $"The run {runId} has not ended, as far as the ledger knows, so what it saw is not compared with.",
        _ when store.Find(runId) is not null => $"The ledger knows no run {runId}, so nothing vouches for its snapshot.",
        _ => null,
    };

    private Baseline OfLastRun(string job, SnapshotScope scope, CancellationToken cancellation)
    {
        using (turn.Enter(cancellation))
        {
            SnapshotHeader? header = choice.LastOf(job, out string? missing);
            bool isTold = missing is null || store.Damaged.Any(damaged => damaged.RunId == missing);
            if (header is null)
            {
                return Take(NoEarlierRun, isTold ? null
                    : $"The job has run before, but the snapshot of its last run, {missing}, is not there any more, "
                        + "nor any older one: what changed since cannot be told.");
            }

            SnapshotBaseline last = OfSnapshot(header, job, scope, cancellation);
            return isTold ? last : last with
            {
                Warnings =
                [
                    .. last.Warnings,
                    $"The snapshot of the job's last run, {missing}, is not there any more; an older one is compared with.",
                ],
            };
        }
    }

    private static FirstBaseline Take(string description, string? warning) => new()
    {
        Name = FirstBaseline.Identity,
        Description = description,
        Notes = ["There is nothing to compare with yet: what is there now was taken as the baseline of the job's next run."],
        Warnings = warning is null ? [] : [warning],
    };

    private SnapshotBaseline OfSnapshot(SnapshotHeader header, string job, SnapshotScope scope, CancellationToken cancellation)
    {
        // What another job looked at besides was never this job's concern; what this job itself looked at has left its scope.
        bool isCut = header.Job != job && !header.Scope.Equals(scope);
        if (found.TryGetValue(new FoundKey(header.RunId, scope, isCut), out SnapshotBaseline? known))
        {
            return known;
        }

        return found[new FoundKey(header.RunId, scope, isCut)] = Read(header, scope, isCut, cancellation);
    }

    private SnapshotBaseline Read(SnapshotHeader header, SnapshotScope scope, bool isCut, CancellationToken cancellation)
    {
        string? doubt = voucher.FindDoubt(header);
        SnapshotTree tree = store.Open(header);
        SnapshotTree known = header.Gaps == 0 ? tree : lastSeen.OpenKnown(header);
        return new SnapshotBaseline(
            isCut ? SnapshotStore.Cut(header, tree, scope, cancellation) : tree,
            isCut ? SnapshotStore.Cut(header, known, scope, cancellation) : known,
            header,
            store.ReadLastSeen(header),
            isCut)
        {
            Name = $"run:{header.RunId}",
            Description = $"the snapshot of the run {header.RunId}",
            Notes = header.Ignores is null && header.Scope.RespectGitignore ? [UnknownIgnoresNote] : [],
            Warnings = doubt is null ? [] : [doubt],
        };
    }

    private static GitBaseline OfCommit(string commit) => new(commit)
    {
        Name = $"git:{commit}",
        Description = $"the git commit {commit}",
        Notes = [GitNote],
    };

    private ModificationTimeBaseline OfModificationTimes(
        DateTimeOffset moment, string reason, string job, SnapshotScope scope, CancellationToken cancellation)
    {
        SnapshotBaseline? later;
        using (turn.Enter(cancellation))
        {
            later = choice.FirstAfter(moment, job, scope) is { } header ? OfSnapshot(header, job, scope, cancellation) : null;
        }

        return new ModificationTimeBaseline(moment, later)
        {
            Name = "mtime",
            Description = later is null
                ? "the files' modification times"
                : $"the files' modification times, and {later.Description} from after the moment",
            Notes = later is null
                ? [reason, ModificationTimeNote]
                :
                [
                    reason,
                    ModificationTimeNote,
                    $"What was added, removed or renamed after {later.Description}, the first after the moment, "
                        + "is known from that and listed; what was before it is not.",
                ],
        };
    }

    private static AuditRunException NotFound(string target, string message) =>
        new(RunErrors.BaselineNotFound, message) { Target = target };

    private sealed record FoundKey(string RunId, SnapshotScope Scope, bool IsCut);
}
