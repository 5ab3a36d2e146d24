using System.CommandLine;
using System.Text;
using AuditGraph.Cli.Output;
using AuditGraph.Core.Reports;
using AuditGraph.Core.Runs;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Cli.Commands;

/// <summary><c>auditgraph report</c>: what a run reported, in any format, whatever became of its output.</summary>
internal sealed class ReportCommand : Command, IVerbatimOutput
{
    private readonly Terminal terminal;

    private readonly GlobalOptions options;

    private readonly Argument<string> run = new("RUN") { Description = "The run's id." };

    /// <inheritdoc/>
    public bool FormatIsOfContent => true;

    /// <summary>Makes the command.</summary>
    public ReportCommand(Terminal terminal, GlobalOptions options)
        : base("report", "Print what a run reported, in any format.")
    {
        this.terminal = terminal;
        this.options = options;
        Arguments.Add(run);
        Options.Add(GlobalOptions.CreateFormat(
            $"The report's format; {ReportFormats.Names[0]} where none is named.", [.. ReportFormats.All]));
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        Workspace workspace = options.Locate(parsed, terminal);
        var observer = new TerminalObserver(terminal, options.Verbose.IsGiven(parsed));
        string id = parsed.GetValue(run)!;
        AuditJobRun asked = new RunHistory(workspace.Paths, new Disk(), TimeProvider.System, observer).Require(id);
        string format = GlobalOptions.FormatOf(parsed) ?? ReportFormats.Names[0];
        WrittenReport report = new RunReport(workspace.Paths, new Disk()).Export(asked, format, CancellationToken.None);
        Decoder decoder = Encoding.UTF8.GetDecoder();
        foreach (ReadOnlyMemory<byte> part in report.Content.Parts())
        {
            char[] text = new char[decoder.GetCharCount(part.Span, flush: false)];
            terminal.Output.Write(text, 0, decoder.GetChars(part.Span, text, flush: false));
        }

        return ExitCode.Ok;
    }
}
