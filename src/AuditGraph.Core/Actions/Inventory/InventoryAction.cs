using AuditGraph.Core.Actions.Scans;
using AuditGraph.Core.Baselines;
using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Stores;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.Inventory;

/// <summary>
/// <c>report.inventory</c>: what is there, how much of what, and what came and went since the job's last good run.
/// </summary>
internal sealed class InventoryAction(InventoryArguments arguments) : IReusableAction
{
    /// <summary>The catalogue's entry.</summary>
    public static ActionDefinition Definition { get; } = new(
        InventoryDescriptor.Value, static given => new InventoryAction(InventoryArguments.Read(given)));

    /// <inheritdoc/>
    public IReadOnlyList<BaselineRequest> Baselines => [arguments.Baseline];

    /// <inheritdoc/>
    public ActionPreview Preview(ActionContext context, CancellationToken cancellation) =>
        ScanInputs.Preview(context, arguments.Scan) with
        {
            Baseline = context.FindBaseline(arguments.Baseline, cancellation).Description,
        };

    /// <inheritdoc/>
    public Task<ActionResult> RunAsync(ActionContext context, CancellationToken cancellation) =>
        Task.FromResult(Run(context, cancellation));

    /// <inheritdoc/>
    public ActionInputs Look(ActionContext context, AuditJobRun earlier, CancellationToken cancellation)
    {
        if (ScanInputs.FindObstacle(arguments.Scan) is { } never)
        {
            return new ActionInputs([], [never]);
        }

        Baseline baseline = context.FindBaseline(arguments.Baseline, cancellation);
        if (BaselineInputs.FindObstacle(baseline, context.DescribeClock(cancellation)) is { } doubt)
        {
            return new ActionInputs([], [doubt]);
        }

        ScanResult scan = context.Scan(arguments.Scan, cancellation).Result;
        SnapshotStore store = context.Sight.Store;
        IEnumerable<AuditRunReason> changes = ScanInputs.FindChanges(earlier, scan, store, cancellation);
        var files = new ScannedFiles(scan.Found, cancellation);
        var links = new HardLinks(files, cancellation);
        return new ActionInputs(
            InventoryInputs.Fingerprint(arguments, baseline, scan, files, links, cancellation),
            (BaselineInputs.FindObstacle(baseline, scan, store) is { } obstacle ? changes.Prepend(obstacle) : changes)
                .ToValueList());
    }

    private ActionResult Run(ActionContext context, CancellationToken cancellation)
    {
        Baseline baseline = context.FindBaseline(arguments.Baseline, cancellation);
        if (context.DescribeClock(cancellation) is { } clockNote)
        {
            baseline = baseline with { Warnings = [clockNote, .. baseline.Warnings] };
        }

        context.Observer.OnVerbose($"Comparing with {baseline.Description}.");
        SharedScan seen = context.Scan(arguments.Scan, cancellation);
        ScanResult scan = seen.Result;
        SnapshotStore store = context.Sight.Store;
        (SnapshotHeader taken, CarriedKnowledge carried) = context.Keep(seen, cancellation);
        SnapshotComparison? comparison = baseline is SnapshotBaseline last
            ? new SnapshotBaselineComparison(store).Compare(last, scan, cancellation)
            : null;
        baseline = baseline with { Notes = [.. baseline.Notes, .. seen.Surroundings.Notes] };

        var files = new ScannedFiles(scan.Found, cancellation);
        var links = new HardLinks(files, cancellation);
        var inventory = new FileInventory(files, links, arguments.Top, cancellation);
        bool isRepeatable = ScanInputs.FindObstacle(arguments.Scan) is null
            && BaselineInputs.FindObstacle(baseline, scan, store) is null;
        return new ActionResult
        {
            Report = new InventoryReport(arguments, inventory)
                .Create(baseline, scan, carried.Runs, comparison, cancellation),
            Evidence = baseline.Evidence,
            Baseline = baseline.Name,
            BaselineRoot = (baseline as SnapshotBaseline)?.Tree.Root.ToString(),
            SnapshotRoot = taken.Root.ToString(),
            SnapshotSha256 = taken.Digest.ToString(),
            Fingerprint = isRepeatable
                ? InventoryInputs.Fingerprint(arguments, baseline, scan, files, links, cancellation)
                : [],
            Counts = Count(inventory, ComparisonCounts.Of(baseline, comparison, scan)),
            Warnings = ComparisonWarnings.Of(baseline, scan, carried, comparison, store.Damaged).ToValueList(),
        };
    }

    private static ValueMap<long> Count(FileInventory inventory, ValueMap<long> differences)
    {
        InventoryTotal all = inventory.Totals.All;
        return new(
        [
            .. differences,
            new("files", all.Files),
            new("links", all.Links),
            new("folders", all.Folders),
            new("bytes", all.Bytes),
            new("duplicates", inventory.Equal.SpareFiles),
        ]);
    }
}
