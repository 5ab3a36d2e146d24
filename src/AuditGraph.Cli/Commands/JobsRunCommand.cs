using System.CommandLine;
using AuditGraph.Cli.Output;
using AuditGraph.Core.Execution;
using AuditGraph.Core.Runs;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Cli.Commands;

/// <summary><c>auditgraph jobs run</c>: runs jobs and those that they need.</summary>
internal sealed class JobsRunCommand : Command
{
    private readonly Terminal terminal;

    private readonly GlobalOptions options;

    private readonly PlanOptions jobs;

    private readonly CountOption mostAtOnce = new("--jobs", "How many jobs run at once; the number of processors when left out.");

    private readonly Flag failFast = new("--fail-fast", "Start nothing more after a failure.");

    private readonly Flag whatIf = new("--what-if", "Tell what would be done, as 'jobs plan' does; write nothing.");

    /// <summary>Makes the command.</summary>
    public JobsRunCommand(Terminal terminal, GlobalOptions options)
        : base("run", "Run jobs and those that they need, and record every run.")
    {
        this.terminal = terminal;
        this.options = options;
        jobs = new PlanOptions(this, options.Catalog);
        Options.Add(mostAtOnce);
        Options.Add(failFast);
        Options.Add(whatIf);
        Options.Add(GlobalOptions.CreateFormat());
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        Workspace workspace = options.Locate(parsed, terminal);
        JobPlan plan = jobs.Plan(parsed, options.LoadJobs(workspace));
        bool wantsJson = GlobalOptions.WantsJson(parsed, terminal);
        bool verbose = options.Verbose.IsGiven(parsed);
        bool several = !jobs.IsOne(parsed) || plan.Jobs.Count > 1;
        JobRunner runner = options.OpenRunner(workspace);
        using var interruption = new Interruption();
        var observer = new TerminalObserver(terminal, verbose);
        if (whatIf.IsGiven(parsed))
        {
            return new PlanOutput(terminal, wantsJson, verbose).Write(
                new PlanForecast(runner, observer, interruption.Token) { AsOf = jobs.AsOf(parsed), Force = jobs.IsForced(parsed) }.Make(plan),
                several,
                isWhatIf: true);
        }

        var output = new RunOutput(terminal, wantsJson, verbose, observer);
        InvocationResult result;
        try
        {
            result = new Invocation(runner, TimeProvider.System).Run(
                plan,
                new InvocationOptions
                {
                    MostAtOnce = mostAtOnce.ValueOf(parsed) ?? Environment.ProcessorCount,
                    FailFast = failFast.IsGiven(parsed),
                    Force = jobs.IsForced(parsed),
                    AsOf = jobs.AsOf(parsed),
                },
                output,
                new InterruptionTokens(interruption.Token, interruption.Kill));
        }
        catch (OperationCanceledException) when (interruption.ExitCode is not null)
        {
            terminal.Error.WriteLine("error: interrupted before anything had begun");
            return interruption.ExitCode.Value;
        }

        output.End(result, several);
        return result switch
        {
            { IsInterrupted: true } => interruption.ExitCode ?? ExitCode.Failure,
            { HasFailed: true } => ExitCode.Failure,
            { HasFindings: true } => ExitCode.Finding,
            _ => ExitCode.Ok,
        };
    }
}
