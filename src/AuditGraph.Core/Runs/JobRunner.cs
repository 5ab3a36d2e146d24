using System.Globalization;
using AuditGraph.Core.Actions;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Ledger;
using AuditGraph.Core.Redaction;
using AuditGraph.Core.Reports;
using AuditGraph.Core.Runs.Retention;
using AuditGraph.Core.Runs.Reuse;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Runs;

/// <summary>Makes the runs of jobs: begins them, tries them, and records how they ended, also where they never started.</summary>
internal sealed class JobRunner
{
    private readonly Workspace workspace;

    private readonly IDisk disk;

    private readonly TimeProvider clock;

    private readonly Func<string, WorkspaceSight, IAuditAction> createAction;

    private readonly SecretRedactor redactor;

    private readonly RunRecordStore records;

    /// <summary>Makes a runner.</summary>
    /// <param name="workspace">The workspace whose jobs it runs.</param>
    /// <param name="disk">The disk.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="createAction">Gives the action with a type; null for those of the product.</param>
    public JobRunner(Workspace workspace, IDisk disk, TimeProvider clock, Func<string, IAuditAction>? createAction = null)
    {
        this.workspace = workspace;
        this.disk = disk;
        this.clock = clock;
        this.createAction = createAction is null
            ? (type, sight) => ActionCatalog.Create(type, workspace, disk, clock, sight)
            : (type, _) => createAction(type);
        redactor = new SecretRedactor(workspace.Settings.Redaction);
        records = new RunRecordStore(workspace.Paths, disk);
    }

    /// <summary>What ran in the workspace before.</summary>
    public RunHistory OpenHistory(IAuditObserver observer) => new(workspace.Paths, disk, clock, observer);

    /// <summary>Tells what running a job would do. Writes nothing.</summary>
    /// <param name="job">The job.</param>
    /// <param name="sight">What it would see together with the other jobs.</param>
    /// <param name="asOf">The moment that counts as now when the baseline is chosen; null for the clock's.</param>
    /// <param name="observer">Who is told of progress and decisions.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="AuditException">The run could not start.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public AuditActionPreview Preview(
        AuditJob job, WorkspaceSight sight, DateTimeOffset? asOf, IAuditObserver observer, CancellationToken cancellation)
    {
        Admit(job);
        OutputPathPolicy.Resolve(workspace.Root, job.RelativeOutputPath);
        return createAction(job.ActionType, sight).Preview(ContextOf(job, NewRunId(), asOf, observer), cancellation);
    }

    /// <summary>What jobs that are only asked about see.</summary>
    public WorkspaceSight LookOn() => new(workspace.Paths, disk) { KeepsIndex = false };

    /// <summary>Makes who decides for some jobs whether the reports of their last runs still hold.</summary>
    /// <param name="jobs">The jobs.</param>
    /// <param name="sight">What they see.</param>
    /// <param name="isForced">Whether every job is to run.</param>
    /// <param name="observer">Who is told of damaged records.</param>
    public ReuseJudge Judge(IEnumerable<AuditJob> jobs, WorkspaceSight sight, bool isForced, IAuditObserver observer) => new(
        workspace,
        clock,
        redactor,
        records,
        new EarlierRuns(OpenHistory(observer), jobs.Select(job => job.Name)),
        type => createAction(type, sight),
        isForced);

    /// <summary>What a run is given that is only thought of.</summary>
    public AuditActionContext Imagine(AuditJob job, DateTimeOffset? asOf, IAuditObserver observer) => ContextOf(job, NewRunId(), asOf, observer);

    /// <summary>What a run is given to look at its inputs.</summary>
    public AuditActionContext ContextOf(OpenRun run, DateTimeOffset? asOf, IAuditObserver observer) => ContextOf(run.Job, run.Id, asOf, observer);

    /// <summary>Records runs that take the reports of earlier ones.</summary>
    /// <param name="runs">The runs, each with how the needs of its job had ended, what was decided, and the size of the ledger before.</param>
    /// <returns>How each ended, in the same order; null where what was decided was no longer so, and the job is to run.</returns>
    /// <exception cref="AuditException">A run could not be recorded.</exception>
    public IReadOnlyList<JobRunResult?> Reuse(
        IReadOnlyList<(OpenRun Run, ValueList<AuditRunNeed> Needs, ReuseDecision Decision, long DecidedAt)> runs)
    {
        var results = new JobRunResult?[runs.Count];
        var prepared = new List<(int Index, OpenRun Run, PreparedRun Prepared)>();
        for (int index = 0; index < runs.Count; index++)
        {
            (OpenRun run, ValueList<AuditRunNeed> needs, ReuseDecision decision, long decidedAt) = runs[index];
            if (TryPrepareReuse(run, needs, decision) is { } ready)
            {
                prepared.Add((index, run, ready with { DecidedAt = decidedAt }));
            }
        }

        foreach (IGrouping<RunLedger, (int Index, OpenRun Run, PreparedRun Prepared)> group in prepared.GroupBy(one => one.Run.Ledger))
        {
            IReadOnlyList<JobRunResult?> ended = Record(group.Key, [.. group.Select(one => (one.Run, one.Prepared))]);
            foreach (((int index, _, _), JobRunResult? result) in group.Zip(ended))
            {
                results[index] = result;
            }
        }

        return results;
    }

    /// <summary>Tells what <see cref="Collect"/> would remove; null where nothing. Writes nothing.</summary>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public RetentionPlan? ForeseeCollection(IAuditObserver observer, CancellationToken cancellation) =>
        workspace.Settings.Keep is null ? null : new SnapshotRetention(workspace, disk, clock, observer).TryForesee(cancellation);

    /// <summary>
    /// Records that runs of some jobs begin, all at once, and settles those that were found dead. From then on each has
    /// an end in the ledger, whatever happens: where this process ends before, they are found abandoned.
    /// </summary>
    /// <param name="jobs">The jobs; the runs' ids are in their order.</param>
    /// <param name="invocationId">What the runs are part of.</param>
    /// <param name="observer">Who is told of waiting for others.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="AuditException">A run could not begin; none has.</exception>
    /// <exception cref="OperationCanceledException">The waiting was cancelled; none has begun.</exception>
    public IReadOnlyList<OpenRun> Begin(
        IReadOnlyList<AuditJob> jobs, string invocationId, IAuditObserver observer, CancellationToken cancellation)
    {
        foreach (AuditJob job in jobs)
        {
            Admit(job);
        }

        DateTimeOffset now = clock.GetUtcNow();
        string[] ids = [.. jobs.Select(_ => Guid.CreateVersion7(now).ToString()).Order(StringComparer.Ordinal)];
        var ledger = new RunLedger(workspace.Paths, disk, clock, observer);
        RunAnnouncement announcement = ledger.Begin([.. ids.Zip(jobs, (id, job) => (id, job.Name))], cancellation);
        var sight = new WorkspaceSight(workspace.Paths, disk);
        return [.. jobs.Select((job, index) => new OpenRun(job, ids[index], invocationId, ledger, sight, announcement))];
    }

    /// <summary>Tries a job once. Whatever ends the attempt is in what is returned.</summary>
    /// <param name="run">The run.</param>
    /// <param name="number">Which try it is, from 1.</param>
    /// <param name="asOf">The moment that counts as now when the baseline is chosen; null for the clock's.</param>
    /// <param name="observer">Who is told of progress, decisions and warnings.</param>
    /// <param name="limit">Ends the attempt.</param>
    public RunAttempt Attempt(OpenRun run, int number, DateTimeOffset? asOf, IAuditObserver observer, AttemptLimit limit)
    {
        DateTimeOffset started = clock.GetUtcNow();
        DateTimeOffset moment = (asOf ?? started).ToUniversalTime();
        try
        {
            string outputPath = OutputPathPolicy.Resolve(workspace.Root, run.Job.RelativeOutputPath);
            AuditActionContext context = ContextOf(run.Job, run.Id, moment, observer) with { Attempt = number };
            AuditActionResult result = createAction(run.Job.ActionType, run.Sight).Run(context, limit.Token);
            byte[] report = ReportFormats.WriterFor(run.Job.OutputFormat).Write(result.Report, redactor, limit.Token);
            PackedReport data = PackedReport.Pack(ReportRedaction.Apply(result.Report, redactor, limit.Token), limit.Token);
            IReadOnlyList<string> replaced = FindReplaced(outputPath, observer, limit.Token);
            result = result with
            {
                Warnings = [.. replaced, .. result.Warnings],

                // What this run alone has to say of what it replaces is in no other run's record.
                Fingerprint = replaced.Count == 0 ? result.Fingerprint : [],
            };
            if (VerdictRule.Warn(run.Job, result) is { } doubt)
            {
                result = result with { Warnings = [.. result.Warnings, doubt] };
            }

            if (!limit.TryClose())
            {
                throw new OperationCanceledException();
            }

            foreach (string warning in result.Warnings)
            {
                observer.OnWarning(warning);
            }

            return new RunAttempt(started, limit.Elapsed, moment, result, report, data, null);
        }
        catch (Exception failure)
        {
            return new RunAttempt(started, limit.Elapsed, moment, null, null, null, Explain(failure, run.Job, limit));
        }
    }

    /// <summary>Records how a run ended, and puts its output in place.</summary>
    /// <param name="run">The run.</param>
    /// <param name="attempts">Every attempt, of which the last one tells how the run ended.</param>
    /// <param name="needs">How the needs of its job had ended.</param>
    /// <param name="reasons">Why it ran.</param>
    /// <param name="cancelled">Why there was no further attempt, where it was cancelled between two; else null.</param>
    /// <exception cref="AuditException">The run could not be recorded.</exception>
    public JobRunResult End(
        OpenRun run,
        IReadOnlyList<RunAttempt> attempts,
        ValueList<AuditRunNeed> needs,
        ValueList<AuditRunReason> reasons,
        AuditException? cancelled)
    {
        RunAttempt last = attempts[^1];
        AuditJobRun begun = Describe(run, attempts[0].StartedAt, needs) with { Reasons = Masked(reasons) };
        PreparedRun prepared = cancelled is null && last.Error is null
            ? PrepareGood(run, begun, attempts, last)
            : PrepareFailed(run, begun, attempts, last.AsOf, cancelled ?? last.Error!);
        return Record(run.Ledger, [(run, prepared)])[0]!;
    }

    /// <summary>Tells of a run that does not start; <c>Record</c> records it.</summary>
    /// <param name="run">The run.</param>
    /// <param name="needs">How the needs of its job had ended.</param>
    /// <param name="status">How it ends.</param>
    /// <param name="reason">Why it does not start.</param>
    public JobRunResult Refuse(OpenRun run, ValueList<AuditRunNeed> needs, AuditRunStatus status, AuditException reason) => new(
        Finished(Describe(run, clock.GetUtcNow(), needs), status) with
        {
            ErrorName = reason.Descriptor.Name,
            ErrorMessage = RecordText.Of(reason.Message, redactor),
        },
        reason);

    /// <summary>Records runs that did not start.</summary>
    /// <exception cref="AuditException">They could not be recorded.</exception>
    public void Record(IReadOnlyList<(OpenRun Run, JobRunResult Result)> refused)
    {
        foreach (IGrouping<RunLedger, (OpenRun Run, JobRunResult Result)> runs in refused.GroupBy(one => one.Run.Ledger))
        {
            Record(runs.Key, [.. runs.Select(one => (one.Run, Prepare(one.Run, one.Result.Run, one.Result.Run.StartedAt, null, null, one.Result.Error)))]);
        }
    }

    /// <summary>Removes snapshots that are older than the workspace's settings want them kept, if they say so.</summary>
    /// <param name="observer">Who is told of decisions and warnings.</param>
    /// <param name="cancellation">Stops the work.</param>
    public void Collect(IAuditObserver observer, CancellationToken cancellation)
    {
        if (workspace.Settings.Keep is not null)
        {
            new SnapshotRetention(workspace, disk, clock, observer).TryCollect(cancellation);
        }
    }

    private static JobRunResult?[] Record(RunLedger ledger, IReadOnlyList<(OpenRun Run, PreparedRun Prepared)> runs)
    {
        IReadOnlyList<RunEnding> endings = ledger.Finish([.. runs.Select(one => one.Prepared)]);
        var results = new JobRunResult?[runs.Count];
        for (int index = 0; index < results.Length; index++)
        {
            (OpenRun run, PreparedRun prepared) = runs[index];
            if (endings[index].IsOutdated)
            {
                prepared.Output?.Discard();
                continue;
            }

            if (endings[index].Misplaced is null)
            {
                run.Announcement.Leave(run.Id);
            }

            results[index] = new JobRunResult(prepared.Run, prepared.Error ?? endings[index].Misplaced, prepared.Changes, VerdictRule.Explain(run.Job, prepared.Run));
        }

        return results;
    }

    private PreparedRun PrepareGood(OpenRun run, AuditJobRun begun, IReadOnlyList<RunAttempt> attempts, RunAttempt good)
    {
        try
        {
            // The folders may have changed while the action was at work, so the path is judged again.
            string outputPath = OutputPathPolicy.Resolve(workspace.Root, run.Job.RelativeOutputPath);
            AuditActionResult result = good.Result!;
            AuditJobRun ended = Finished(begun, AuditRunStatus.Ok) with
            {
                Verdict = VerdictRule.Judge(run.Job, result),
                Attempts = Tell(attempts),
                OutputPath = outputPath,
                OutputBytes = good.Report!.Length,
                OutputSha256 = ContentHash.Of(good.Report).ToString(),
                ReportSha256 = good.Data!.Hash.ToString(),
                ReportBytes = good.Data.Bytes,
                Evidence = result.Evidence,
                Baseline = result.Baseline,
                BaselineRoot = result.BaselineRoot,
                SnapshotRoot = result.SnapshotRoot,
                SnapshotSha256 = result.SnapshotSha256,
                Counts = result.Counts,
                Fingerprint = FingerprintOf(run.Job, result),
                Warnings = result.Warnings.Select(warning => RecordText.Of(warning, redactor)).ToValueList(),
            };
            return Prepare(run, ended, good.AsOf, (outputPath, good.Report), good.Data, null) with { Changes = ChangeHead.Of(result.Report, redactor) };
        }
        catch (Exception failure)
        {
            AuditException error = Explain(failure, run.Job, null);
            return PrepareFailed(run, begun, [.. attempts.SkipLast(1), good with { Result = null, Report = null, Data = null, Error = error }], good.AsOf, error);
        }
    }

    /// <summary>Prepares a run that takes the report of an earlier one; null where its output cannot be written again.</summary>
    private PreparedRun? TryPrepareReuse(OpenRun run, ValueList<AuditRunNeed> needs, ReuseDecision decision)
    {
        AuditJobRun source = decision.Source!;
        DateTimeOffset now = clock.GetUtcNow();
        try
        {
            AuditJobRun ended = Finished(Describe(run, now, needs), AuditRunStatus.Ok) with
            {
                Verdict = source.Verdict,
                Origin = decision.Origin,
                ReusedRunId = source.Id,
                Reasons = Masked(decision.Reasons),
                OutputPath = OutputPathPolicy.Resolve(workspace.Root, run.Job.RelativeOutputPath),
                OutputBytes = source.OutputBytes,
                OutputSha256 = source.OutputSha256,
                ReportSha256 = source.ReportSha256,
                ReportBytes = source.ReportBytes,
                Evidence = source.Evidence,
                Baseline = source.Baseline,
                BaselineRoot = source.BaselineRoot,
                SnapshotRoot = source.SnapshotRoot,
                SnapshotSha256 = source.SnapshotSha256,
                Counts = source.Counts,
                Warnings = [.. decision.Warnings.Select(warning => RecordText.Of(warning, redactor)), .. source.Warnings],
            };
            return Prepare(
                run, ended, now, decision.Content is { } content ? (ended.OutputPath, content) : null, null, null) with
            { Changes = decision.Changes };
        }
        catch (AuditException)
        {
            // A run of its own meets the same, and tells of it.
            return null;
        }
    }

    private ValueList<AuditFingerprintPart> FingerprintOf(AuditJob job, AuditActionResult result)
    {
        ValueList<AuditFingerprintPart> own = result.Fingerprint.Count == 0 ? []
            : JobFingerprint.Of(job, createAction(job.ActionType, LookOn()).Descriptor, redactor, workspace.Settings.Redaction);
        return own.Count == 0 ? [] : [.. own, .. result.Fingerprint];
    }

    private ValueList<AuditRunReason> Masked(ValueList<AuditRunReason> reasons) => reasons.Select(reason => reason with
    {
        Old = reason.Old is null ? null : RecordText.Of(reason.Old, redactor),
        New = reason.New is null ? null : RecordText.Of(reason.New, redactor),
        Names = reason.Names.Select(name => RecordText.Of(name, redactor)).ToValueList(),
    }).ToValueList();

    /// <summary>What is not as it was recorded of a report that is about to be replaced, in sentences.</summary>
    public IReadOnlyList<string> FindReplaced(string outputPath, IAuditObserver observer, CancellationToken cancellation) =>
        new PreviousReport(new LedgerLog(workspace.Paths, disk, clock, observer), records, workspace.Root).FindChanges(outputPath, cancellation);

    private PreparedRun PrepareFailed(
        OpenRun run, AuditJobRun begun, IReadOnlyList<RunAttempt> attempts, DateTimeOffset asOf, AuditException error)
    {
        AuditJobRun ended = Finished(begun, AuditRunStatus.Failed) with
        {
            Attempts = Tell(attempts),
            ErrorName = error.Descriptor.Name,
            ErrorMessage = RecordText.Of(error.Message, redactor),
        };
        return Prepare(run, ended, asOf, null, null, error);
    }

    /// <summary>Puts on the disk all that is to be put in place, so that what remains is short: the record, which names the output, first.</summary>
    private PreparedRun Prepare(
        OpenRun run, AuditJobRun ended, DateTimeOffset asOf, (string Path, byte[] Content)? output, PackedReport? data, AuditException? error)
    {
        byte[] record = RunRecord.Write(ended, OriginOf(run.Job, asOf));
        run.Ledger.Prepare(run.Id, record, data);
        return new PreparedRun(ended, record, output is var (path, content) ? PrepareOutput(path, content, run.Id) : null, error, null);
    }

    private ValueList<AuditRunAttempt> Tell(IReadOnlyList<RunAttempt> attempts) =>
        attempts.Select((attempt, index) => new AuditRunAttempt(
            index + 1,
            InstantText.Truncate(attempt.StartedAt),
            TimeSpan.FromMilliseconds(Math.Floor(attempt.Duration.TotalMilliseconds)),
            attempt.Error is null ? AuditRunStatus.Ok : AuditRunStatus.Failed,
            attempt.Error?.Descriptor.Name,
            attempt.Error is { } error ? RecordText.Of(error.Message, redactor) : null)).ToValueList();

    private AuditJobRun Describe(OpenRun run, DateTimeOffset started, ValueList<AuditRunNeed> needs) => new()
    {
        Id = run.Id,
        Job = run.Job.Name,
        ActionType = run.Job.ActionType,
        InvocationId = run.InvocationId,
        Needs = needs,
        Status = AuditRunStatus.Pending,
        StartedAt = InstantText.Truncate(started),
        ConfigurationSha256 = run.Job.ConfigSha256,
        Root = workspace.Root,
        RecordPath = records.PathOf(run.Id),
    };

    private PreparedFile PrepareOutput(string path, byte[] report, string runId)
    {
        PreparedFile output = new AtomicFile(disk).Prepare(path, report, runId);
        try
        {
            output.Secure();
            return output;
        }
        catch
        {
            output.Dispose();
            throw;
        }
    }

    /// <summary>Sees to it that evidence may name a job and its output.</summary>
    private void Admit(AuditJob job)
    {
        foreach (string text in new[] { job.Name, job.RelativeOutputPath })
        {
            // Masked, the ledger could not be compared with the file; as it is, the evidence could not be handed on.
            if (redactor.Redact(text) is var masked && masked != text)
            {
                throw new AuditRunException(RunErrors.SecretInName, $"The job's name or output path '{DisplayText.Escape(masked)}' looks like a secret.") { Target = masked };
            }
        }
    }

    private static AuditException Explain(Exception failure, AuditJob job, AttemptLimit? limit) => failure switch
    {
        AuditException known => known,
        OperationCanceledException when limit is { IsTimedOut: true } => new AuditRunException(
            RunErrors.TimedOut,
            string.Create(CultureInfo.InvariantCulture, $"The job '{job.Name}' took longer than the {job.Timeout!.Value.TotalSeconds:0.###} s that its timeout allows."),
            failure)
        {
            Target = job.Name,
        },
        OperationCanceledException => Cancelled(job, failure),
        _ => new AuditRunException(RunErrors.Unforeseen, $"An unexpected error ended the job '{job.Name}': {failure.Message}", failure) { Target = job.Name },
    };

    /// <summary>The error of a run that was cancelled.</summary>
    public static AuditRunException Cancelled(AuditJob job, Exception? cause = null) =>
        new(RunErrors.Cancelled, $"The run of the job '{job.Name}' was cancelled.", cause) { Target = job.Name };

    // The clock may have been set back meanwhile; no run ends before it began.
    private AuditJobRun Finished(AuditJobRun run, AuditRunStatus status) => run with
    {
        Status = status,
        FinishedAt = InstantText.Truncate(clock.GetUtcNow()) is var now && now > run.StartedAt ? now : run.StartedAt,
    };

    private AuditActionContext ContextOf(AuditJob job, string runId, DateTimeOffset? asOf, IAuditObserver observer) => new()
    {
        RunId = runId,
        Job = job,
        AsOf = (asOf ?? clock.GetUtcNow()).ToUniversalTime(),
        Observer = observer,
    };

    private RunOrigin OriginOf(AuditJob job, DateTimeOffset asOf) => new(
        asOf,
        RecordText.Of(Path.GetRelativePath(workspace.Root, job.ConfigPath), redactor),
        JobDefinition.ToJson(job, redactor),
        createAction(job.ActionType, LookOn()).Descriptor.ReportVersion,
        ToolVersion.Text,
        RecordText.Of(Environment.MachineName, redactor),
        RecordText.Of(Environment.UserName, redactor),
        Environment.ProcessId);

    private string NewRunId() => Guid.CreateVersion7(clock.GetUtcNow()).ToString();
}
