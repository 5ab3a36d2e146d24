using AuditGraph.Core.Actions.Checks;
using AuditGraph.Core.Actions.Contents;
using AuditGraph.Core.Actions.Scans;
using AuditGraph.Core.Baselines;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Reports.Findings;
using AuditGraph.Core.Snapshots.Stores;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.CheckSecrets;

/// <summary><c>check.secrets</c>: whether files hold keys, tokens and passwords.</summary>
internal sealed class CheckSecretsAction(CheckSecretsArguments arguments) : IReusableAction
{
    // The part of a fingerprint that says which key tells secrets apart.
    private const string Keys = "keys";

    /// <summary>The catalogue's entry.</summary>
    public static ActionDefinition Definition { get; } = new(
        CheckSecretsDescriptor.Value, static given => new CheckSecretsAction(CheckSecretsArguments.Read(given)));

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
        return inputs with
        {
            Fingerprint = With(inputs.Fingerprint, FingerprintKey.TryRead(context.Workspace.Paths, context.Disk)),
        };
    }

    private ActionResult Run(ActionContext context, CancellationToken cancellation)
    {
        var key = FingerprintKey.ReadOrMake(context, cancellation);
        var files = new SecretFiles(arguments.Rules, key);
        var cache = new ContentCache<SecretYield>(
            context.Disk, context.Workspace, context.Job.Name, SecretYieldFormat.Value);
        var foresight = new ContentForesight<SecretYield>(cache, _ => files.QuestionOf, cancellation);
        SharedScan seen = context.Scan(arguments.Scan, cancellation, foresight.Enter);
        (SnapshotHeader Snapshot, CarriedKnowledge Carried) kept = context.Keep(seen, cancellation);

        HashSet<TreePath> unseen = ScanCheck.UnseenOf(seen.Result);
        List<TreeFile> found = TreeFile.ListBelow(seen.Result.Tree, default, cancellation);
        found.RemoveAll(file => !file.IsFile || unseen.Contains(file.Path));
        var survey = new SecretSurvey(context.Workspace.Root, cache, files, arguments);
        survey.Look(found, cancellation);
        cache.Keep();
        context.Observer.OnVerbose(
            $"Read {CountText.Of(foresight.FilesRead + survey.ContentsRead, "file")} of "
            + $"{CountText.Of(found.Count, "file")}; what others hold was known, or is not looked at.");
        ActionResult result = ScanCheck.ResultOf(
            arguments.Scan,
            seen,
            kept,
            survey.IsRepeatable,
            CheckSecretsReport.Create(survey, seen, kept.Carried.Runs),
            new CheckOutcome(SecretRuleIds.Of(arguments.Rules), survey.Findings)
            {
                Gaps = [.. survey.Gaps, .. FindEmpty(survey)],
            },
            arguments.OnUnreadable);
        return result with { Fingerprint = With(result.Fingerprint, key) };
    }

    private static ValueList<AuditFingerprintPart> With(ValueList<AuditFingerprintPart> parts, FingerprintKey? key) =>
        parts.Count == 0 ? parts : [.. parts, new AuditFingerprintPart(Keys, key?.Id ?? "none")];

    private IEnumerable<CheckGap> FindEmpty(SecretSurvey survey) =>
        survey.Texts.Files > 0 || arguments.OnEmpty == AuditVerdict.None
            ? []
            : [new CheckGap(null, "There is no text file to look at.", arguments.OnEmpty)];
}
