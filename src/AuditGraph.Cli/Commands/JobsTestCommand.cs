using System.CommandLine;
using AuditGraph.Cli.Output;
using AuditGraph.Core.Configuration;

namespace AuditGraph.Cli.Commands;

/// <summary><c>auditgraph jobs test</c>: validates job files and shows every finding.</summary>
internal sealed class JobsTestCommand : Command
{
    private readonly Terminal terminal;

    private readonly GlobalOptions options;

    /// <summary>Makes the command.</summary>
    public JobsTestCommand(Terminal terminal, GlobalOptions options)
        : base("test", "Validate the job file and show every mistake in it.")
    {
        this.terminal = terminal;
        this.options = options;
        Options.Add(GlobalOptions.CreateFormat());
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        JobConfigFile file = JobConfig.Load(options.Locate(parsed, terminal).Root);
        if (GlobalOptions.WantsJson(parsed, terminal))
        {
            terminal.Output.WriteLine(JsonText.Object(json => json.WriteString("status", file.IsValid ? "ok" : "error")));
        }

        foreach (JobConfigDiagnostic diagnostic in file.Diagnostics)
        {
            terminal.Output.WriteLine(diagnostic);
        }

        return file.IsValid ? ExitCode.Ok : ExitCode.Failure;
    }
}
