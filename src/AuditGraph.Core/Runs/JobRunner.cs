using AuditGraph.Core.Actions;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Ledger;
using AuditGraph.Core.Redaction;
using AuditGraph.Core.Reports;
using AuditGraph.Core.Runs.Retention;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Runs;

/// <summary>Runs one job at a time and records every execution, also one that fails.</summary>
internal sealed class JobRunner
{
    private readonly Workspace workspace;

    private readonly IDisk disk;

    private readonly TimeProvider clock;

    private readonly SecretRedactor redactor;

    /// <summary>Makes a runner.</summary>
    /// <param name="workspace">The workspace whose jobs it runs.</param>
    /// <param name="disk">The disk.</param>
    /// <param name="clock">The clock.</param>
    public JobRunner(Workspace workspace, IDisk disk, TimeProvider clock)
    {
        this.workspace = workspace;
        this.disk = disk;
        this.clock = clock;
        redactor = new SecretRedactor(workspace.Settings.Redaction);
    }

    /// <summary>Tells what running a job would do. Writes nothing.</summary>
    /// <param name="job">The job.</param>
    /// <param name="asOf">The moment that counts as now when the baseline is chosen; null for the clock's.</param>
    /// <param name="observer">Who is told of progress and decisions.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="AuditException">The run could not start.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public JobPreview Preview(AuditJob job, DateTimeOffset? asOf, IAuditObserver observer, CancellationToken cancellation)
    {
        Admit(job);
        IAuditAction action = ActionCatalog.Create(job.ActionType, workspace, disk, clock);
        AuditActionPreview preview = action.Preview(ContextOf(job, NewRunId(), asOf, observer), cancellation);
        return new JobPreview(
            preview,
            workspace.Settings.Keep is null ? null : new SnapshotRetention(workspace, disk, clock, observer).TryForesee(cancellation));
    }

    /// <summary>
    /// Runs a job. An execution that fails or is cancelled is recorded too. After one that ends well, snapshots go that
    /// are older than the workspace's settings want them kept.
    /// </summary>
    /// <param name="job">The job.</param>
    /// <param name="asOf">The moment that counts as now when the baseline is chosen; null for the clock's.</param>
    /// <param name="observer">Who is told of progress, decisions and warnings.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="AuditException">The run could not start (nothing is recorded), or could not be recorded.</exception>
    public JobRunResult Run(AuditJob job, DateTimeOffset? asOf, IAuditObserver observer, CancellationToken cancellation)
    {
        Admit(job);
        IAuditAction action = ActionCatalog.Create(job.ActionType, workspace, disk, clock);
        var ledger = new RunLedger(workspace.Paths, disk, clock, observer);
        string runId = NewRunId();
        DateTimeOffset started = clock.GetUtcNow();
        observer.OnVerbose($"Running the job '{job.Name}' ({job.ActionType}) as {runId}.");
        using FileLock alive = ledger.Begin(runId, job.Name, cancellation);
        AuditActionContext context = ContextOf(job, runId, asOf, observer);
        PreparedRun prepared = Execute(action, context, ledger, started, cancellation);
        AuditException? misplaced = ledger.Finish(prepared.Run, prepared.Record, prepared.Output);
        if (misplaced is null)
        {
            ledger.Leave(alive, runId);
        }

        observer.OnVerbose($"The run {runId} is recorded as {RunRecord.StatusName(prepared.Run.Status)}.");
        if (workspace.Settings.Keep is not null && prepared.Run.Status == AuditRunStatus.Ok)
        {
            new SnapshotRetention(workspace, disk, clock, observer).TryCollect(cancellation);
        }

        return new JobRunResult(prepared.Run, prepared.Error ?? misplaced, prepared.Changes);
    }

    /// <summary>Does the run's work, and prepares all that is to be put in place, so that what remains is short.</summary>
    private PreparedRun Execute(
        IAuditAction action, AuditActionContext context, RunLedger ledger, DateTimeOffset started, CancellationToken cancellation)
    {
        AuditJob job = context.Job;
        var begun = new AuditJobRun
        {
            Id = context.RunId,
            Job = job.Name,
            ActionType = job.ActionType,
            Status = AuditRunStatus.Pending,
            StartedAt = InstantText.Truncate(started),
            ConfigurationSha256 = job.ConfigSha256,
            Root = workspace.Root,
            RecordPath = new RunRecordStore(workspace.Paths, disk).PathOf(context.RunId),
        };
        RunOrigin origin = OriginOf(job, action, context.AsOf);
        try
        {
            AuditActionResult result = action.Run(context, cancellation);
            byte[] report = ReportFormats.WriterFor(job.OutputFormat).Write(result.Report, redactor, cancellation);
            cancellation.ThrowIfCancellationRequested();

            // The folders may have changed while the action was at work, so the path is judged again.
            string outputPath = OutputPathPolicy.Resolve(workspace.Root, job.OutputPath);
            string[] warnings =
            [
                .. new PreviousReport(
                    new LedgerLog(workspace.Paths, disk, clock, context.Observer), new RunRecordStore(workspace.Paths, disk), workspace.Root)
                    .FindChanges(outputPath, cancellation),
                .. result.Warnings,
            ];
            foreach (string warning in warnings)
            {
                context.Observer.OnWarning(warning);
            }

            AuditJobRun run = Finished(begun, AuditRunStatus.Ok) with
            {
                OutputPath = outputPath,
                OutputBytes = report.Length,
                OutputSha256 = ContentHash.Of(report).ToString(),
                Evidence = result.Evidence,
                Baseline = result.Baseline,
                BaselineRoot = result.BaselineRoot,
                SnapshotRoot = result.SnapshotRoot,
                Counts = result.Counts,
                Warnings = warnings.Select(warning => RecordText.Of(warning, redactor)).ToValueList(),
            };
            byte[] record = PrepareRecord(run, origin, ledger);
            return new PreparedRun(run, record, PrepareOutput(outputPath, report, run.Id), null, ChangeHead.Of(result.Report, redactor));
        }
        catch (Exception failure)
        {
            AuditException error = Explain(failure, job);
            AuditJobRun run = Finished(begun, AuditRunStatus.Failed) with
            {
                ErrorName = error.Descriptor.Name,
                ErrorMessage = RecordText.Of(error.Message, redactor),
            };
            return new PreparedRun(run, PrepareRecord(run, origin, ledger), null, error, null);
        }
    }

    private static byte[] PrepareRecord(AuditJobRun run, RunOrigin origin, RunLedger ledger)
    {
        byte[] record = RunRecord.Write(run, origin);
        ledger.Prepare(run.Id, record);
        return record;
    }

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

    /// <summary>Sees to it that a job's output may be where it says, and that evidence may say so.</summary>
    private void Admit(AuditJob job)
    {
        OutputPathPolicy.Resolve(workspace.Root, job.OutputPath);
        foreach (string text in new[] { job.Name, job.OutputPath })
        {
            // Masked, the ledger could not be compared with the file; as it is, the evidence could not be handed on.
            if (redactor.Redact(text) is var masked && masked != text)
            {
                throw new AuditRunException(RunErrors.SecretInName, $"The job's name or output path '{DisplayText.Escape(masked)}' looks like a secret.") { Target = masked };
            }
        }
    }

    private static AuditException Explain(Exception failure, AuditJob job) => failure switch
    {
        AuditException known => known,
        OperationCanceledException => new AuditRunException(RunErrors.Cancelled, $"The run of the job '{job.Name}' was cancelled.", failure) { Target = job.Name },
        _ => new AuditRunException(RunErrors.Unforeseen, $"An unexpected error ended the job '{job.Name}': {failure.Message}", failure) { Target = job.Name },
    };

    private AuditJobRun Finished(AuditJobRun run, AuditRunStatus status) =>
        run with { Status = status, FinishedAt = InstantText.Truncate(clock.GetUtcNow()) };

    private AuditActionContext ContextOf(AuditJob job, string runId, DateTimeOffset? asOf, IAuditObserver observer) => new()
    {
        RunId = runId,
        Job = job,
        AsOf = (asOf ?? clock.GetUtcNow()).ToUniversalTime(),
        Observer = observer,
    };

    private RunOrigin OriginOf(AuditJob job, IAuditAction action, DateTimeOffset asOf) => new(
        asOf,
        RecordText.Of(Path.GetRelativePath(workspace.Root, job.ConfigPath), redactor),
        JobDefinition.ToJson(job, redactor),
        action.Descriptor.ReportVersion,
        ToolVersion.Text,
        RecordText.Of(Environment.MachineName, redactor),
        RecordText.Of(Environment.UserName, redactor),
        Environment.ProcessId);

    private string NewRunId() => Guid.CreateVersion7(clock.GetUtcNow()).ToString();
}
