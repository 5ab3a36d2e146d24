using AuditGraph.Core.Actions;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Errors;
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
        OutputPathPolicy.Resolve(workspace.Root, job.OutputPath);
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
        OutputPathPolicy.Resolve(workspace.Root, job.OutputPath);
        IAuditAction action = ActionCatalog.Create(job.ActionType, workspace, disk, clock);
        var ledger = new RunLedger(workspace.Paths, disk, clock, observer);
        string runId = NewRunId();
        DateTimeOffset started = clock.GetUtcNow();
        observer.OnVerbose($"Running the job '{job.Name}' ({job.ActionType}) as {runId}.");
        FileLock alive = ledger.Begin(runId, job.Name, cancellation);
        JobRunResult result;
        try
        {
            AuditActionContext context = ContextOf(job, runId, asOf, observer);
            (AuditJobRun run, PreparedFile? output, AuditException? error, ChangeHead? changes) = Execute(action, context, started, cancellation);
            using (output)
            {
                byte[] record = RunRecord.Write(run, OriginOf(job, action, context.AsOf));
                ledger.Prepare(runId, record);
                ledger.Finish(run, record, output);
            }

            observer.OnVerbose($"The run {runId} is recorded as {RunRecord.StatusName(run.Status)}.");
            result = new JobRunResult(run, error, changes);
        }
        finally
        {
            ledger.Leave(alive, runId);
        }

        if (workspace.Settings.Keep is not null && result.Run.Status == AuditRunStatus.Ok)
        {
            new SnapshotRetention(workspace, disk, clock, observer).TryCollect(cancellation);
        }

        return result;
    }

    private (AuditJobRun Run, PreparedFile? Output, AuditException? Error, ChangeHead? Changes) Execute(
        IAuditAction action, AuditActionContext context, DateTimeOffset started, CancellationToken cancellation)
    {
        AuditJob job = context.Job;
        var run = new AuditJobRun
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
        try
        {
            AuditActionResult result = action.Run(context, cancellation);
            byte[] report = ReportFormats.WriterFor(job.OutputFormat).Write(result.Report, redactor, cancellation);
            cancellation.ThrowIfCancellationRequested();

            // The folders may have changed while the action was at work, so the path is judged again.
            string outputPath = OutputPathPolicy.Resolve(workspace.Root, job.OutputPath);
            PreparedFile output = new AtomicFile(disk).Prepare(outputPath, report, context.RunId);
            foreach (string warning in result.Warnings)
            {
                context.Observer.OnWarning(warning);
            }

            return (Finished(run, AuditRunStatus.Ok) with
            {
                OutputPath = outputPath,
                OutputBytes = report.Length,
                OutputSha256 = ContentHash.Of(report).ToString(),
                Evidence = result.Evidence,
                Baseline = result.Baseline,
                BaselineRoot = result.BaselineRoot,
                SnapshotRoot = result.SnapshotRoot,
                Counts = result.Counts,
                Warnings = result.Warnings.Select(redactor.Redact).ToValueList(),
            }, output, null, ChangeHead.Of(result.Report, redactor));
        }
        catch (Exception failure)
        {
            AuditException error = Explain(failure, job);
            return (Finished(run, AuditRunStatus.Failed) with
            {
                ErrorName = error.Descriptor.Name,
                ErrorMessage = redactor.Redact(error.Message),
            }, null, error, null);
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
        Path.GetRelativePath(workspace.Root, job.ConfigPath),
        JobDefinition.ToJson(job, redactor),
        action.Descriptor.ReportVersion,
        ToolVersion.Text,
        Environment.MachineName,
        Environment.UserName,
        Environment.ProcessId);

    private string NewRunId() => Guid.CreateVersion7(clock.GetUtcNow()).ToString();
}
