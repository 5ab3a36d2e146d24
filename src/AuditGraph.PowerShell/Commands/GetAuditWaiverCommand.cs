using System.Management.Automation;
using AuditGraph.Core.Runs;
using AuditGraph.Core.Workspaces;
using AuditGraph.PowerShell.Completion;
using AuditGraph.PowerShell.Pipeline;

namespace AuditGraph.PowerShell.Commands;

/// <summary>Gets the waivers of a workspace, with what each sets aside of what the last good runs found.</summary>
[Cmdlet(VerbsCommon.Get, "AuditWaiver")]
[OutputType(typeof(AuditWaiver))]
public sealed class GetAuditWaiverCommand : WorkspaceCmdlet
{
    /// <summary>
    /// The rules; wildcards are understood. All waivers when left out, also those of single findings.
    /// </summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FindingRuleCompleter))]
    public string[]? Rule { get; set; }

    /// <summary>Whether they must hold, or have expired.</summary>
    [Parameter]
    public AuditWaiverState? State { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            var rules = new NamePatterns(Rule);
            foreach (AuditWaiver waiver in new WaiverStanding(OpenWorkspace(), new Disk(), TimeProvider.System, new StreamObserver(this)).Read())
            {
                if ((Rule is null || (waiver.Rule is { } rule && rules.IsMatch(rule))) && (State ?? waiver.State) == waiver.State)
                {
                    WriteObject(waiver);
                }
            }
        }
        catch (AuditException failure)
        {
            WriteSetupError(failure);
        }
    }
}
