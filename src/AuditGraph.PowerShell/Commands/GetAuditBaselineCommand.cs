using System.Management.Automation;
using AuditGraph.Core.Runs;
using AuditGraph.Core.Runs.Approvals;
using AuditGraph.Core.Workspaces;
using AuditGraph.PowerShell.Completion;
using AuditGraph.PowerShell.Pipeline;

namespace AuditGraph.PowerShell.Commands;

/// <summary>Gets what was approved as the baselines of jobs: by whom, when, why, and of which run.</summary>
[Cmdlet(VerbsCommon.Get, "AuditBaseline")]
[OutputType(typeof(AuditBaseline))]
public sealed class GetAuditBaselineCommand : WorkspaceCmdlet
{
    /// <summary>The names of the jobs; wildcards are understood. All jobs when left out.</summary>
    [Parameter(Position = 0)]
    [Alias("Name")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(JobNameCompleter))]
    public string[]? Job { get; set; }

    /// <summary>Gets all approvals, and not only those that are in force.</summary>
    [Parameter]
    public SwitchParameter History { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            Workspace workspace = OpenWorkspace();
            var jobs = new NamePatterns(Job);
            var missing = new HashSet<string>(jobs.Literals, StringComparer.OrdinalIgnoreCase);
            var approvals = new ApprovalHistory(workspace, new Disk());
            foreach (AuditBaseline approval in approvals.ReadNewestFirst(jobs.IsMatch, onlyCurrent: !History))
            {
                missing.Remove(approval.Job);
                WriteObject(approval);
            }

            var history = new RunHistory(workspace.Paths, new Disk(), TimeProvider.System, new StreamObserver(this));
            foreach (string name in missing)
            {
                RequireJob(workspace, history, name);
            }
        }
        catch (AuditException failure)
        {
            WriteSetupError(failure);
        }
    }
}
