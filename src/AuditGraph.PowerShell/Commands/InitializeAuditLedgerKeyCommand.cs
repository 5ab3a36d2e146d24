using System.Management.Automation;
using AuditGraph.Core.Ledger;
using AuditGraph.Core.Workspaces;
using AuditGraph.PowerShell.Pipeline;

namespace AuditGraph.PowerShell.Commands;

/// <summary>Makes a key for a workspace's ledger, whose checkpoints are signed from then on.</summary>
[Cmdlet(VerbsData.Initialize, "AuditLedgerKey", SupportsShouldProcess = true)]
[OutputType(typeof(string))]
public sealed class InitializeAuditLedgerKeyCommand : WorkspaceCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            Workspace workspace = OpenWorkspace();
            if (ShouldProcess(workspace.Paths.Secrets, "Make a key for the ledger"))
            {
                LedgerPublicKey key = Observe((observer, cancellation) =>
                    new LedgerLog(workspace.Paths, new Disk(), TimeProvider.System, observer).InitializeKey(cancellation));
                WriteObject(key.Pem.TrimEnd('\n'));
            }
        }
        catch (AuditException failure)
        {
            WriteSetupError(failure);
        }
    }
}
