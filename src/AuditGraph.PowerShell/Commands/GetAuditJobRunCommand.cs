using System.Management.Automation;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Configuration;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Runs;
using AuditGraph.Core.Workspaces;
using AuditGraph.PowerShell.Completion;
using AuditGraph.PowerShell.Pipeline;

namespace AuditGraph.PowerShell.Commands;

/// <summary>Gets the recorded runs of a workspace, the one that ended last first.</summary>
[Cmdlet(VerbsCommon.Get, "AuditJobRun", DefaultParameterSetName = ByName)]
[OutputType(typeof(AuditJobRun))]
public sealed class GetAuditJobRunCommand : WorkspaceCmdlet
{
    private const string ByName = "Name";
    private const string ById = "Id";

    /// <summary>The names of the jobs that ran; wildcards are understood. All jobs when left out.</summary>
    [Parameter(Position = 0, ParameterSetName = ByName, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Job")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(JobNameCompleter))]
    public string[]? Name { get; set; }

    /// <summary>The runs' ids.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ById, ValueFromPipelineByPropertyName = true)]
    [Alias("RunId")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RunIdCompleter))]
    public string[] Id { get; set; } = [];

    /// <summary>How many of the newest runs to get; all when left out.</summary>
    [Parameter(ParameterSetName = ByName)]
    [ValidateRange(1, int.MaxValue)]
    public int Last { get; set; } = int.MaxValue;

    /// <summary>Where the runs must stand.</summary>
    [Parameter(ParameterSetName = ByName)]
    public AuditRunStatus? Status { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            Workspace workspace = OpenWorkspace();
            var observer = new StreamObserver(this);
            new RunLedger(workspace.Paths, new Disk(), TimeProvider.System, observer).TrySettleAbandoned(CancellationToken.None);
            var history = new RunHistory(workspace.Paths, new Disk(), TimeProvider.System, observer);
            if (ParameterSetName == ById)
            {
                WriteById(history);
            }
            else
            {
                var names = new NamePatterns(Name);
                HashSet<string> seen = WriteAll(history.ReadNewestFirst(new RunFilter(names.IsMatch, Status)).Take(Last));
                foreach (string name in names.Literals.Where(name => !seen.Contains(name)))
                {
                    RequireJob(workspace, history, name);
                }
            }
        }
        catch (AuditException failure)
        {
            WriteSetupError(failure);
        }
    }

    private void WriteById(RunHistory history)
    {
        foreach (string id in Id)
        {
            if (history.Find(id.ToLowerInvariant()) is { } run)
            {
                WriteObject(run);
            }
            else
            {
                WriteError(new AuditRunException(RunErrors.RunNotFound, $"No run has the id '{DisplayText.Escape(id)}'.") { Target = id }.ToErrorRecord());
            }
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

    /// <summary>Tells of a name that no job has and none had when it ran: a mistake, where a job without such runs is none.</summary>
    private void RequireJob(Workspace workspace, RunHistory history, string name)
    {
        if (history.ReadNewestFirst(new RunFilter(new NamePatterns([name]).IsMatch)).Any())
        {
            return;
        }

        try
        {
            JobSelection.Find(JobConfig.Load(workspace.Root, isHashed: false).RequireValid(), name);
        }
        catch (AuditException failure)
        {
            WriteError(failure.ToErrorRecord());
        }
    }
}
