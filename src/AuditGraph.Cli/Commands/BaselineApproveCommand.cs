using System.CommandLine;
using AuditGraph.Cli.Output;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Runs.Approvals;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Cli.Commands;

/// <summary><c>auditgraph baseline approve</c>: approves what a run saw as the baseline of its job.</summary>
internal sealed class BaselineApproveCommand : Command
{
    private readonly Terminal terminal;

    private readonly GlobalOptions options;

    private readonly TextOption run = new("--run") { Description = "The run whose state is approved.", HelpName = "ID", Required = true };

    private readonly TextsOption paths = new("--path")
    {
        Description = "Approve only what this pattern, as in a .gitignore file, matches; may be given several times.",
        HelpName = "PATTERN",
    };

    private readonly TextOption reason = new("--reason") { Description = "Why it is right.", HelpName = "TEXT", Required = true };

    private readonly Flag whatIf = new("--what-if", "Tell what would be approved; write nothing.");

    /// <summary>Makes the command.</summary>
    public BaselineApproveCommand(Terminal terminal, GlobalOptions options)
        : base("approve", "Approve what a run saw, or a part of it, as the baseline of its job.")
    {
        this.terminal = terminal;
        this.options = options;
        foreach (Option option in new Option[] { run, paths, reason, whatIf, GlobalOptions.CreateFormat() })
        {
            Options.Add(option);
        }

        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        Workspace workspace = options.Locate(parsed, terminal);
        var observer = new TerminalObserver(terminal, options.Verbose.IsGiven(parsed));
        var approver = new BaselineApprover(workspace, new Disk(), TimeProvider.System, observer, options.Catalog);
        var request = new ApprovalRequest(
            parsed.GetValue(run)!.ToLowerInvariant(), [.. parsed.GetValue(paths) ?? []], parsed.GetValue(reason)!);
        using var interruption = new Interruption();
        ApprovalPlan plan = approver.Plan(request, interruption.Token);
        AuditBaseline? approval = whatIf.IsGiven(parsed) ? null : approver.Approve(plan, interruption.Token);
        if (GlobalOptions.WantsJson(parsed, terminal))
        {
            terminal.Output.WriteLine(JsonText.Object(json => BaselineJson.WriteOutcome(json, plan, approval)));
        }
        else
        {
            string did = approval is null ? "What if: would approve" : "Approved";
            terminal.Output.WriteLine($"{did} {DisplayText.Escape(plan.Title)}: {plan.Changes}");
            if (approval is not null)
            {
                terminal.Output.WriteLine($"  approval  {approval.Id}");
            }
        }

        return ExitCode.Ok;
    }
}
