using System.Management.Automation;
using AuditGraph.Core.Ledger;
using AuditGraph.Core.Runs;
using AuditGraph.Core.Workspaces;
using AuditGraph.PowerShell.Pipeline;

namespace AuditGraph.PowerShell.Commands;

/// <summary>Verifies a workspace's ledger, the records of its runs, and their latest outputs.</summary>
[Cmdlet(VerbsDiagnostic.Test, "AuditLedger")]
[OutputType(typeof(AuditLedgerVerification), typeof(bool))]
public sealed class TestAuditLedgerCommand : WorkspaceCmdlet
{
    /// <summary>A file with the public key, in PEM, that must have signed the ledger.</summary>
    [Parameter]
    [Alias("Key")]
    [ValidateNotNullOrEmpty]
    public string? PublicKey { get; set; }

    /// <summary>A file with an earlier checkpoint of the ledger, which it must continue.</summary>
    [Parameter]
    [Alias("Checkpoint")]
    [ValidateNotNullOrEmpty]
    public string? Since { get; set; }

    /// <summary>Emits whether everything holds, instead of what was found.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            Workspace workspace = OpenWorkspace();
            var options = new LedgerVerificationOptions
            {
                PublicKey = PublicKey is null ? null : EvidenceFiles.ReadKey(ToFullPath(PublicKey)),
                Since = Since is null ? null : EvidenceFiles.ReadCheckpoint(ToFullPath(Since)),
            };
            AuditLedgerVerification found = Observe(
                (observer, cancellation) =>
                {
                    new RunLedger(workspace.Paths, new Disk(), TimeProvider.System, observer).TrySettleAbandoned(cancellation);
                    return new LedgerVerifier(workspace.Paths).Verify(options, cancellation);
                });
            WriteObject(Quiet ? found.IsValid : found);
        }
        catch (AuditException failure)
        {
            WriteSetupError(failure);
        }
    }
}
