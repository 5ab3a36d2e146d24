using AuditGraph.Core.Actions.Checks;
using AuditGraph.Core.Actions.Contents;
using AuditGraph.Core.Actions.Scans;
using AuditGraph.Core.Baselines;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Reports.Findings;
using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Stores;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.CheckFiles;

/// <summary>
/// <c>check.files</c>: which files must or must not be there, how they are named, and what they hold.
/// </summary>
internal sealed class CheckFilesAction(CheckFilesArguments arguments) : IReusableAction
{
    /// <summary>The catalogue's entry.</summary>
    public static ActionDefinition Definition { get; } = new(
        CheckFilesDescriptor.Value, static given => new CheckFilesAction(CheckFilesArguments.Read(given)));

    /// <inheritdoc/>
    public ActionPreview Preview(ActionContext context, CancellationToken cancellation) =>
        ScanInputs.Preview(context, arguments.Scan);

    /// <inheritdoc/>
    public Task<ActionResult> RunAsync(ActionContext context, CancellationToken cancellation) => Task.FromResult(Run(context, cancellation));

    /// <inheritdoc/>
    public ActionInputs Look(ActionContext context, AuditJobRun earlier, CancellationToken cancellation) =>
        ScanInputs.Look(context, arguments.Scan, earlier, cancellation);

    private ActionResult Run(ActionContext context, CancellationToken cancellation)
    {
        var places = new RulePlaces(arguments.Rules);
        var cache = new ContentCache<KnownContent>(
            context.Disk, context.Workspace, context.Job.Name, KnownContentFormat.Value);
        var foresight = new ContentForesight<KnownContent>(cache, places.QuestionsIn, cancellation);
        SharedScan seen = context.Scan(arguments.Scan, cancellation, foresight.Enter);
        (SnapshotHeader Snapshot, CarriedKnowledge Carried) kept = context.Keep(seen, cancellation);
        var walk = new RuleWalk(places);
        walk.Visit(seen.Result.Tree, cancellation);
        RuleSurvey survey = Survey(context.Workspace.Root, cache, seen.Result, walk, cancellation);
        context.Observer.OnVerbose(
            $"Read {CountText.Of(foresight.FilesRead + survey.ContentsRead, "file")} of "
            + $"{CountText.Of(survey.Files, "file")} whose content the rules ask about; that of the others was known.");
        survey.Findings.AddRange(FindInTree(walk));
        return ScanCheck.ResultOf(
            arguments.Scan,
            seen,
            kept,
            survey.IsRepeatable,
            CheckFilesReport.Create(walk.Files, survey, seen, kept.Carried.Runs),
            new CheckOutcome(FileRuleIds.Of(arguments.Rules), survey.Findings)
            {
                Gaps = [.. survey.Gaps, .. FindEmpty(walk)],
            },
            arguments.OnUnreadable);
    }

    private RuleSurvey Survey(
        string root, ContentCache<KnownContent> cache, ScanResult scan, RuleWalk walk, CancellationToken cancellation)
    {
        var survey = new RuleSurvey(root, cache, arguments.OnUnreadable);
        HashSet<TreePath> unseen = ScanCheck.UnseenOf(scan);
        survey.Look(walk.Files.Where(file => file.IsFile && !unseen.Contains(file.Path)), cancellation);
        cache.Keep();
        return survey;
    }

    private IEnumerable<CheckFinding> FindInTree(RuleWalk walk)
    {
        HashSet<FileRule> satisfied = Looking(walk);

        // What may be in a folder that was not looked into is a gap, and not missing.
        return arguments.Rules
            .Where(rule => rule.Present == true && !satisfied.Contains(rule) && !walk.IsUncertain(rule))
            .Select(TreeChecks.Missing)
            .Concat(walk.Files.SelectMany(file => file.Rules.OfTree.SelectMany(rule => TreeChecks.Look(rule, file))));
    }

    private static HashSet<FileRule> Looking(RuleWalk walk) => new(walk.Sets.SelectMany(set => set.All), ReferenceEqualityComparer.Instance);

    private IEnumerable<CheckGap> FindEmpty(RuleWalk walk)
    {
        if (arguments.OnEmpty == AuditVerdict.None)
        {
            return [];
        }

        HashSet<FileRule> looking = Looking(walk);
        return arguments.Rules
            .Where(rule => rule.LooksAtFiles && rule.Present is null && !looking.Contains(rule))
            .Select(rule => new CheckGap(null, $"The rule '{rule.Name}' matches no file.", arguments.OnEmpty));
    }
}
