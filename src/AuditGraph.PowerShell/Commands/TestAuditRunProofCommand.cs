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
    private const string LiteralByKey = "LiteralPathPublicKey";
    private const string LiteralByCheckpoint = "LiteralPathCheckpoint";

    /// <summary>The files with the proofs; wildcards are understood.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByKey, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByCheckpoint, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>The files with the proofs, by names that are taken as they are.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LiteralByKey, ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, ParameterSetName = LiteralByCheckpoint, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>A file with the ledger's public key, in PEM; it must have signed the proof's checkpoint.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = ByKey)]
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = LiteralByKey)]
    [Alias("Key")]
    [ValidateNotNullOrEmpty]
    public string? PublicKey { get; set; }

    /// <summary>A file with a checkpoint of the ledger, of the same size as the proof's.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByCheckpoint)]
    [Parameter(Mandatory = true, ParameterSetName = LiteralByCheckpoint)]
    [ValidateNotNullOrEmpty]
    public string? Checkpoint { get; set; }

    /// <summary>Emits whether each proof holds, instead of what was found.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        bool isLiteral = ParameterSetName is LiteralByKey or LiteralByCheckpoint;
        ForEachFile(isLiteral ? LiteralPath : Path, isLiteral, Test);
    }

    private void Test(string file)
    {
        AuditRunProofVerification found = Verify(EvidenceFiles.ReadProof(file));
        WriteObject(Quiet ? found.IsValid : found);
    }

    private AuditRunProofVerification Verify(byte[] proof) => PublicKey is null
        ? RunProofVerifier.Verify(proof, EvidenceFiles.ReadCheckpoint(ToFullPath(Checkpoint!)).Checkpoint)
        : RunProofVerifier.Verify(proof, EvidenceFiles.ReadKey(ToFullPath(PublicKey)));
}
