using AuditGraph.Core.Baselines;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Reports;
using AuditGraph.Core.Snapshots.Stores;
using AuditGraph.Core.Snapshots.Trees;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Runs;

/// <summary>
/// What a run reported, as objects: from the snapshots that were compared, which outlast the report; where there were
/// none, from the report itself as long as it is what the run wrote.
/// </summary>
internal sealed class RunReport(ProfilePaths paths, IDisk disk)
{
    private const int LargestReport = 512 * 1024 * 1024;

    private SnapshotStore store = new(paths, disk);

    /// <summary>The changes that a run reported, in the order of its report.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="AuditRunException"><c>ReportMissing</c>, <c>ReportReplaced</c>.</exception>
    /// <exception cref="AuditEvidenceException">A snapshot is damaged.</exception>
    public IReadOnlyList<AuditChange> ReadChanges(AuditJobRun run, CancellationToken cancellation)
    {
        if (run.OutputPath is null)
        {
            throw new AuditRunException(RunErrors.ReportMissing, $"The run {run.Id} of the job '{run.Job}' wrote no report.") { Target = run.Id };
        }

        return CompareSnapshots(run, cancellation) is { } comparison
            ? [.. comparison.Changes.Select(change => change.ToAuditChange())]
            : ReadFile(run, run.OutputPath);
    }

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

    private static IReadOnlyList<AuditChange> ReadFile(AuditJobRun run, string path)
    {
        byte[] content;
        try
        {
            content = RegularFile.TryRead(path, LargestReport)
                ?? throw new FileNotFoundException("it is not there");
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new AuditRunException(
                RunErrors.ReportMissing, $"The report '{path}' of the run {run.Id} cannot be read: {failure.Message}", failure)
            {
                Target = run.Id,
            };
        }

        if (ContentHash.Of(content).ToString() != run.OutputSha256)
        {
            throw Replaced(run, $"The report '{path}' is not what the run {run.Id} wrote.");
        }

        try
        {
            return ChangeTable.Read(content);
        }
        catch (FormatException failure)
        {
            throw Replaced(run, $"The report '{path}' of the run {run.Id} lists no changes.", failure);
        }
    }

    private static AuditRunException Replaced(AuditJobRun run, string message, Exception? cause = null) =>
        new(RunErrors.ReportReplaced, message, cause) { Target = run.Id };
}
