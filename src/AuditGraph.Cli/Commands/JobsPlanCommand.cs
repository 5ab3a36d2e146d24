using System.CommandLine;
using AuditGraph.Cli.Output;
using AuditGraph.Core.Execution;
using AuditGraph.Core.Runs;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Cli.Commands;

/// <summary><c>auditgraph jobs plan</c>: what running jobs would do, in which order.</summary>
internal sealed class JobsPlanCommand : Command
{
    private readonly Terminal terminal;

    private readonly GlobalOptions options;

    private readonly PlanOptions jobs;

    /// <summary>Makes the command.</summary>
    public JobsPlanCommand(Terminal terminal, GlobalOptions options)
        : base("plan", "Tell which jobs would run, in which order, and what they would do; write nothing.")
    {
        this.terminal = terminal;
        this.options = options;
        jobs = new PlanOptions(this, options.Catalog);
        Options.Add(GlobalOptions.CreateFormat());
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        Workspace workspace = options.Locate(parsed, terminal);
        JobPlan plan = jobs.Plan(parsed, options.LoadJobs(workspace));
        bool verbose = options.Verbose.IsGiven(parsed);
        JobRunner runner = options.OpenRunner(workspace);
        using var interruption = new Interruption();
        IReadOnlyList<JobForecast> forecasts = new PlanForecast(runner, new TerminalObserver(terminal, verbose), interruption.Token)
        {
            AsOf = jobs.AsOf(parsed),
            Force = jobs.IsForced(parsed),
        }.Make(plan);
        return new PlanOutput(terminal, GlobalOptions.WantsJson(parsed, terminal), verbose).Write(forecasts, several: true, isWhatIf: false);
    }
}
