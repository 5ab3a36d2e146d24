using AuditGraph.Core.Actions.Checks;
using AuditGraph.Core.Actions.Contents;
using AuditGraph.Core.Actions.Scans;
using AuditGraph.Core.Baselines;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Reports.Findings;
using AuditGraph.Core.Snapshots.Stores;

namespace AuditGraph.Core.Actions.CheckManifest;

/// <summary><c>check.manifest</c>: whether files are as a manifest of hashes says.</summary>
internal sealed class CheckManifestAction(CheckManifestArguments arguments) : IReusableAction
{
    // The manifest may be where no scan looks, such as below exports/.
    private const string ManifestPart = "manifest";

    /// <summary>The catalogue's entry.</summary>
    public static ActionDefinition Definition { get; } = new(
        CheckManifestDescriptor.Value, static given => new CheckManifestAction(CheckManifestArguments.Read(given)));

    /// <inheritdoc/>
    public ActionPreview Preview(ActionContext context, CancellationToken cancellation) =>
        ScanInputs.Preview(context, arguments.Scan);

    /// <inheritdoc/>
    public Task<ActionResult> RunAsync(ActionContext context, CancellationToken cancellation) =>
        Task.FromResult(Run(context, cancellation));

    /// <inheritdoc/>
    public ActionInputs Look(ActionContext context, AuditJobRun earlier, CancellationToken cancellation)
    {
        ActionInputs inputs = ScanInputs.Look(context, arguments.Scan, earlier, cancellation);
        return inputs.Fingerprint.Count == 0 ? inputs
            : inputs with
            {
                Fingerprint = [.. inputs.Fingerprint, PartOf(ManifestSource.Read(context.Workspace.Root, arguments))],
            };
    }

    private ActionResult Run(ActionContext context, CancellationToken cancellation)
    {
        var source = ManifestSource.Read(context.Workspace.Root, arguments);
        ManifestContent content = source.Parse();
        SharedScan seen = context.Scan(arguments.Scan, cancellation);
        (SnapshotHeader Snapshot, CarriedKnowledge Carried) kept = context.Keep(seen, cancellation);
        var cache = new ContentCache<string>(context.Disk, context.Workspace, context.Job.Name, DigestFormat.Value);
        var survey = new DigestSurvey(context.Workspace.Root, cache);
        var check = new ManifestCheck(arguments, source, content, survey);
        check.Look(seen.Result, cancellation);
        cache.Keep();
        context.Observer.OnVerbose(
            $"Read {CountText.Of(survey.ContentsRead, "content")} for hashes by other algorithms than the scan's; "
                + "those of others were known.");
        ActionResult result = ScanCheck.ResultOf(
            arguments.Scan,
            seen,
            kept,
            check.IsRepeatable,
            CheckManifestReport.Create(source, content, check, seen, kept.Carried.Runs),
            new CheckOutcome(ManifestRuleIds.Of(arguments.IsComplete, source.Form), check.Findings)
            {
                Gaps = [.. check.Gaps, .. FindEmpty(content)],
            },
            arguments.OnUnreadable);
        return result with
        {
            Fingerprint = result.Fingerprint.Count == 0 ? [] : [.. result.Fingerprint, PartOf(source)],
            Counts = new([new("matching", check.CountOf(EntryState.Matching)), .. result.Counts]),
        };
    }

    private static AuditFingerprintPart PartOf(ManifestSource source) => new(ManifestPart, source.Digest.ToString());

    private IEnumerable<CheckGap> FindEmpty(ManifestContent content) =>
        content.Entries.Count > 0 || arguments.OnEmpty == AuditVerdict.None
            ? []
            : [new CheckGap(arguments.Manifest.ToString(), "The manifest names nothing.", arguments.OnEmpty)];
}
