using AuditGraph.Core.Actions.Checks;
using AuditGraph.Core.Actions.RunCommand.Protocol;
using AuditGraph.Core.Actions.RunCommand.Results;
using AuditGraph.Core.Actions.Scans;
using AuditGraph.Core.Reports.Findings;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.RunCommand;

/// <summary>
/// <c>run.command</c>: runs somebody else's program. Its exit code is a verdict, what it says that it found are
/// findings, and what it writes is evidence.
/// </summary>
/// <param name="arguments">The job's arguments.</param>
internal class CommandAction(CommandArguments arguments) : IAuditAction
{
    /// <inheritdoc/>
    public ActionPreview Preview(ActionContext context, CancellationToken cancellation)
    {
        var run = new CommandRun(arguments, context);
        run.FindProgram();
        run.FindFolder();
        ActionPreview preview = arguments.Inputs is { } inputs ? ScanInputs.Preview(context, inputs) : new ActionPreview();
        return preview with { Command = arguments.Words };
    }

    /// <inheritdoc/>
    public Task<ActionResult> RunAsync(ActionContext context, CancellationToken cancellation) =>
        Task.FromResult(Run(context, cancellation));

    /// <summary>Runs the command.</summary>
    protected virtual ActionResult Run(ActionContext context, CancellationToken cancellation)
    {
        var run = new CommandRun(arguments, context);
        CommandRunResult result = Execute(run, run.FindProgram(), context, cancellation);
        return new ActionResult
        {
            Report = CommandReport.Create(
                arguments, result.Outcome, result.Said, seen: null, new Dictionary<TreePath, string>()),
            Check = result.Check,
            Warnings = result.Warnings.ToValueList(),
        };
    }

    /// <summary>Runs the command, and reads what it found.</summary>
    private protected CommandRunResult Execute(
        CommandRun run, CommandProgram program, ActionContext context, CancellationToken cancellation)
    {
        FindingsReader? reader = arguments.Findings is { } source
            ? new FindingsReader(source, context.Workspace.Root, run.FindFolder(), run.Masks)
            : null;
        context.Observer.OnVerbose($"Runs {arguments.Words}");
        CommandOutcome outcome = run.Run(program, cancellation);
        var evidence = new NamedEvidence(context.Workspace.Root, arguments.OutputLimit, run.Masks);
        CheckGap[] gaps =
        [
            .. arguments.Evidence
                .Select((path, index) => evidence.Take(
                    path, $"evidence-{index + 1}", context.Evidence, cancellation))
                .OfType<CheckGap>(),
        ];
        ProtocolOutput? said = reader?.Read(outcome);
        CommandFindings? found = said?.Found;
        var check = new CheckOutcome(
            [.. CommandRuleIds.All, .. found?.Rules ?? []], [.. FindingsOf(outcome), .. found?.Findings ?? []])
        {
            Gaps = [.. gaps, .. found?.Gaps ?? []],
        };
        return new CommandRunResult(outcome, check, said);
    }

    private IEnumerable<CheckFinding> FindingsOf(CommandOutcome outcome)
    {
        if (outcome.Verdict == AuditVerdict.Pass)
        {
            yield break;
        }

        string meaning = SeverityWords.Of(outcome.Verdict);
        yield return new CheckFinding(
            CommandRuleIds.ExitCode,
            outcome.Verdict == AuditVerdict.Fail ? AuditSeverity.Error : AuditSeverity.Warning,
            $"The command {arguments.Words} ended with the exit code {outcome.ExitCode}, which means {meaning}.",
            meaning);
    }

    /// <summary>What a command gave that was run.</summary>
    /// <param name="Outcome">How it ended.</param>
    /// <param name="Check">What was found.</param>
    /// <param name="Said">What it said that it found, and what it reports; null where it says neither.</param>
    private protected sealed record CommandRunResult(CommandOutcome Outcome, CheckOutcome Check, ProtocolOutput? Said)
    {
        /// <summary>What the user should know although it ran to its end.</summary>
        public IEnumerable<string> Warnings => [.. Outcome.Remarks, .. Said?.Warnings ?? []];
    }
}
