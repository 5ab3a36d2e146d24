using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using AuditGraph.Cli.Output;
using AuditGraph.Core.Configuration;
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

    private readonly Option<string?> asOf = new("--as-of")
    {
        Description = "The moment that counts as now when a baseline is chosen (ISO 8601; UTC unless it says otherwise).",
        HelpName = "INSTANT",
    };

    private readonly Flag whatIf = new("--what-if", "Tell what would be done; write nothing.");

    /// <summary>Makes the command.</summary>
    public JobsRunCommand(Terminal terminal, GlobalOptions options)
        : base("run", "Run jobs and record every run.")
    {
        this.terminal = terminal;
        this.options = options;
        asOf.Validators.Add(CheckInstant);
        Arguments.Add(names);
        Options.Add(all);
        Options.Add(asOf);
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

    private static void CheckInstant(OptionResult result)
    {
        if (result.Tokens is [var token] && !TryParseInstant(token.Value, out _))
        {
            result.AddError($"'{token.Value}' is no ISO 8601 instant, such as 2026-01-31T08:30:00Z.");
        }
    }

    private static bool TryParseInstant(string text, out DateTimeOffset instant) =>
        DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out instant);

    private int Run(ParseResult parsed)
    {
        Workspace workspace = options.Locate(parsed, terminal);
        JobConfigFile file = JobConfig.Load(workspace.Root).RequireValid();
        bool wantsAll = all.IsGiven(parsed);
        string[] asked = parsed.GetValue(names) ?? [];
        IReadOnlyList<AuditJob> jobs = wantsAll
            ? [.. file.Jobs.Where(job => job.Enabled)]
            : [.. asked.Select(name => JobSelection.Find(file, name))];
        DateTimeOffset? moment = parsed.GetValue(asOf) is { } text && TryParseInstant(text, out DateTimeOffset instant) ? instant : null;
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
            output.Add(runner.Run(job, moment, new TerminalObserver(terminal, verbose), interruption.Token));
        }

        return output.End(several) ? ExitCode.Ok : ExitCode.Failure;
    }
}
