using AuditGraph.Core.Actions.Scans;
using AuditGraph.Core.Baselines;
using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Stores;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.ReportManifest;

/// <summary>
/// <c>report.manifest</c>: the files of a folder with the hashes that the scan has of them; none is read once more.
/// </summary>
internal sealed class ReportManifestAction(ReportManifestArguments arguments) : IReusableAction
{
    /// <summary>The catalogue's entry.</summary>
    public static ActionDefinition Definition { get; } = new(
        ReportManifestDescriptor.Value, static given => new ReportManifestAction(ReportManifestArguments.Read(given)));

    /// <inheritdoc/>
    public ActionPreview Preview(ActionContext context, CancellationToken cancellation) =>
        ScanInputs.Preview(context, arguments.Scan);

    /// <inheritdoc/>
    public Task<ActionResult> RunAsync(ActionContext context, CancellationToken cancellation) =>
        Task.FromResult(Run(context, cancellation));

    /// <inheritdoc/>
    public ActionInputs Look(ActionContext context, AuditJobRun earlier, CancellationToken cancellation) =>
        ScanInputs.Look(context, arguments.Scan, earlier, cancellation);

    private ActionResult Run(ActionContext context, CancellationToken cancellation)
    {
        SharedScan seen = context.Scan(arguments.Scan, cancellation);
        ScanResult scan = seen.Result;
        (SnapshotHeader taken, CarriedKnowledge carried) = context.Keep(seen, cancellation);
        HashSet<TreePath> unseen = [.. scan.Coverage.Gaps.Select(gap => gap.Path)];
        List<TreeFile> files = TreeFile.ListBelow(scan.Tree, arguments.Root, cancellation);
        files.RemoveAll(
            file => file.Kind is TreeEntryKind.UnseenFile or TreeEntryKind.UnseenDirectory
                || unseen.Contains(file.Path));
        return new ActionResult
        {
            Report = ReportManifestReport.Create(arguments.Root, files, seen, carried.Runs),
            Evidence = "snapshot",
            SnapshotRoot = taken.Root.ToString(),
            SnapshotSha256 = taken.Digest.ToString(),
            Fingerprint = (ScanInputs.FindObstacle(arguments.Scan) ?? ScanInputs.FindObstacle(scan)) is null
                ? ScanInputs.Fingerprint(scan)
                : [],
            Counts = new(
            [
                new("files", files.LongCount(file => file.IsFile)),
                new("links", files.LongCount(file => !file.IsFile)),
                new("excluded", scan.Coverage.Excluded),
                new("notSeen", scan.Coverage.Gaps.Count),
            ]),
            Warnings = new[]
                {
                    DescribeEmpty(files),
                    carried.Warning,
                    ScanWarnings.OfGaps(scan),
                    ScanWarnings.OfSilentChanges(scan),
                }
                .OfType<string>()
                .ToValueList(),
        };
    }

    private string? DescribeEmpty(List<TreeFile> files) => files.Count > 0 ? null
        : arguments.Root.Bytes.IsEmpty ? "The manifest is empty: the job looks at no file."
        : $"The manifest is empty: the job looks at no file below '{arguments.Root}'.";
}
