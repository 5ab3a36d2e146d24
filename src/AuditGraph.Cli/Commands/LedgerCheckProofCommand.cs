using System.CommandLine;
using AuditGraph.Cli.Output;
using AuditGraph.Core.Ledger;

namespace AuditGraph.Cli.Commands;

/// <summary>
/// <c>auditgraph ledger check-proof</c>: whether a proof holds, without the workspace it comes from, by a key or a
/// checkpoint of the ledger that is known from elsewhere.
/// </summary>
internal sealed class LedgerCheckProofCommand : Command
{
    private readonly Terminal terminal;

    private readonly Argument<string> file = new("FILE") { Description = "The file with the proof." };

    private readonly TextOption publicKey = new("--public-key") { Description = "A file with the ledger's public key, in PEM; it must have signed the proof's checkpoint.", HelpName = "FILE" };

    private readonly TextOption checkpoint = new("--checkpoint") { Description = "A file with the ledger's checkpoint, which the proof's must be.", HelpName = "FILE" };

    /// <summary>Makes the command.</summary>
    public LedgerCheckProofCommand(Terminal terminal)
        : base("check-proof", "Check the proof of a run against what is known of its ledger; no workspace is needed.")
    {
        this.terminal = terminal;
        Arguments.Add(file);
        Options.Add(publicKey);
        Options.Add(checkpoint);
        Options.Add(GlobalOptions.CreateFormat());
        Validators.Add(result =>
        {
            if (result.GetResult(publicKey) is null == result.GetResult(checkpoint) is null)
            {
                result.AddError("Say by what to check the proof: --public-key or --checkpoint.");
            }
        });
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        byte[] proof = EvidenceFiles.ReadProof(PathOf(parsed.GetValue(file)!));
        AuditRunProofVerification found = parsed.GetValue(publicKey) is { } key
            ? RunProofVerifier.Verify(proof, EvidenceFiles.ReadKey(PathOf(key)))
            : RunProofVerifier.Verify(proof, EvidenceFiles.ReadCheckpoint(PathOf(parsed.GetValue(checkpoint)!)).Checkpoint);
        ProofOutput.Write(terminal, found, GlobalOptions.WantsJson(parsed, terminal));
        return found.IsValid ? ExitCode.Ok : ExitCode.Failure;
    }

    private string PathOf(string path) => Path.GetFullPath(path, terminal.CurrentFolder);
}
