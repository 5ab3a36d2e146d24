using System.Management.Automation;
using AuditGraph.Core.Execution;
using AuditGraph.Core.Runs;
using AuditGraph.Core.Workspaces;
using AuditGraph.PowerShell.Pipeline;

namespace AuditGraph.PowerShell.Commands;

/// <summary>Gets which jobs <c>Invoke-AuditJob</c> would run, in which order, and what each would do. Writes nothing.</summary>
[Cmdlet(VerbsCommon.Get, "AuditPlan", DefaultParameterSetName = ByName)]
[OutputType(typeof(AuditPlanEntry))]
public sealed class GetAuditPlanCommand : PlanCmdlet
{
    /// <inheritdoc/>
    private protected override void Process(JobPlan plan)
    {
        var runner = new JobRunner(OpenWorkspace(plan.Jobs[0].Job.Root), new Disk(), TimeProvider.System);
        foreach (JobForecast forecast in Foresee(plan, runner))
        {
            WriteObject(forecast.ToEntry());
        }
    }
}
