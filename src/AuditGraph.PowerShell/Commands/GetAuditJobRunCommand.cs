using System.Management.Automation;
using AuditGraph.Core.Runs;
using AuditGraph.Core.Workspaces;
using AuditGraph.PowerShell.Completion;
using AuditGraph.PowerShell.Pipeline;

namespace AuditGraph.PowerShell.Commands;

/// <summary>Gets the recorded runs of a workspace, the one that ended last first.</summary>
[Cmdlet(VerbsCommon.Get, "AuditJobRun")]
[OutputType(typeof(AuditJobRun))]
public sealed class GetAuditJobRunCommand : WorkspaceCmdlet
{
    /// <summary>The names of the jobs that ran; wildcards are understood. All jobs when left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Job")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(JobNameCompleter))]
    public string[]? Name { get; set; }

    /// <summary>The runs, or their ids.</summary>
    // In no set of its own: a run has the name of its job too, and must bind as what it is.
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Run", "RunId")]
    [RunTransformation]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RunIdCompleter))]
    public AuditRunReference[]? Id { get; set; }

    /// <summary>How many of the newest runs to get; all when left out.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int Last { get; set; } = int.MaxValue;

    /// <summary>Where the runs must stand.</summary>
    [Parameter]
    public AuditRunStatus? Status { get; set; }

    // An object from the pipeline binds to both parameters; what names a run is not asked for its job too.
    private bool isNamedByUser;

    /// <inheritdoc/>
    protected override void BeginProcessing() => isNamedByUser = MyInvocation.BoundParameters.ContainsKey(nameof(Name));

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Id is not null)
        {
            var names = new NamePatterns(isNamedByUser ? Name : null);
            var filter = new RunFilter(names.IsMatch, Status);
            // Ids sort by the start of their runs.
            IEnumerable<AuditRunReference> asked = Last == int.MaxValue ? Id
                : Id.OrderByDescending(run => run.Id, StringComparer.OrdinalIgnoreCase).Take(Last);
            ForEachRun(asked, OpenHistory, (history, run) => WriteById(history, run, filter));
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

    private RunHistory OpenHistory(Workspace workspace)
    {
        var observer = new StreamObserver(this);
        new RunLedger(workspace.Paths, new Disk(), TimeProvider.System, observer).TrySettleAbandoned(CancellationToken.None);
        return new RunHistory(workspace.Paths, new Disk(), TimeProvider.System, observer);
    }

    private void WriteById(RunHistory history, AuditRunReference asked, RunFilter filter)
    {
        AuditJobRun run = history.Require(asked.Id);
        if (filter.Matches(run.Job, run.Status))
        {
            WriteObject(run);
        }
    }

    private void WriteByName(Workspace workspace)
    {
        RunHistory history = OpenHistory(workspace);
        var names = new NamePatterns(Name);
        HashSet<string> seen = WriteAll(history.ReadNewestFirst(new RunFilter(names.IsMatch, Status)).Take(Last));
        foreach (string name in names.Literals.Where(name => !seen.Contains(name)))
        {
            RequireJob(workspace, history, name);
        }
    }

    private HashSet<string> WriteAll(IEnumerable<AuditJobRun> runs)
    {
        var jobs = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (AuditJobRun run in runs)
        {
            WriteObject(run);
            jobs.Add(run.Job);
        }

        return jobs;
    }
}
