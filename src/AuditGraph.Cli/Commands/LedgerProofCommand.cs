using System.CommandLine;
using System.Text;
using AuditGraph.Cli.Output;
using AuditGraph.Core.Ledger;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Cli.Commands;

/// <summary>
/// <c>auditgraph ledger proof</c>: the proof that the ledger holds a run, as the file a third party checks without the
/// workspace.
/// </summary>
internal sealed class LedgerProofCommand : Command, IVerbatimOutput
{
    private readonly Terminal terminal;

    private readonly GlobalOptions options;

    private readonly Argument<string> run = new("RUN") { Description = "The run's id." };

    /// <summary>Makes the command.</summary>
    public LedgerProofCommand(Terminal terminal, GlobalOptions options)
        : base("proof", "Print the proof that the ledger holds a run (C2SP tlog-proof).")
    {
        this.terminal = terminal;
        this.options = options;
        Arguments.Add(run);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        Workspace workspace = options.Locate(parsed, terminal);
        var observer = new TerminalObserver(terminal, options.Verbose.IsGiven(parsed));
        string id = parsed.GetValue(run)!;
        var runs = new LedgerRuns(new LedgerLog(workspace.Paths, new Disk(), TimeProvider.System, observer));
        terminal.Output.Write(Encoding.UTF8.GetString(RunProof.For(runs, id.ToLowerInvariant()).ToBytes()));
        return ExitCode.Ok;
    }
}
