using AuditGraph.Core.Runs;

namespace AuditGraph.Core.Execution;

/// <summary>Where an invocation tells what it does.</summary>
internal interface IInvocationSink
{
    /// <summary>Who is told of what concerns no single job.</summary>
    IAuditObserver Common { get; }

    /// <summary>
    /// Makes who is told of a job's progress, as it comes and from any thread, and of its messages, which come together
    /// and in the order of the plan.
    /// </summary>
    IAuditObserver Observe(AuditJob job);

    /// <summary>Takes note of how a job ended, in the order of the plan and as soon as that allows.</summary>
    void OnEnded(JobRunResult result);
}
