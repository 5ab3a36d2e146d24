using System.CommandLine;
using AuditGraph.Cli.Output;
using AuditGraph.Core.Reports;

namespace AuditGraph.Cli.Commands;

/// <summary><c>auditgraph version</c>.</summary>
internal sealed class VersionCommand : Command
{
    private readonly Terminal terminal;

    /// <summary>Makes the command.</summary>
    public VersionCommand(Terminal terminal)
        : base("version", "Show the version.")
    {
        this.terminal = terminal;
        Options.Add(GlobalOptions.CreateFormat());
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        terminal.Output.WriteLine(GlobalOptions.WantsJson(parsed, terminal)
            ? JsonText.Object(json => json.WriteString("version", ToolVersion.Text))
            : ToolVersion.Text);
        return ExitCode.Ok;
    }
}
