using System.CommandLine;
using AuditGraph.Cli.Output;
using AuditGraph.Core.Ledger;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Cli.Commands;

/// <summary><c>auditgraph ledger init-key</c>: makes the key that signs the ledger from then on.</summary>
internal sealed class LedgerInitKeyCommand : Command, IVerbatimOutput
{
    private const string Pem = "pem";

    private readonly Terminal terminal;

    private readonly GlobalOptions options;

    /// <summary>Makes the command.</summary>
    public LedgerInitKeyCommand(Terminal terminal, GlobalOptions options)
        : base("init-key", "Make a key that signs the ledger from now on, and print its public half in PEM.")
    {
        this.terminal = terminal;
        this.options = options;
        Options.Add(GlobalOptions.CreateFormat($"How the key is printed; {Pem}, as it is, unless {GlobalOptions.Json} is asked for.", Pem, GlobalOptions.Json));
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        Workspace workspace = options.Locate(parsed, terminal);
        var observer = new TerminalObserver(terminal, options.Verbose.IsGiven(parsed));
        LedgerPublicKey key = new LedgerLog(workspace.Paths, new Disk(), TimeProvider.System, observer).InitializeKey();
        if (GlobalOptions.WantsJson(parsed, terminal))
        {
            terminal.Output.WriteLine(JsonText.Object(json =>
            {
                json.WriteString("status", "ok");
                json.WriteString("publicKey", key.Pem);
            }));
        }
        else
        {
            terminal.Output.Write(key.Pem);
        }

        return ExitCode.Ok;
    }
}
