using System.Management.Automation;
using System.Text;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Ledger;
using AuditGraph.Core.Workspaces;
using AuditGraph.PowerShell.Completion;
using AuditGraph.PowerShell.Pipeline;

namespace AuditGraph.PowerShell.Commands;

/// <summary>Gets a self-contained proof that the ledger has the entry of a run.</summary>
[Cmdlet(VerbsCommon.Get, "AuditRunProof")]
[OutputType(typeof(string))]
public sealed class GetAuditRunProofCommand : WorkspaceCmdlet
{
    /// <summary>The runs, or their ids.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Run", "RunId")]
    [RunIdTransformation]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RunIdCompleter))]
    public string[] Id { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        LedgerView? ledger;
        try
        {
            Workspace workspace = OpenWorkspace();
            ledger = new LedgerLog(workspace.Paths, new Disk(), TimeProvider.System, new StreamObserver(this)).TryOpen();
        }
        catch (AuditException failure)
        {
            WriteSetupError(failure);
            return;
        }

        foreach (string id in Id)
        {
            try
            {
                Write(ledger, id);
            }
            catch (AuditException failure)
            {
                WriteError(failure.ToErrorRecord());
            }
        }
    }

    private void Write(LedgerView? ledger, string id)
    {
        RunProof proof = ledger is null
            ? throw new AuditRunException(RunErrors.RunNotFound, $"No run has the id '{DisplayText.Escape(id)}': nothing was run yet.") { Target = id }
            : RunProof.For(ledger, id.ToLowerInvariant());

        // Whatever takes lines, such as Set-Content, ends the last one itself.
        WriteObject(Encoding.UTF8.GetString(proof.ToBytes()).TrimEnd('\n'));
    }
}
