using System.CommandLine;
using AuditGraph.Cli.Output;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Runs.Retention;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Cli.Commands;

/// <summary><c>auditgraph snapshots remove</c>: removes old snapshots that nothing needs any more.</summary>
internal sealed class SnapshotsRemoveCommand : Command
{
    private readonly Terminal terminal;

    private readonly GlobalOptions options;

    private readonly TextOption keep = new("--keep")
    {
        Description = "How long snapshots are kept, such as 30d; what snapshots.keep in config/pkg.yaml says where it is left out.",
        HelpName = "DURATION",
    };

    private readonly InstantOption before = new("--before", "The moment before which snapshots are old");

    private readonly TextOption job = new("--job") { Description = "Only the snapshots of this job.", HelpName = "NAME" };

    private readonly Flag force = new("--force", "Remove every old snapshot, also one that something still needs.");

    private readonly Flag whatIf = new("--what-if", "Tell what would be removed; write nothing.");

    /// <summary>Makes the command.</summary>
    public SnapshotsRemoveCommand(Terminal terminal, GlobalOptions options)
        : base("remove", "Remove old snapshots that no kept run and no job needs.")
    {
        this.terminal = terminal;
        this.options = options;
        keep.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !DurationText.TryParse(token.Value, out _))
            {
                result.AddError($"--keep takes {DurationText.Expected}{DurationWords.Question(token.Value)}");
            }
        });
        Options.Add(keep);
        Options.Add(before);
        Options.Add(job);
        Options.Add(force);
        Options.Add(whatIf);
        Options.Add(GlobalOptions.CreateFormat());
        Validators.Add(result =>
        {
            if (result.GetResult(keep) is not null && result.GetResult(before) is not null)
            {
                result.AddError("Say --keep or --before, not both.");
            }
        });
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        Workspace workspace = options.Locate(parsed, terminal);
        var observer = new TerminalObserver(terminal, options.Verbose.IsGiven(parsed));
        var retention = new SnapshotRetention(workspace, new Disk(), TimeProvider.System, observer, options.Catalog);
        string? name = parsed.GetValue(job);
        var request = new RetentionRequest
        {
            Before = before.ValueOf(parsed) ?? retention.KeptSince(DurationText.TryParse(parsed.GetValue(keep), out TimeSpan duration) ? duration : null),
            Job = name is null ? null : candidate => string.Equals(candidate, name, StringComparison.OrdinalIgnoreCase),
            Force = force.IsGiven(parsed),
        };
        using var interruption = new Interruption();
        RetentionPlan plan = retention.Plan(request, interruption.Token);
        if (name is not null)
        {
            plan.RequireJob(workspace.Root, name);
        }

        bool isTried = whatIf.IsGiven(parsed);
        if (!isTried && plan.Removed.Count > 0)
        {
            plan = retention.Remove(request, interruption.Token);
        }

        var output = new RetentionOutput(terminal, GlobalOptions.WantsJson(parsed, terminal), observer);
        output.Write(plan, isTried);
        return ExitCode.Ok;
    }
}
