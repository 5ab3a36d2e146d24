using System.CommandLine;
using AuditGraph.Cli.Output;
using AuditGraph.Core.Runs;

namespace AuditGraph.Cli.Commands;

/// <summary><c>auditgraph version</c>.</summary>
internal sealed class VersionCommand : Command
{
    private readonly Terminal terminal;

    private readonly GlobalOptions options;

    /// <summary>Makes the command.</summary>
    public VersionCommand(Terminal terminal, GlobalOptions options)
        : base("version", "Show the version.")
    {
        this.terminal = terminal;
        this.options = options;
        Options.Add(GlobalOptions.CreateFormat());
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        terminal.Output.WriteLine(options.WantsJson(parsed, terminal)
            ? JsonText.Object(json => json.WriteString("version", ToolVersion.Text))
            : ToolVersion.Text);
        return ExitCode.Ok;
    }
}
