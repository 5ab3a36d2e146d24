using System.Management.Automation;
using AuditGraph.Core.Ledger;
using AuditGraph.PowerShell.Pipeline;

namespace AuditGraph.PowerShell.Commands;

/// <summary>Checks proofs of runs, without the workspace, against what is known of its ledger from elsewhere.</summary>
[Cmdlet(VerbsDiagnostic.Test, "AuditRunProof", DefaultParameterSetName = ByKey)]
[OutputType(typeof(AuditRunProofVerification), typeof(bool))]
public sealed class TestAuditRunProofCommand : AuditCmdlet
{
    private const string ByKey = "PublicKey";
    private const string ByCheckpoint = "Checkpoint";

    /// <summary>The files with the proofs.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "FullName", "LiteralPath")]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>A file with the ledger's public key, in PEM; it must have signed the proof's checkpoint.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = ByKey)]
    [Alias("Key")]
    [ValidateNotNullOrEmpty]
    public string? PublicKey { get; set; }

    /// <summary>A file with a checkpoint of the ledger, of the same size as the proof's.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByCheckpoint)]
    [ValidateNotNullOrEmpty]
    public string? Checkpoint { get; set; }

    /// <summary>Emits whether each proof holds, instead of what was found.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string path in Path)
        {
            try
            {
                AuditRunProofVerification found = Verify(EvidenceFiles.ReadProof(ToFullPath(path)));
                WriteObject(Quiet ? found.IsValid : found);
            }
            catch (AuditException failure)
            {
                WriteError(failure.ToErrorRecord());
            }
        }
    }

    private AuditRunProofVerification Verify(byte[] proof) => PublicKey is null
        ? RunProofVerifier.Verify(proof, EvidenceFiles.ReadCheckpoint(ToFullPath(Checkpoint!)).Checkpoint)
        : RunProofVerifier.Verify(proof, EvidenceFiles.ReadKey(ToFullPath(PublicKey)));
}
