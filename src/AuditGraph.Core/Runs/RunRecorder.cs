using AuditGraph.Core.Actions;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Redaction;
using AuditGraph.Core.Reports;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Runs;

/// <summary>Records how runs ended, also where they never started or take the reports of earlier ones, and puts their outputs in place.</summary>
/// <param name="workspace">The workspace.</param>
/// <param name="disk">The disk.</param>
/// <param name="clock">The clock.</param>
/// <param name="actions">The actions of the jobs.</param>
internal sealed class RunRecorder(Workspace workspace, IDisk disk, TimeProvider clock, JobActions actions)
{
    private readonly SecretRedactor redactor = new(workspace.Settings.Redaction);

    private readonly RunRecordStore records = new(workspace.Paths, disk);

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
        return Record(run.Ledger, [new PreparedEnd(run, prepared)])[0]!;
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
            Record(runs.Key, [.. runs.Select(one => new PreparedEnd(one.Run, Prepare(one.Run, one.Result.Run, one.Result.Run.StartedAt, [], null, one.Result.Error, evidence: null)))]);
        }
    }

    /// <summary>Records runs that take the reports of earlier ones.</summary>
    /// <param name="runs">The runs.</param>
    /// <returns>How each ended, in the same order; null where what was decided was no longer so, and the job is to run.</returns>
    /// <exception cref="AuditException">A run could not be recorded.</exception>
    public IReadOnlyList<JobRunResult?> Reuse(IReadOnlyList<RunReuse> runs)
    {
        if (runs.Count == 0)
        {
            return [];
        }

        var results = new JobRunResult?[runs.Count];
        var prepared = new PreparedRun?[runs.Count];
        FlushTogether.Do(runs.Count, index => prepared[index] = TryPrepareReuse(runs[index]));
        foreach (IGrouping<RunLedger, int> group in Enumerable.Range(0, runs.Count)
            .Where(index => prepared[index] is not null).GroupBy(index => runs[index].Run.Ledger))
        {
            int[] places = [.. group];
            JobRunResult?[] ended = Record(group.Key, [.. places.Select(index => new PreparedEnd(runs[index].Run, prepared[index]!))]);
            for (int index = 0; index < places.Length; index++)
            {
                results[places[index]] = ended[index];
            }
        }

        return results;
    }

    private JobRunResult?[] Record(RunLedger ledger, IReadOnlyList<PreparedEnd> runs)
    {
        IReadOnlyList<RunEnding> endings = ledger.Finish([.. runs.Select(one => one.Prepared)]);
        var results = new JobRunResult?[runs.Count];
        for (int index = 0; index < results.Length; index++)
        {
            (OpenRun run, PreparedRun prepared) = runs[index];
            if (endings[index].IsOutdated)
            {
                foreach (PreparedFile output in prepared.Outputs)
                {
                    output.Discard();
                }

                continue;
            }

            if (endings[index].Misplaced is null)
            {
                run.Announcement.Leave(run.Id);
            }

            results[index] = new JobRunResult(prepared.Run, prepared.Error ?? endings[index].Misplaced, prepared.Head, VerdictRule.Explain(run.Job, prepared.Run, actions.DescriptorOf(run.Job).IsCheck));
        }

        return results;
    }

    private PreparedRun PrepareGood(OpenRun run, AuditJobRun begun, IReadOnlyList<RunAttempt> attempts, RunAttempt good)
    {
        try
        {
            // The folders may have changed while the action was at work, so the path is judged again.
            NewFile[] outputs = [.. run.Job.Outputs.Zip(
                good.Reports!, (output, report) => new NewFile(OutputPathPolicy.Resolve(workspace.Root, output.RelativePath), report.Content.Parts()))];
            ActionResult result = good.Result!;
            AuditJobRun ended = Finished(begun, AuditRunStatus.Ok) with
            {
                Verdict = VerdictRule.Judge(run.Job, result),
                Attempts = Tell(attempts),
                Outputs = outputs.Zip(good.Reports!, (output, report) => new AuditRunOutput(output.Path, report.Hash.ToString(), report.Content.Length)).ToValueList(),
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
            return Prepare(run, ended, good.AsOf, outputs, good.Data, null, good.Evidence) with { Head = new(ReportHead.Of(result.Report, redactor)) };
        }
        catch (Exception failure)
        {
            AuditException error = RunFailure.Explain(failure, run.Job, null);
            return PrepareFailed(run, begun, [.. attempts.SkipLast(1), good with { Result = null, Reports = null, Data = null, Error = error }], good.AsOf, error);
        }
    }

    /// <summary>Prepares a run that takes the report of an earlier one; null where its output cannot be written again.</summary>
    private PreparedRun? TryPrepareReuse(RunReuse reuse)
    {
        (OpenRun run, ValueList<AuditRunNeed> needs, ReuseDecision decision, long decidedAt) = reuse;
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
                Outputs = source.Outputs,
                ReportSha256 = source.ReportSha256,
                ReportBytes = source.ReportBytes,
                EvidenceFiles = source.EvidenceFiles,
                Evidence = source.Evidence,
                Baseline = source.Baseline,
                BaselineRoot = source.BaselineRoot,
                SnapshotRoot = source.SnapshotRoot,
                SnapshotSha256 = source.SnapshotSha256,
                Counts = source.Counts,
                Warnings = [.. decision.Warnings.Select(warning => RecordText.Of(warning, redactor)), .. source.Warnings],
            };
            foreach (AuditJobOutput output in run.Job.Outputs)
            {
                OutputPathPolicy.Resolve(workspace.Root, output.RelativePath);
            }

            return Prepare(run, ended, source.AsOf ?? now, decision.Restored, null, null, evidence: null) with
            {
                Head = decision.Head,
                DecidedAt = decidedAt,
            };
        }
        catch (AuditException)
        {
            // A run of its own meets the same, and tells of it.
            return null;
        }
    }

    private ValueList<AuditFingerprintPart> FingerprintOf(AuditJob job, ActionResult result)
    {
        ValueList<AuditFingerprintPart> own = result.Fingerprint.Count == 0 ? []
            : JobFingerprint.Of(job, actions.DescriptorOf(job), redactor, workspace.Settings.Redaction);
        return own.Count == 0 ? [] : [.. own, .. result.Fingerprint];
    }

    private ValueList<AuditRunReason> Masked(ValueList<AuditRunReason> reasons) => reasons.Select(reason => reason with
    {
        Old = reason.Old is null ? null : RecordText.Of(reason.Old, redactor),
        New = reason.New is null ? null : RecordText.Of(reason.New, redactor),
        Names = reason.Names.Select(name => RecordText.Of(name, redactor)).ToValueList(),
    }).ToValueList();

    private PreparedRun PrepareFailed(
        OpenRun run, AuditJobRun begun, IReadOnlyList<RunAttempt> attempts, DateTimeOffset asOf, AuditException error)
    {
        AuditJobRun ended = Finished(begun, AuditRunStatus.Failed) with
        {
            Attempts = Tell(attempts),
            ErrorName = error.Descriptor.Name,
            ErrorMessage = RecordText.Of(error.Message, redactor),
        };
        return Prepare(run, ended, asOf, [], null, error, attempts[^1].Evidence);
    }

    /// <summary>
    /// Puts on the disk all that is to be put in place, so that what remains is short: the record, which names the outputs, first.
    /// </summary>
    private PreparedRun Prepare(
        OpenRun run,
        AuditJobRun ended,
        DateTimeOffset asOf,
        IReadOnlyList<NewFile> outputs,
        PackedReport? data,
        AuditException? error,
        IReadOnlyList<PackedEvidence>? evidence)
    {
        ended = ended with { AsOf = InstantText.Truncate(asOf) };
        if (evidence is not null)
        {
            ended = ended with { EvidenceFiles = evidence.Select(file => Tell(run, file)).ToValueList() };
        }

        byte[] record = RunRecord.Write(ended, OriginOf(run.Job));
        return new PreparedRun(ended, record, run.Ledger.Prepare(run.Id, record, data, outputs, evidence ?? []), error, null);
    }

    private AuditEvidenceFile Tell(OpenRun run, PackedEvidence file)
    {
        string name = RecordText.Of(file.Name, redactor);
        return new AuditEvidenceFile(
            name,
            file.IsOfWorkspace ? Path.Join(workspace.Root, name) : null,
            file.Hash.ToString(),
            file.Bytes,
            file.KeptName is { } kept ? records.EvidenceOf(run.Id, kept) : null);
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

    // The clock may have been set back meanwhile; no run ends before it began.
    private AuditJobRun Finished(AuditJobRun run, AuditRunStatus status) => run with
    {
        Status = status,
        FinishedAt = InstantText.Truncate(clock.GetUtcNow()) is var now && now > run.StartedAt ? now : run.StartedAt,
    };

    private RunOrigin OriginOf(AuditJob job) => new(
        RecordText.Of(Path.GetRelativePath(workspace.Root, job.ConfigPath), redactor),
        JobDefinition.ToJson(job, redactor),
        actions.DescriptorOf(job).ReportVersion,
        ToolVersion.Text,
        RecordText.Of(Environment.MachineName, redactor),
        RecordText.Of(Environment.UserName, redactor),
        Environment.ProcessId);

    private sealed record PreparedEnd(OpenRun Run, PreparedRun Prepared);
}
