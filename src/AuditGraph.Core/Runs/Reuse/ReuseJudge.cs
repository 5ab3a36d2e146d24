using AuditGraph.Core.Actions;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Redaction;
using AuditGraph.Core.Reports;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Runs.Reuse;

/// <summary>
/// Decides whether the report of a job's last run still holds: whether a run would make the same bytes, of the same
/// inputs.
/// Where that cannot be told it does not. Writes nothing, so that who asks beforehand is told what will be.
/// </summary>
/// <param name="runner">Makes the runs.</param>
/// <param name="jobs">The names of the jobs that it decides about.</param>
/// <param name="isForced">Whether every job is to run.</param>
/// <param name="observer">Who is told of damaged records.</param>
internal sealed class ReuseJudge(JobRunner runner, IEnumerable<string> jobs, bool isForced, IAuditObserver observer)
{
    private readonly Workspace workspace = runner.Workspace;

    private readonly SecretRedactor redactor = new(runner.Workspace.Settings.Redaction);

    private readonly RunRecordStore records = new(runner.Workspace.Paths, runner.Disk);

    private readonly EarlierRuns earlier = new(runner.OpenHistory(observer), jobs);

    /// <summary>Decides about one job.</summary>
    /// <param name="context">The run that it would be.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="AuditException">The ledger or the inputs cannot be read, so a run will fail.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public ReuseDecision Decide(ActionContext context, CancellationToken cancellation)
    {
        AuditJob job = context.Job;
        if (isForced)
        {
            return Fresh(new AuditRunReason(ReasonCode.Forced));
        }

        if (!job.Reuse)
        {
            return Fresh(new AuditRunReason(ReasonCode.ReuseDisabled));
        }

        if (runner.Actions.Of(job) is not IReusableAction action)
        {
            return Fresh(new AuditRunReason(ReasonCode.NotReusable) { Part = "action", New = job.ActionType });
        }

        if (earlier.LastOf(job.Name) is not { } last)
        {
            return Fresh(new AuditRunReason(ReasonCode.FirstRun));
        }

        if (last.Status != AuditRunStatus.Ok)
        {
            return Fresh(new AuditRunReason(ReasonCode.PreviousNotOk) { Old = last.ErrorName ?? last.Status.ToString() });
        }

        // A chain of reuses is never longer than one: what is taken is always what a run made.
        AuditJobRun? source = last.ReusedRunId is { } made ? earlier.Find(made) : last;
        ValueList<AuditFingerprintPart> own = JobFingerprint.Of(job, runner.Actions.DescriptorOf(job), redactor, workspace.Settings.Redaction);
        if (own.Count == 0)
        {
            return Fresh(new AuditRunReason(ReasonCode.NotReusable) { Part = "arguments", New = "redacted" });
        }

        if (source is not { Status: AuditRunStatus.Ok, Origin: AuditRunOrigin.Fresh, Fingerprint.Count: > 0, SnapshotRoot: not null })
        {
            return Fresh(new AuditRunReason(ReasonCode.NotReusable) { Part = "run", Old = last.Id });
        }

        ActionInputs inputs = action.Look(context, source, cancellation);
        List<AuditRunReason> reasons = [.. inputs.Changes];
        reasons.AddRange(Differences(source.Fingerprint, [.. own, .. inputs.Fingerprint, .. PartsOfCheck(context, source)], inputs)
            .Select(reason => HaveExpired(reason, context, source) ? reason with { Code = ReasonCode.WaiverExpired } : reason));
        if (job.ReuseMaxAge is { } most && Age(source) is var age && (age < TimeSpan.Zero || age > most))
        {
            reasons.Add(new AuditRunReason(ReasonCode.EvidenceExpired)
            {
                Old = InstantText.Format(source.FinishedAt!.Value),
                New = $"{(long)most.TotalSeconds}s",
            });
        }

        return Judge(job, source, reasons, cancellation);
    }

    // What a check found is told beside what its last good run found, and by the waivers that hold.
    private IEnumerable<AuditFingerprintPart> PartsOfCheck(ActionContext context, AuditJobRun source) =>
        runner.Actions.DescriptorOf(context.Job).IsCheck
            ? [EarlierFindings.PartOf(new RunReport(workspace.Paths, runner.Disk).ReadFindings(source)), runner.WaiversAt(context.AsOf).Part]
            : [];

    // The file lists what it listed then: only time has passed.
    private bool HaveExpired(AuditRunReason reason, ActionContext context, AuditJobRun source)
    {
        DateTimeOffset then = source.AsOf ?? source.StartedAt;
        return reason.Code == ReasonCode.WaiverChanged && then < context.AsOf && runner.WaiversAt(then).Part.Value == reason.Old;
    }

    private static ReuseDecision Fresh(params IEnumerable<AuditRunReason> reasons) => new(AuditRunOrigin.Fresh, InOrder(reasons));

    private static ValueList<AuditRunReason> InOrder(IEnumerable<AuditRunReason> reasons) =>
        reasons.OrderBy(reason => Array.IndexOf(ReasonCode.All, reason.Code)).ToValueList();

    // A part that is named by what changed in it is not told a second time.
    private static IEnumerable<AuditRunReason> Differences(
        ValueList<AuditFingerprintPart> old, IReadOnlyList<AuditFingerprintPart> now, ActionInputs inputs) =>
        inputs.Fingerprint.Count == 0
            ? []
            : now.Select(part => part.Name).Union(old.Select(part => part.Name))
                .Select(name => (Name: name, Old: ValueOf(old, name), New: ValueOf(now, name)))
                .Where(part => part.Old != part.New && !inputs.Changes.Any(change => change.Part == part.Name))
                .Select(part => new AuditRunReason(JobFingerprint.CodeOf(part.Name)) { Part = part.Name, Old = part.Old, New = part.New });

    private static string? ValueOf(IEnumerable<AuditFingerprintPart> parts, string name) => parts.FirstOrDefault(part => part.Name == name)?.Value;

    private TimeSpan Age(AuditJobRun run) => runner.Clock.GetUtcNow() - run.FinishedAt!.Value;

    private ReuseDecision Judge(AuditJob job, AuditJobRun source, List<AuditRunReason> reasons, CancellationToken cancellation)
    {
        AuditRunReason?[] looks = [.. job.Outputs.Select(output => LookAtOutput(job, output, source, cancellation))];
        AuditRunReason[] misfits = [.. looks.OfType<AuditRunReason>()];
        if (reasons.Count > 0)
        {
            return Fresh([.. reasons, .. misfits]);
        }

        // What is kept of the report must be there too, since a run of its own would keep it.
        if (misfits.Length == 0)
        {
            return TryTakeReport(source) is null ? Fresh(Unkept(source))
                : new ReuseDecision(AuditRunOrigin.Reused, [new AuditRunReason(ReasonCode.Matched)]) { Source = source, Head = HeadOf(source) };
        }

        int[] places = [.. Enumerable.Range(0, looks.Length).Where(index => looks[index] is not null)];
        return TryWriteAgain(job, source, places, cancellation) is not { } content ? Fresh([Unkept(source), .. misfits])
            : new ReuseDecision(AuditRunOrigin.Restored, InOrder([.. misfits, new AuditRunReason(ReasonCode.Restored)]))
            {
                Source = source,
                Restored = content,
                Head = HeadOf(source),
            };
    }

    private static AuditRunReason Unkept(AuditJobRun source) => new(ReasonCode.NotReusable) { Part = "report", Old = source.Id };

    private AuditRunReason? LookAtOutput(AuditJob job, AuditJobOutput output, AuditJobRun source, CancellationToken cancellation)
    {
        string path = OutputPathPolicy.Resolve(workspace.Root, output.RelativePath);
        string? written = source.Outputs.FirstOrDefault(one => one.Path == path)?.Sha256;

        // Of several, which one it is needs saying.
        string? part = job.Outputs.Count > 1 ? output.RelativePath : null;
        try
        {
            return RegularFile.TryHash(path, cancellation) is not { } hash ? new AuditRunReason(ReasonCode.OutputMissing) { Part = part }
                : hash.ToString() == written ? null
                : new AuditRunReason(ReasonCode.OutputModified) { Part = part, Old = written, New = hash.ToString() };
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return new AuditRunReason(ReasonCode.OutputModified) { Part = part, Old = written };
        }
    }

    // Whoever reuses a thousand reports looks into few of them.
    private Lazy<ReportHead?> HeadOf(AuditJobRun source) =>
        new(() => TryTakeReport(source) is { } report ? ReportHead.Of(report, redactor) : null);

    /// <summary>
    /// Outputs that a run made, written again from what is kept with it; null where one is not what it was.
    /// </summary>
    private List<NewFile>? TryWriteAgain(AuditJob job, AuditJobRun source, IEnumerable<int> places, CancellationToken cancellation)
    {
        if (TryTakeReport(source) is not { } kept)
        {
            return null;
        }

        try
        {
            // What is kept has its secrets masked already.
            ReportDocument named = kept with { Origin = new ReportOrigin(job.Name, source.AsOf) };
            var written = new List<NewFile>();
            foreach (int place in places)
            {
                WrittenReport report = ReportFormats.WriterFor(job.Outputs[place].Format).Write(named, cancellation);
                if (report.Hash.ToString() != source.Outputs[place].Sha256)
                {
                    return null;
                }

                written.Add(new NewFile(source.Outputs[place].Path, report.Content.Parts()));
            }

            return written;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>
    /// The report of a run as it is kept with it; null where that is not what the run recorded, or evidence is gone that was
    /// kept beside it.
    /// </summary>
    private ReportDocument? TryTakeReport(AuditJobRun source)
    {
        try
        {
            return source.EvidenceFiles.All(file => file.KeptPath is null || RegularFile.Exists(file.KeptPath))
                && ContentHash.TryParse(source.ReportSha256, out ContentHash hash) && records.TryReadReport(source.Id) is { } kept
                ? PackedReport.Unpack(kept, hash, source.ReportBytes ?? 0)
                : null;
        }
        catch (Exception failure) when (failure is FormatException or IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
