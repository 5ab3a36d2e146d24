using System.Management.Automation;
using AuditGraph.Core.Runs;
using AuditGraph.Core.Workspaces;
using AuditGraph.PowerShell.Completion;
using AuditGraph.PowerShell.Pipeline;

namespace AuditGraph.PowerShell.Commands;

/// <summary>Gets what checks found: in some runs, or in the last good run of each job.</summary>
[Cmdlet(VerbsCommon.Get, "AuditFinding")]
[OutputType(typeof(AuditFinding))]
public sealed class GetAuditFindingCommand : WorkspaceCmdlet
{
    /// <summary>The names of the jobs that found them; wildcards are understood. All jobs when left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Job")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(JobNameCompleter))]
    public string[]? Name { get; set; }

    /// <summary>The runs, or their ids; the last good run of each job when left out.</summary>
    // In no set of its own: a run has the name of its job too, and must bind as what it is.
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Run", "RunId")]
    [RunTransformation]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RunIdCompleter))]
    public AuditRunReference[]? Id { get; set; }

    /// <summary>The rules; wildcards are understood. All rules when left out.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FindingRuleCompleter))]
    public string[]? Rule { get; set; }

    /// <summary>How much they weigh; all when left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public AuditSeverity[] Severity { get; set; } = [];

    /// <summary>How they stand to the run before; all when left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public AuditFindingState[] State { get; set; } = [];

    /// <summary>Only what somebody has set aside; with <c>-Waived:$false</c> only what nobody has.</summary>
    [Parameter]
    public SwitchParameter Waived { get; set; }

    // An object from the pipeline binds to both parameters; what names a run is not asked for its job too.
    private bool isNamedByUser;

    private FindingFilter filter = null!;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        isNamedByUser = MyInvocation.BoundParameters.ContainsKey(nameof(Name));
        bool? isWaived = MyInvocation.BoundParameters.ContainsKey(nameof(Waived)) ? Waived.IsPresent : null;
        filter = new FindingFilter(new NamePatterns(Rule).IsMatch, Severity, State, isWaived);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Id is not null)
        {
            var names = new NamePatterns(isNamedByUser ? Name : null);
            ForEachRun(Id, Open, (opened, asked) =>
            {
                if (opened.History.Require(asked.Id) is var run && names.IsMatch(run.Job))
                {
                    Write(opened.Reports, run);
                }
            });
            return;
        }

        try
        {
            WriteByName(OpenWorkspace());
        }
        catch (AuditException failure)
        {
            WriteSetupError(failure);
        }
    }

    private (RunHistory History, RunReport Reports) Open(Workspace workspace) => (
        new RunHistory(workspace.Paths, new Disk(), TimeProvider.System, new StreamObserver(this)),
        new RunReport(workspace.Paths, new Disk()));

    private void WriteByName(Workspace workspace)
    {
        (RunHistory history, RunReport reports) = Open(workspace);
        var names = new NamePatterns(Name);
        IReadOnlyCollection<AuditJobRun> runs = history.ReadLastGood(names.IsMatch);
        foreach (AuditJobRun run in runs)
        {
            try
            {
                Write(reports, run);
            }
            catch (AuditException failure)
            {
                WriteError(failure.ToErrorRecord());
            }
        }

        foreach (string name in names.Literals.Except(runs.Select(run => run.Job), StringComparer.OrdinalIgnoreCase))
        {
            RequireJob(workspace, history, name);
        }
    }

    private void Write(RunReport reports, AuditJobRun run)
    {
        foreach (AuditFinding finding in reports.ReadFindings(run).Where(filter.Matches))
        {
            WriteObject(finding);
        }
    }
}
