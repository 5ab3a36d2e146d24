using System.Management.Automation;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Runs;
using AuditGraph.Core.Workspaces;
using AuditGraph.PowerShell.Completion;
using AuditGraph.PowerShell.Pipeline;

namespace AuditGraph.PowerShell.Commands;

/// <summary>Gets what a run reported, as objects.</summary>
[Cmdlet(VerbsCommon.Get, "AuditReport")]
[OutputType(typeof(AuditChange))]
public sealed class GetAuditReportCommand : WorkspaceCmdlet
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
        Workspace workspace;
        try
        {
            workspace = OpenWorkspace();
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
                Write(workspace, id);
            }
            catch (AuditException failure)
            {
                WriteError(failure.ToErrorRecord());
            }
        }
    }

    private void Write(Workspace workspace, string id)
    {
        AuditJobRun run = new RunHistory(workspace.Paths, new Disk(), TimeProvider.System, new StreamObserver(this)).Find(id.ToLowerInvariant())
            ?? throw new AuditRunException(RunErrors.RunNotFound, $"No run has the id '{DisplayText.Escape(id)}'.") { Target = id };
        foreach (AuditChange change in Observe((_, cancellation) => new RunReport(workspace.Paths, new Disk()).ReadChanges(run, cancellation)))
        {
            WriteObject(change);
        }
    }
}
