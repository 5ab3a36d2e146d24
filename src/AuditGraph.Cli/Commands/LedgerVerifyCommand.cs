using System.CommandLine;
using AuditGraph.Cli.Output;
using AuditGraph.Core.Ledger;
using AuditGraph.Core.Runs;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Cli.Commands;

/// <summary><c>auditgraph ledger verify</c>: whether the ledger, the records and the latest outputs are what was recorded.</summary>
internal sealed class LedgerVerifyCommand : Command
{
    private readonly Terminal terminal;

    private readonly GlobalOptions options;

    private readonly TextOption publicKey = new("--public-key") { Description = "A file with the key, in PEM, that must have signed the ledger.", HelpName = "FILE" };

    private readonly TextOption since = new("--since") { Description = "A file with an earlier checkpoint of the ledger, which it must continue.", HelpName = "FILE" };

    /// <summary>Makes the command.</summary>
    public LedgerVerifyCommand(Terminal terminal, GlobalOptions options)
        : base("verify", "Verify the ledger, the records of the runs and their latest outputs.")
    {
        this.terminal = terminal;
        this.options = options;
        Options.Add(publicKey);
        Options.Add(since);
        Options.Add(GlobalOptions.CreateFormat());
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        Workspace workspace = options.Locate(parsed, terminal);
        var observer = new TerminalObserver(terminal, options.Verbose.IsGiven(parsed));
        new RunLedger(workspace.Paths, new Disk(), TimeProvider.System, observer).TrySettleAbandoned(CancellationToken.None);
        AuditLedgerVerification found = new LedgerVerifier(workspace.Paths).Verify(new LedgerVerificationOptions
        {
            PublicKey = parsed.GetValue(publicKey) is { } key ? EvidenceFiles.ReadKey(Path.GetFullPath(key, terminal.CurrentFolder)) : null,
            Since = parsed.GetValue(since) is { } kept ? EvidenceFiles.ReadCheckpoint(Path.GetFullPath(kept, terminal.CurrentFolder)) : null,
        });
        LedgerOutput.Write(terminal, found, GlobalOptions.WantsJson(parsed, terminal));
        return found.IsValid ? ExitCode.Ok : ExitCode.Failure;
    }
}
