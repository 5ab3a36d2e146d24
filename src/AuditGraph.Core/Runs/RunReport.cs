using AuditGraph.Core.Baselines;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Collections;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Reports;
using AuditGraph.Core.Reports.Findings;
using AuditGraph.Core.Reports.Manifests;
using AuditGraph.Core.Snapshots.Stores;
using AuditGraph.Core.Snapshots.Trees;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Runs;

/// <summary>
/// What a run reported, as objects: from the report as data that is kept with its record, whatever became of its
/// output. Earlier versions kept none; what their runs reported is told by the snapshots that were compared.
/// </summary>
internal sealed class RunReport(ProfilePaths paths, IDisk disk)
{
    private readonly RunRecordStore records = new(paths, disk);

    private SnapshotStore store = new(paths, disk);

    /// <summary>
    /// What a run reported, in the order of its report: the files (<see cref="AuditFile"/>) of an inventory or a
    /// manifest, else changes (<see cref="AuditChange"/>).
    /// </summary>
    /// <inheritdoc cref="ReadChanges"/>
    public IReadOnlyList<object> ReadItems(AuditJobRun run, CancellationToken cancellation)
    {
        if (run.ReportSha256 is null)
        {
            return ReadChanges(run, cancellation);
        }

        ReportDocument report = Read(run);
        return FilesOf(run, report) ?? (IReadOnlyList<object>)ChangesOf(run, report);
    }

    /// <summary>The changes that a run reported, in the order of its report.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="AuditRunException"><c>ReportMissing</c>, <c>ReportReplaced</c>.</exception>
    /// <exception cref="AuditEvidenceException">A snapshot is damaged.</exception>
    public IReadOnlyList<AuditChange> ReadChanges(AuditJobRun run, CancellationToken cancellation) =>
        run.ReportSha256 is null ? NamedAfter(run, RepeatComparison(run, cancellation)) : ChangesOf(run, Read(run));

    /// <summary>
    /// What a run's check found, in the order of its report; none where its action is no check, or where it made no report,
    /// because it failed.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <exception cref="AuditRunException"><c>ReportMissing</c>, <c>ReportReplaced</c>.</exception>
    public IReadOnlyList<AuditFinding> ReadFindings(AuditJobRun run)
    {
        // What no verdict was given on is no check's; its report may be large, or gone.
        if (run.ReportSha256 is null || run.Verdict == AuditVerdict.None)
        {
            return [];
        }

        try
        {
            return LazyList.Of(FindingTable.Read(Read(run)) ?? [], finding => finding with { Run = run.Id, Job = run.Job, Root = run.Root });
        }
        catch (FormatException failure)
        {
            throw Replaced(run, failure);
        }
    }

    /// <summary>The report of a run.</summary>
    /// <exception cref="AuditRunException"><c>ReportMissing</c>, <c>ReportReplaced</c>.</exception>
    public ReportDocument Read(AuditJobRun run)
    {
        if (run.ReportSha256 is not { } sha256 || !ContentHash.TryParse(sha256, out ContentHash hash))
        {
            throw Missing(run, $"The run {run.Id} of the job '{run.Job}' kept no report as data.");
        }

        byte[] content;
        try
        {
            content = records.TryReadReport(MakerOf(run)) ?? throw new FileNotFoundException("it is not there.");
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw Missing(run, $"The report of the run {run.Id}, '{paths.ReportOf(MakerOf(run))}', cannot be read: {failure.Message}", failure);
        }

        try
        {
            return PackedReport.Unpack(content, hash, run.ReportBytes ?? 0);
        }
        catch (FormatException failure)
        {
            throw Replaced(run, failure);
        }
    }

    /// <summary>The report of a run in any format.</summary>
    /// <param name="run">The run.</param>
    /// <param name="format">The format, such as <c>md</c>.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="AuditRunException">
    /// <c>ReportMissing</c>, <c>ReportReplaced</c>, <c>ReportHasNoFindings</c>, <c>ReportHasNoControls</c>,
    /// <c>ReportHasNoManifest</c>, <c>ManifestInexpressible</c>.
    /// </exception>
    /// <exception cref="ArgumentException">There is no such format.</exception>
    public WrittenReport Export(AuditJobRun run, string format, CancellationToken cancellation)
    {
        IReportWriter writer = ReportFormats.WriterFor(format);
        ReportDocument report = Read(run);
        RequireForm(run, report, writer);
        try
        {
            // What is kept has its secrets masked already.
            return writer.Write(report with { Origin = new ReportOrigin(run.Job, run.AsOf) }, cancellation);
        }
        catch (FormatException failure)
        {
            throw Replaced(run, failure);
        }
    }

    private static void RequireForm(AuditJobRun run, ReportDocument report, IReportWriter writer)
    {
        string name = $"The run {run.Id} of the job '{run.Job}'";
        bool isManifest = ManifestTable.IsIn(report);
        ValueList<string> others = FindingTable.IsIn(report) ? ReportFormats.Names
            : isManifest ? ReportFormats.NamesOfManifests
            : ReportFormats.NamesWithoutFindings;
        (AuditErrorDescriptor Error, string Message)? fault = writer switch
        {
            { IsOfFindings: true } when !FindingTable.IsIn(report) => (
                RunErrors.ReportHasNoFindings,
                $"{name} is of {run.ActionType}, which makes no findings; "
                    + $"its report can be had as {string.Join(", ", others)}."),
            { IsOfControls: true } when CheckReport.ReadControls(report).Count == 0 => (
                RunErrors.ReportHasNoControls,
                $"The job '{run.Job}' named no controls when the run {run.Id} was made, "
                    + $"and the format '{writer.Format}' says how controls are met."),
            { IsOfManifest: true } when !isManifest => (
                RunErrors.ReportHasNoManifest,
                $"{name} is of {run.ActionType}, which lists no files with their hashes; "
                    + $"its report can be had as {string.Join(", ", others)}."),
            _ => null,
        };
        if (fault is { } found)
        {
            throw new AuditRunException(found.Error, found.Message) { Target = run.Id };
        }
    }

    private IReadOnlyList<AuditFile>? FilesOf(AuditJobRun run, ReportDocument report)
    {
        try
        {
            return FileTable.Read(report) is { } files
                ? LazyList.Of(files, file => file with { Run = run.Id, Job = run.Job, Root = run.Root })
                : null;
        }
        catch (FormatException failure)
        {
            throw Replaced(run, failure);
        }
    }

    private AuditChange[] ChangesOf(AuditJobRun run, ReportDocument report)
    {
        try
        {
            return ChangeRows.Of(report) is { } rows ? NamedAfter(run, rows.Read())
                : throw new FormatException("it lists no changes.");
        }
        catch (FormatException failure)
        {
            throw Replaced(run, failure);
        }
    }

    private static AuditChange[] NamedAfter(AuditJobRun run, IEnumerable<AuditChange> changes) =>
        [.. changes.Select(change => change with { Run = run.Id, Job = run.Job, Root = run.Root })];

    private IEnumerable<AuditChange> RepeatComparison(AuditJobRun run, CancellationToken cancellation) =>
        CompareSnapshots(run, cancellation) is { } comparison
            ? comparison.Changes.Select(change => change.ToAuditChange())
            : throw Missing(run, run.OutputPath is null
                ? $"The run {run.Id} of the job '{run.Job}' wrote no report."
                : $"The run {run.Id} was made by a version that kept no report as data, and its snapshots tell no more "
                    + "what it reported.");

    /// <summary>The run that made what a run reported: mostly itself.</summary>
    private static string MakerOf(AuditJobRun run) => run.ReusedRunId ?? run.Id;

    private SnapshotComparison? CompareSnapshots(AuditJobRun run, CancellationToken cancellation)
    {
        if (run.Evidence != "snapshot" || FindSnapshot(run.Id) is not { } current)
        {
            return null;
        }

        if (RunRecord.BaselineRun(run) is not { } baselineRun)
        {
            // Earlier versions listed everything as added where there was nothing to compare with.
            if (!run.Counts.ContainsKey("added"))
            {
                return SnapshotComparison.Nothing;
            }

            return SnapshotDiff.Compare(new TreeBuilder().Build(), store.Open(current), cancellation);
        }

        return store.Find(baselineRun) is { } baseline ? new SnapshotBaselineComparison(store).Repeat(baseline, current, cancellation) : null;
    }

    /// <summary>The snapshot that a run took, also if that was after others were looked for; null where there is none.</summary>
    private SnapshotHeader? FindSnapshot(string runId)
    {
        if (store.Find(runId) is { } known)
        {
            return known;
        }

        store = new SnapshotStore(paths, disk);
        return store.Find(runId);
    }

    private static AuditRunException Missing(AuditJobRun run, string message, Exception? cause = null) =>
        new(RunErrors.ReportMissing, message, cause) { Target = run.Id };

    private AuditRunException Replaced(AuditJobRun run, FormatException cause) =>
        new(RunErrors.ReportReplaced, $"'{paths.ReportOf(MakerOf(run))}' is not what the run {run.Id} reported: {cause.Message}", cause) { Target = run.Id };
}
