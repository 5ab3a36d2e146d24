using System.Management.Automation;
using AuditGraph.Core.Runs.Approvals;
using AuditGraph.Core.Workspaces;
using AuditGraph.PowerShell.Completion;
using AuditGraph.PowerShell.Pipeline;

namespace AuditGraph.PowerShell.Commands;

/// <summary>
/// Approves what a run saw, or a part of it, as the baseline of its job: an entry of the ledger says who did and why.
/// </summary>
[Cmdlet(VerbsLifecycle.Approve, "AuditBaseline", SupportsShouldProcess = true)]
[OutputType(typeof(AuditBaseline))]
public sealed class ApproveAuditBaselineCommand : WorkspaceCmdlet
{
    /// <summary>The runs, or their ids.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id", "RunId")]
    [RunTransformation]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RunIdCompleter))]
    public AuditRunReference[] Run { get; set; } = [];

    /// <summary>
    /// The paths that are approved: patterns as in a .gitignore file. All that the run saw when left out.
    /// </summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>Why it is right.</summary>
    [Parameter(Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string Reason { get; set; } = "";

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            ForEachRun(Run, static workspace => workspace, Approve);
        }
        catch (OperationCanceledException) when (Stopping)
        {
            throw new PipelineStoppedException();
        }
    }

    private void Approve(Workspace workspace, AuditRunReference run)
    {
        var request = new ApprovalRequest(run.Id.ToLowerInvariant(), [.. Path], Reason);
        ApprovalPlan plan = Observe((observer, cancellation) => Open(workspace, observer).Plan(request, cancellation));
        string before = plan.Previous is { } previous ? $"the approval {previous.Id}" : "nothing: nothing is approved yet";
        WriteVerbose($"Compared with {before}.");
        string what = $"{plan.Title} ({plan.Changes})";
        if (ShouldProcess($"Approve {what}.", $"Approve {what}?", "Approve-AuditBaseline"))
        {
            WriteObject(Observe((observer, cancellation) => Open(workspace, observer).Approve(plan, cancellation)));
        }
    }

    private static BaselineApprover Open(Workspace workspace, IAuditObserver observer) =>
        new(workspace, new Disk(), TimeProvider.System, observer);
}
