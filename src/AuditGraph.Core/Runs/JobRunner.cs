using AuditGraph.Core.Actions;
using AuditGraph.Core.Actions.Checks;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Configuration;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Ledger;
using AuditGraph.Core.Redaction;
using AuditGraph.Core.Reports;
using AuditGraph.Core.Reports.Findings;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Runs;

/// <summary>Makes the runs of jobs: begins them and tries them. How they ended is recorded by its <see cref="Recorder"/>.</summary>
internal sealed class JobRunner
{
    private readonly SecretRedactor redactor;

    private readonly RunRecordStore records;

    private readonly LastWriters writers = new();

    private readonly Lazy<IReadOnlyList<AuditWaiver>> waivers;

    /// <summary>Makes a runner.</summary>
    /// <param name="workspace">The workspace whose jobs it runs.</param>
    /// <param name="disk">The disk.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="catalog">The actions that there are; null for those of the product.</param>
    public JobRunner(Workspace workspace, IDisk disk, TimeProvider clock, ActionCatalog? catalog = null)
    {
        Workspace = workspace;
        Disk = disk;
        Clock = clock;
        Catalog = catalog ?? ActionCatalog.Product;
        Actions = new JobActions(Catalog);
        Recorder = new RunRecorder(workspace, disk, clock, Actions);
        redactor = new SecretRedactor(workspace.Settings.Redaction);
        records = new RunRecordStore(workspace.Paths, disk);
        waivers = new(() => WaiversDescription.Load(workspace.Root));
    }

    /// <summary>The workspace whose jobs it runs.</summary>
    public Workspace Workspace { get; }

    /// <summary>The disk.</summary>
    public IDisk Disk { get; }

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; }

    /// <summary>The actions that there are.</summary>
    public ActionCatalog Catalog { get; }

    /// <summary>The actions of the jobs.</summary>
    public JobActions Actions { get; }

    /// <summary>Records how runs ended.</summary>
    public RunRecorder Recorder { get; }

    /// <summary>What ran in the workspace before.</summary>
    public RunHistory OpenHistory(IAuditObserver observer) => new(Workspace.Paths, Disk, Clock, observer);

    /// <summary>What jobs that are only asked about see.</summary>
    public WorkspaceSight LookOn() => new(Workspace, Disk, Clock) { KeepsIndex = false };

    /// <summary>Tells what running a job would do. Writes nothing.</summary>
    /// <param name="context">The run that it would be.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="AuditException">The run could not start.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public ActionPreview Preview(ActionContext context, CancellationToken cancellation)
    {
        Admit(context.Job);
        ResolveOutputs(context.Job);
        return Actions.Of(context.Job).Preview(context, cancellation);
    }

    /// <summary>What a run is given that is only thought of.</summary>
    /// <param name="job">The job.</param>
    /// <param name="sight">What it would see together with the other jobs.</param>
    /// <param name="asOf">The moment that counts as now when the baseline is chosen; null for the clock's.</param>
    /// <param name="observer">Who is told of progress and decisions.</param>
    public ActionContext Imagine(AuditJob job, WorkspaceSight sight, DateTimeOffset? asOf, IAuditObserver observer) =>
        ContextOf(job, Guid.CreateVersion7(Clock.GetUtcNow()).ToString(), sight, asOf, observer) with { IsImagined = true };

    /// <summary>What a run is given to look at its inputs.</summary>
    /// <param name="run">The run.</param>
    /// <param name="asOf">The moment that counts as now when the baseline is chosen; null for the clock's.</param>
    /// <param name="observer">Who is told of progress and decisions.</param>
    public ActionContext ContextOf(OpenRun run, DateTimeOffset? asOf, IAuditObserver observer) =>
        ContextOf(run.Job, run.Id, run.Sight, asOf, observer);

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

        DateTimeOffset now = Clock.GetUtcNow();
        string[] ids = [.. jobs.Select(_ => Guid.CreateVersion7(now).ToString()).Order(StringComparer.Ordinal)];
        var ledger = new RunLedger(Workspace.Paths, Disk, Clock, observer);
        RunAnnouncement announcement = ledger.Begin([.. ids.Zip(jobs, (id, job) => new AnnouncedRun(id, job.Name))], cancellation);
        var sight = new WorkspaceSight(Workspace, Disk, Clock);
        return [.. jobs.Select((job, index) => new OpenRun(job, ids[index], invocationId, ledger, sight, announcement))];
    }

    /// <summary>Tries a job once. Whatever ends the attempt is in what is returned.</summary>
    /// <param name="run">The run.</param>
    /// <param name="number">Which try it is, from 1.</param>
    /// <param name="asOf">The moment that counts as now when the baseline is chosen; null for the clock's.</param>
    /// <param name="needs">The runs of the jobs that it needs and that have ended, by the names of the jobs.</param>
    /// <param name="observer">Who is told of progress, decisions and warnings.</param>
    /// <param name="limit">Ends the attempt.</param>
    public async Task<RunAttempt> AttemptAsync(
        OpenRun run,
        int number,
        DateTimeOffset? asOf,
        IReadOnlyDictionary<string, AuditJobRun> needs,
        IAuditObserver observer,
        AttemptLimit limit)
    {
        DateTimeOffset started = Clock.GetUtcNow();
        DateTimeOffset moment = (asOf ?? started).ToUniversalTime();
        var shelf = new EvidenceShelf();
        try
        {
            ResolveOutputs(run.Job);
            ActionContext context = ContextOf(run, moment, observer) with
            {
                Attempt = number,
                Needs = needs,
                Evidence = shelf,
            };
            ActionResult result = await Actions.Of(run.Job).RunAsync(context, limit.Token).ConfigureAwait(false);
            if (result.Check is { } check)
            {
                result = Judge(run.Job, result, check, moment, observer);
            }

            // Masked once for both, so that what is kept gives the output again byte for byte.
            ReportDocument masked = ReportRedaction.Apply(result.Report, redactor.ForDocument(), limit.Token);
            ReportDocument written = masked with { Origin = new ReportOrigin(run.Job.Name, moment) };
            WrittenReport[] reports = [.. run.Job.Outputs.Select(output => ReportFormats.WriterFor(output.Format).Write(written, limit.Token))];
            PackedReport data = PackedReport.Pack(masked, limit.Token);
            IReadOnlyList<string> replaced = FindReplaced(run.Job, observer, limit.Token);
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

            return new RunAttempt(started, limit.Elapsed, moment, result, reports, data, null)
            {
                Evidence = shelf.Files,
            };
        }
        catch (Exception failure)
        {
            return new RunAttempt(started, limit.Elapsed, moment, null, null, null, RunFailure.Explain(failure, run.Job, limit))
            {
                Evidence = shelf.Files,
            };
        }
    }

    /// <summary>The waivers that hold at a moment. Their file is read once.</summary>
    /// <param name="moment">The moment.</param>
    /// <exception cref="AuditWorkspaceException"><c>WaiversInvalid</c>: nobody can tell what is set aside.</exception>
    public ActiveWaivers WaiversAt(DateTimeOffset moment) => ActiveWaivers.At(moment, waivers.Value);

    /// <summary>What is not as it was recorded of a report that is about to be replaced, in sentences.</summary>
    /// <param name="job">The job whose report it is.</param>
    /// <param name="observer">Who is told of waiting for others.</param>
    /// <param name="cancellation">Stops the work.</param>
    public IReadOnlyList<string> FindReplaced(AuditJob job, IAuditObserver observer, CancellationToken cancellation) =>
        new PreviousReport(new LedgerLog(Workspace.Paths, Disk, Clock, observer), writers, records, Workspace.Root).FindChanges(job.Outputs, cancellation);

    /// <summary>Judges what a check found, and puts it into its report.</summary>
    private ActionResult Judge(AuditJob job, ActionResult result, CheckOutcome check, DateTimeOffset moment, IAuditObserver observer)
    {
        var warnings = new List<string>();
        IReadOnlyList<AuditFinding> earlier = [];
        try
        {
            earlier = new EarlierFindings(OpenHistory(observer), new RunReport(Workspace.Paths, Disk)).Read(job.Name);
        }
        catch (AuditRunException failure)
        {
            warnings.Add($"Every finding counts as new, because what the job's last good run found cannot be told: {failure.Message}");
        }

        ActiveWaivers active = WaiversAt(moment);
        JudgedFindings judged = FindingJudge.Judge(job, check, earlier, active);
        return result with
        {
            Report = CheckReport.Compose(result.Report, judged, check.Rules, job.Controls),
            Check = null,
            Verdict = judged.Verdict,
            Counts = new(result.Counts.Concat(judged.Counts.Select(count => KeyValuePair.Create(count.Key, count.Count)))),
            Warnings = [.. warnings, .. result.Warnings],
            Fingerprint = result.Fingerprint.Count == 0 || warnings.Count > 0 ? []
                : [.. result.Fingerprint, EarlierFindings.PartOf(earlier), active.Part],
        };
    }

    private void ResolveOutputs(AuditJob job)
    {
        foreach (AuditJobOutput output in job.Outputs)
        {
            OutputPathPolicy.Resolve(Workspace.Root, output.RelativePath);
        }
    }

    /// <summary>Sees to it that evidence may name a job and its outputs.</summary>
    private void Admit(AuditJob job)
    {
        foreach (string text in job.Outputs.Select(output => output.RelativePath).Prepend(job.Name))
        {
            // Masked, the ledger could not be compared with the file; as it is, the evidence could not be handed on.
            if (redactor.Redact(text) is var masked && masked != text)
            {
                throw new AuditRunException(RunErrors.SecretInName, $"The job's name or output path '{DisplayText.Escape(masked)}' looks like a secret.") { Target = masked };
            }
        }
    }

    private ActionContext ContextOf(AuditJob job, string runId, WorkspaceSight sight, DateTimeOffset? asOf, IAuditObserver observer) => new()
    {
        RunId = runId,
        Job = job,
        AsOf = (asOf ?? Clock.GetUtcNow()).ToUniversalTime(),
        Observer = observer,
        Workspace = Workspace,
        Disk = Disk,
        Clock = Clock,
        Sight = sight,
        Runs = OpenHistory(observer),
    };
}
