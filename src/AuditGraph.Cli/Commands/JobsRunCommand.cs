using System.CommandLine;
using AuditGraph.Cli.Output;
using AuditGraph.Core.Actions;
using AuditGraph.Core.Actions.ChangedSince;
using AuditGraph.Core.Configuration;
using AuditGraph.Core.Configuration.Diagnostics;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Runs;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Cli.Commands;

/// <summary><c>auditgraph jobs run</c>: runs jobs in the order in which they are named.</summary>
internal sealed class JobsRunCommand : Command
{
    private readonly Terminal terminal;

    private readonly GlobalOptions options;

    private readonly Argument<string[]> names = new("NAME") { Description = "The jobs to run.", Arity = ArgumentArity.ZeroOrMore };

    private readonly Flag all = new("--all", "Run every enabled job.");

    private readonly InstantOption asOf = new("--as-of", "The moment that counts as now when a baseline is chosen");

    private readonly TextOption rehash = new("--rehash")
    {
        Description = "Which files are hashed anew, whatever the job says: those whose metadata changed, also a sample of the others, or all.",
        HelpName = string.Join('|', ChangedSinceDescriptor.RehashValues),
    };

    private readonly Flag whatIf = new("--what-if", "Tell what would be done; write nothing.");

    /// <summary>Makes the command.</summary>
    public JobsRunCommand(Terminal terminal, GlobalOptions options)
        : base("run", "Run jobs and record every run.")
    {
        this.terminal = terminal;
        this.options = options;
        rehash.AcceptOnlyFromAmong([.. ChangedSinceDescriptor.RehashValues]);
        Arguments.Add(names);
        Options.Add(all);
        Options.Add(asOf);
        Options.Add(rehash);
        Options.Add(whatIf);
        Options.Add(GlobalOptions.CreateFormat());
        Validators.Add(result =>
        {
            bool named = result.GetValue(names) is { Length: > 0 };
            if (named == result.GetResult(all) is not null)
            {
                result.AddError("Name the jobs to run, or say --all.");
            }
        });
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        Workspace workspace = options.Locate(parsed, terminal);
        JobConfigFile file = JobConfig.Load(workspace.Root).RequireValid();
        bool wantsAll = all.IsGiven(parsed);
        string[] asked = parsed.GetValue(names) ?? [];
        IReadOnlyList<AuditJob> jobs = wantsAll
            ? [.. file.Jobs.Where(job => job.Enabled)]
            : [.. asked.Select(name => JobSelection.Find(file, name))];
        jobs = [.. jobs.Select(job => ArgumentOverride.Apply(job, ChangedSinceDescriptor.Rehash, parsed.GetValue(rehash)))];
        DateTimeOffset? moment = asOf.ValueOf(parsed);
        bool verbose = options.Verbose.IsGiven(parsed);
        bool several = wantsAll || asked.Length > 1;
        var runner = new JobRunner(workspace, new Disk(), TimeProvider.System);
        using var interruption = new Interruption();
        if (whatIf.IsGiven(parsed))
        {
            var previews = new PreviewOutput(terminal, GlobalOptions.WantsJson(parsed, terminal));
            previews.Write(
                [.. jobs.Select(job => (job, runner.Preview(job, moment, new TerminalObserver(terminal, verbose), interruption.Token)))], several);
            return ExitCode.Ok;
        }

        var output = new RunOutput(terminal, GlobalOptions.WantsJson(parsed, terminal), verbose);
        foreach (AuditJob job in jobs)
        {
            try
            {
                // Once interrupted, nothing new is started; each job that was asked for is told of all the same.
                interruption.Token.ThrowIfCancellationRequested();
                output.Add(runner.Run(job, moment, new TerminalObserver(terminal, verbose), interruption.Token));
            }
            catch (AuditException refusal)
            {
                output.AddRefused(job, refusal);
            }
            catch (OperationCanceledException stop)
            {
                output.AddRefused(job, new AuditRunException(RunErrors.Cancelled, $"The job '{job.Name}' was not started: the command was cancelled.", stop) { Target = job.Name });
            }
            catch (Exception failure) when (failure is not (OutOfMemoryException or OutputException))
            {
                output.AddRefused(job, ErrorOutput.Unforeseen(failure));
            }
        }

        return output.End(several) ? ExitCode.Ok : ExitCode.Failure;
    }
}
