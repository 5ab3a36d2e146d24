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
    [RunTransformation]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RunIdCompleter))]
    public AuditRunReference[] Id { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord() =>
        ForEachRun(Id, workspace => new LedgerLog(workspace.Paths, new Disk(), TimeProvider.System, new StreamObserver(this)).TryOpen(), Write);

    private void Write(LedgerView? ledger, AuditRunReference run)
    {
        RunProof proof = ledger is null
            ? throw new AuditRunException(RunErrors.RunNotFound, $"No run has the id '{DisplayText.Escape(run.Id)}': nothing was run yet.") { Target = run.Id }
            : RunProof.For(ledger, run.Id.ToLowerInvariant());

        // Whatever takes lines, such as Set-Content, ends the last one itself.
        WriteObject(Encoding.UTF8.GetString(proof.ToBytes()).TrimEnd('\n'));
    }
}
