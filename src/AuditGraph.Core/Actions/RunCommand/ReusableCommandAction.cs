using AuditGraph.Core.Actions.Scans;
using AuditGraph.Core.Baselines;
using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Stores;

namespace AuditGraph.Core.Actions.RunCommand;

/// <summary>
/// A command whose job declares what its result depends on, so that its report is taken again where none of that has
/// changed.
/// </summary>
/// <param name="arguments">The job's arguments.</param>
/// <param name="request">All that its result depends on.</param>
internal sealed class ReusableCommandAction(CommandArguments arguments, ScanRequest request)
    : CommandAction(arguments), IReusableAction
{
    private readonly CommandArguments arguments = arguments;

    /// <inheritdoc/>
    public ActionInputs Look(ActionContext context, AuditJobRun earlier, CancellationToken cancellation)
    {
        ActionInputs inputs = ScanInputs.Look(context, request, earlier, cancellation);
        if (inputs.Fingerprint.Count == 0)
        {
            return inputs;
        }

        var run = new CommandRun(arguments, context);
        FingerprintKey? key = run.Environment.PassedOn.Count == 0
            ? null
            : FingerprintKey.TryRead(context.Workspace.Paths, context.Disk);
        var declared = new CommandInputs(arguments, context.Workspace.Root);
        ScanResult scan = context.Scan(request, cancellation).Result;
        AuditRunReason? obstacle = declared.FindObstacle(scan);
        return new ActionInputs(
            [.. CommandInputs.PartsOf(scan), .. CommandInputs.PartsOf(run, run.FindProgram(), key, cancellation)],
            [.. obstacle is null ? [] : new[] { obstacle }, .. inputs.Changes, .. CommandInputs.FindMissing(earlier, cancellation)]);
    }

    /// <inheritdoc/>
    protected override ActionResult Run(ActionContext context, CancellationToken cancellation)
    {
        var run = new CommandRun(arguments, context);
        CommandProgram program = run.FindProgram();
        FingerprintKey? key = run.Environment.PassedOn.Count == 0 ? null : FingerprintKey.ReadOrMake(context, cancellation);
        AuditFingerprintPart[] parts = [.. CommandInputs.PartsOf(run, program, key, cancellation)];
        SharedScan seen = context.Scan(request, cancellation);
        AuditRunReason? obstacle = new CommandInputs(arguments, context.Workspace.Root).FindObstacle(seen.Result);

        CommandRunResult result = Execute(run, program, context, cancellation);

        // What was seen before is what the command was given; what is there now may be its own doing.
        bool isSteady = context.Scan(request, cancellation).Result.Tree.Root == seen.Result.Tree.Root;
        (SnapshotHeader Snapshot, CarriedKnowledge Carried) kept = context.Keep(seen, cancellation);
        ActionResult given = ScanCheck.ResultOf(
            request,
            seen,
            kept,
            isRepeatable: isSteady && obstacle is null,
            CommandReport.Create(arguments, result.Outcome, result.Said, seen, kept.Carried.Runs),
            result.Check,
            AuditVerdict.Warn);
        return given with
        {
            Counts = new([new("notSeen", seen.Result.Coverage.Gaps.Count)]),
            Fingerprint = given.Fingerprint.Count == 0 ? [] : [.. CommandInputs.PartsOf(seen.Result), .. parts],
            Warnings = [.. given.Warnings, .. result.Warnings, .. Doubts(obstacle, isSteady)],
        };
    }

    private static IEnumerable<string> Doubts(AuditRunReason? obstacle, bool isSteady)
    {
        if (obstacle is not null)
        {
            yield return $"The report is never taken again: {obstacle.New}.";
        }

        if (!isSteady)
        {
            yield return "What the job declares as inputs changed while the command ran, so that the report is not taken again.";
        }
    }
}
