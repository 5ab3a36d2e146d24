using System.Management.Automation;
using AuditGraph.Core.Configuration;
using AuditGraph.Core.Configuration.Diagnostics;
using AuditGraph.PowerShell.Completion;
using AuditGraph.PowerShell.Pipeline;

namespace AuditGraph.PowerShell.Commands;

/// <summary>Gets the audit jobs of a workspace, sorted by name.</summary>
[Cmdlet(VerbsCommon.Get, "AuditJob")]
[OutputType(typeof(AuditJob))]
public sealed class GetAuditJobCommand : WorkspaceCmdlet
{
    // The tags are those of the whole call: each is judged once in a workspace, however many names come through the pipeline.
    private readonly HashSet<(string File, string Tag)> judgedTags = [];

    /// <summary>The jobs' names; wildcards are understood. All jobs when left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Job")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(JobNameCompleter))]
    public string[]? Name { get; set; }

    /// <summary>Labels of which a job must have one; wildcards are understood.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(TagCompleter))]
    public string[]? Tag { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        JobConfigFile file;
        try
        {
            file = JobConfig.Load(OpenWorkspace().Root).RequireValid();
        }
        catch (AuditException failure)
        {
            WriteSetupError(failure);
            return;
        }

        var names = new NamePatterns(Name);
        var tags = new NamePatterns(Tag);
        foreach (AuditJob job in file.Jobs.Where(job => names.IsMatch(job.Name) && tags.IsMatch(job.Tags)))
        {
            WriteObject(job);
        }

        foreach (string name in names.Literals)
        {
            Require(() => JobSelection.Find(file, name));
        }

        foreach (string tag in tags.Literals.Where(tag => judgedTags.Add((file.Path, tag))))
        {
            Require(() => JobSelection.RequireTag(file, tag));
        }
    }

    private void Require(Action find)
    {
        try
        {
            find();
        }
        catch (AuditRunException failure)
        {
            WriteError(failure.ToErrorRecord());
        }
    }
}
