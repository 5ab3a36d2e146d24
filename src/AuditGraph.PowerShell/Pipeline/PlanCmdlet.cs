using System.Management.Automation;
using AuditGraph.Core.Actions;
using AuditGraph.Core.Actions.Parameters;
using AuditGraph.Core.Configuration;
using AuditGraph.Core.Configuration.Diagnostics;
using AuditGraph.Core.Execution;
using AuditGraph.Core.Runs;
using AuditGraph.PowerShell.Completion;

namespace AuditGraph.PowerShell.Pipeline;

/// <summary>
/// A cmdlet that makes a plan of the jobs that are named or come through the pipeline. What a job needs may come later
/// than it does, so a plan is made when all have come: one for each workspace.
/// </summary>
public abstract class PlanCmdlet : WorkspaceCmdlet
{
    private protected const string ByName = "Name";

    private const string ByPipedName = "PipedName";

    private const string ByObject = "InputObject";

    private readonly List<Collected> workspaces = [];

    // A job that went through a file or another session is a name with properties; it is not run where the job itself would not be.
    private bool isNamedByUser;

    private protected PlanCmdlet()
    {
    }

    /// <summary>The jobs' names; wildcards are understood, and pass over disabled jobs.</summary>
    // Were the default set's name taken from the pipeline, a job's would be too, and a disabled job run as one that was named.
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByName)]
    [Parameter(Mandatory = true, ParameterSetName = ByPipedName, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Job")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(JobNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>A job as <c>Get-AuditJob</c> emits it; a disabled one is passed over.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByObject, ValueFromPipeline = true)]
    [ValidateNotNull]
    public AuditJob? InputObject { get; set; }

    /// <summary>Whether the job of the object that names it is enabled; where it is not, it is passed over like a job object.</summary>
    [Parameter(ParameterSetName = ByPipedName, ValueFromPipelineByPropertyName = true, DontShow = true)]
    [FlagTransformation]
    public bool Enabled { get; set; } = true;

    /// <summary>The moment that counts as now when a baseline is chosen; the present when left out.</summary>
    [Parameter]
    [InstantTransformation]
    public DateTimeOffset? AsOf { get; set; }

    /// <summary>Which files are hashed anew, whatever the job says: those whose metadata changed, also a sample of the others, or all.</summary>
    [Parameter]
    [ValidateSet("Changed", "Sampled", "Full")]
    public string? Rehash { get; set; }

    /// <summary>What the runs must not find, whatever the job says: one that finds it has the verdict Fail, and is an error too.</summary>
    [Parameter]
    [ValidateSet("Added", "Modified", "Removed", "Renamed")]
    public string[]? FailOn { get; set; }

    /// <summary>Leave out jobs that are only needed, and tell which of them have no good run.</summary>
    [Parameter]
    public SwitchParameter NoNeeds { get; set; }

    /// <summary>Run jobs also where the reports of their last runs still hold.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => isNamedByUser = MyInvocation.BoundParameters.ContainsKey(nameof(Name));

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!Enabled && !isNamedByUser)
        {
            foreach (string name in Name)
            {
                WarnOfDisabled(name);
            }
        }
        else if (InputObject is null)
        {
            FindByName();
        }
        else if (IsEnabled(InputObject))
        {
            Collect(InputObject.Root).Jobs.Add(InputObject);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        foreach (Collected workspace in workspaces.Where(workspace => workspace.Jobs.Count > 0))
        {
            try
            {
                Process(MakePlan(workspace));
            }
            catch (AuditException failure)
            {
                WriteSetupError(failure);
            }
            catch (OperationCanceledException) when (Stopping)
            {
                throw new PipelineStoppedException();
            }
        }
    }

    /// <summary>Does the cmdlet's work with the plan of one workspace.</summary>
    private protected abstract void Process(JobPlan plan);

    /// <summary>What the jobs of a plan would do.</summary>
    private protected IReadOnlyList<JobForecast> Foresee(JobPlan plan, JobRunner runner) => Observe((observer, cancellation) =>
        new PlanForecast(runner, observer, cancellation) { AsOf = AsOf, Force = Force }.Make(plan));

    private void FindByName()
    {
        JobConfigFile file;
        Collected workspace;
        try
        {
            string root = OpenWorkspace().Root;
            workspace = Collect(root);
            file = workspace.File ??= JobConfig.Load(root).RequireValid();
        }
        catch (AuditException failure)
        {
            WriteSetupError(failure);
            return;
        }

        foreach (string name in Name)
        {
            workspace.Jobs.AddRange(FindByName(file, name));
        }
    }

    private IEnumerable<AuditJob> FindByName(JobConfigFile file, string name)
    {
        if (WildcardPattern.ContainsWildcardCharacters(name))
        {
            var pattern = new NamePatterns([name]);
            return file.Jobs.Where(job => pattern.IsMatch(job.Name) && IsEnabled(job));
        }

        try
        {
            return [JobSelection.Find(file, name)];
        }
        catch (AuditRunException failure)
        {
            WriteError(failure.ToErrorRecord());
            return [];
        }
    }

    private JobPlan MakePlan(Collected workspace)
    {
        bool withNeeds = !NoNeeds;
        HashSet<string> names = [.. workspace.Jobs.Select(job => job.Name)];
        if (withNeeds && workspace.File is null && workspace.Jobs.Any(job => job.Needs.Any(need => !names.Contains(need.Job))))
        {
            workspace.File = JobConfig.Load(workspace.Root).RequireValid();
        }

        JobPlan plan = JobPlanner.Plan(workspace.Jobs, workspace.File?.Jobs ?? [], withNeeds);
        return Rehash is null && FailOn is null
            ? plan
            : plan.Select(job => ArgumentOverride.FailOn(
                ActionCatalog.Product, ArgumentOverride.Apply(ActionCatalog.Product, job, ScanParameters.RehashName, Rehash), FailOn));
    }

    private Collected Collect(string root)
    {
        Collected? known = workspaces.Find(workspace => workspace.Root == root);
        if (known is null)
        {
            known = new Collected(root);
            workspaces.Add(known);
        }

        return known;
    }

    private bool IsEnabled(AuditJob job)
    {
        if (!job.Enabled)
        {
            WarnOfDisabled(job.Name);
        }

        return job.Enabled;
    }

    private void WarnOfDisabled(string name) =>
        WriteWarning($"The job '{name}' is disabled and is not run; ask for it by its name to run it all the same.");

    private sealed class Collected(string root)
    {
        public string Root { get; } = root;

        public List<AuditJob> Jobs { get; } = [];

        public JobConfigFile? File { get; set; }
    }
}
