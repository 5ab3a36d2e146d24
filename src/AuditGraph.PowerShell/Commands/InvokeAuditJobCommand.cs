using System.Management.Automation;
using AuditGraph.Core.Actions;
using AuditGraph.Core.Actions.ChangedSince;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Configuration;
using AuditGraph.Core.Configuration.Diagnostics;
using AuditGraph.Core.Runs;
using AuditGraph.Core.Workspaces;
using AuditGraph.PowerShell.Completion;
using AuditGraph.PowerShell.Pipeline;

namespace AuditGraph.PowerShell.Commands;

/// <summary>Runs audit jobs, one after the other, and emits each run as it ends.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "AuditJob", SupportsShouldProcess = true, DefaultParameterSetName = ByName)]
[OutputType(typeof(AuditJobRun))]
public sealed class InvokeAuditJobCommand : WorkspaceCmdlet
{
    private const string ByName = "Name";
    private const string ByPipedName = "PipedName";
    private const string ByObject = "InputObject";

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

    // A job that went through a file or another session is a name with properties; it is not run where the job itself would not be.
    private bool isNamedByUser;

    private bool IsWhatIf =>
        MyInvocation.BoundParameters.TryGetValue("WhatIf", out object? bound)
            ? LanguagePrimitives.IsTrue(bound)
            : LanguagePrimitives.IsTrue(GetVariableValue("WhatIfPreference"));

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

            return;
        }

        foreach (AuditJob job in InputObject is null ? FindByName() : new[] { InputObject }.Where(IsEnabled))
        {
            try
            {
                Run(job);
            }
            catch (AuditException failure)
            {
                WriteError(failure.ToErrorRecord());
            }
            catch (OperationCanceledException) when (Stopping)
            {
                throw new PipelineStoppedException();
            }
        }
    }

    private List<AuditJob> FindByName()
    {
        var found = new List<AuditJob>();
        JobConfigFile file;
        try
        {
            file = JobConfig.Load(OpenWorkspace().Root).RequireValid();
        }
        catch (AuditException failure)
        {
            WriteSetupError(failure);
            return found;
        }

        foreach (string name in Name)
        {
            found.AddRange(FindByName(file, name).Where(job => !found.Contains(job)));
        }

        return found;
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

    private void Run(AuditJob configured)
    {
        AuditJob job = ArgumentOverride.Apply(configured, ChangedSinceDescriptor.Rehash, Rehash);
        var runner = new JobRunner(OpenWorkspace(job.Root), new Disk(), TimeProvider.System);
        string plan = IsWhatIf
            ? Describe(job, Observe((observer, cancellation) => runner.Preview(job, AsOf, observer, cancellation)))
            : $"Run the job '{job.Name}' ({job.ActionType}) and {Replacing(job)}.";
        if (!ShouldProcess(plan, $"Run the job '{job.Name}' and {Replacing(job)}?", "Invoke-AuditJob"))
        {
            return;
        }

        JobRunResult result = Observe((observer, cancellation) => runner.Run(job, AsOf, observer, cancellation));
        WriteObject(result.Run);
        if (result.Error is { } failure)
        {
            WriteError(failure.ToErrorRecord());
        }
    }

    private static string Describe(AuditJob job, JobPreview preview)
    {
        AuditActionPreview action = preview.Action;
        string extent = action.ExpectedFiles is null ? "" : $" over about {CountText.Of(action.ExpectedFiles.Value, "file")}{(action.ExpectedBytes is { } bytes ? $" ({ByteSize.Format(bytes)})" : "")}";
        string removing = preview.Removing is { } snapshots ? $", and then remove {snapshots}" : "";
        return $"Run the job '{job.Name}' ({job.ActionType}){extent}, compare with {action.Baseline}, and {Replacing(job)}{removing}.";
    }

    private static string Replacing(AuditJob job) =>
        $"{(RegularFile.Exists(Path.Join(job.Root, job.OutputPath)) ? "replace" : "create")} '{job.OutputPath}'";
}
