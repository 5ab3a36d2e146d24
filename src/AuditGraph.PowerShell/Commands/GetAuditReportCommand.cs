using System.Management.Automation;
using AuditGraph.Core.Runs;
using AuditGraph.Core.Workspaces;
using AuditGraph.PowerShell.Completion;
using AuditGraph.PowerShell.Pipeline;

namespace AuditGraph.PowerShell.Commands;

/// <summary>Gets what a run reported, as objects.</summary>
[Cmdlet(VerbsCommon.Get, "AuditReport")]
[OutputType(typeof(AuditChange), typeof(AuditFile))]
public sealed class GetAuditReportCommand : WorkspaceCmdlet
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
        workspace => (new RunHistory(workspace.Paths, new Disk(), TimeProvider.System, new StreamObserver(this)), new RunReport(workspace.Paths, new Disk())),
        Write);

    private void Write((RunHistory History, RunReport Reports) opened, AuditRunReference asked)
    {
        AuditJobRun run = opened.History.Require(asked.Id);
        foreach (object item in Observe((_, cancellation) => opened.Reports.ReadItems(run, cancellation)))
        {
            WriteObject(item);
        }
    }
}
