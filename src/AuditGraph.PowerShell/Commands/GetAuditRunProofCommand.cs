using System.Management.Automation;
using System.Text;
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
    protected override void ProcessRecord() => ForEachRun(
        Id,
        workspace => new LedgerRuns(new LedgerLog(workspace.Paths, new Disk(), TimeProvider.System, new StreamObserver(this))),
        Write);

    private void Write(LedgerRuns runs, AuditRunReference run)
    {
        RunProof proof = RunProof.For(runs, run.Id.ToLowerInvariant());

        // Whatever takes lines, such as Set-Content, ends the last one itself.
        WriteObject(Encoding.UTF8.GetString(proof.ToBytes()).TrimEnd('\n'));
    }
}
