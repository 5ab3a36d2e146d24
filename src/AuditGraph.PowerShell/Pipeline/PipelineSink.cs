using System.Management.Automation;
using AuditGraph.Core.Execution;
using AuditGraph.Core.Runs;

namespace AuditGraph.PowerShell.Pipeline;

/// <summary>Brings what an invocation tells to the pipeline: runs and their errors as objects, verdicts that are failures as warnings, progress by job.</summary>
/// <param name="observer">Carries it to the pipeline's thread.</param>
/// <param name="cmdlet">The cmdlet whose streams are written.</param>
/// <param name="isLabelled">Whether progress names its job.</param>
internal sealed class PipelineSink(PipelineObserver observer, Cmdlet cmdlet, bool isLabelled) : IInvocationSink
{
    /// <inheritdoc/>
    public IAuditObserver Common => observer;

    /// <inheritdoc/>
    public IAuditObserver Observe(AuditJob job) => isLabelled ? observer.Of(job.Name) : observer;

    /// <inheritdoc/>
    public void OnEnded(JobRunResult result) => observer.Post(() =>
    {
        cmdlet.WriteObject(result.Run);
        if (result.Error is { } error)
        {
            cmdlet.WriteError(error.ToErrorRecord());
        }
        else if (result.VerdictReason is { } reason)
        {
            // The run went well, and scripts ask for its verdict; only what failed to run is an error.
            cmdlet.WriteWarning($"The job '{result.Run.Job}' found what it must not find: {reason}.");
        }
    });
}
