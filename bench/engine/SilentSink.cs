using AuditGraph.Core.Execution;
using AuditGraph.Core.Runs;

namespace AuditGraph.Bench.Engine;

/// <summary>Listens to nothing.</summary>
internal sealed class SilentSink : IInvocationSink, IAuditObserver
{
    /// <inheritdoc/>
    public IAuditObserver Common => this;

    /// <inheritdoc/>
    public IAuditObserver Observe(AuditJob job) => this;

    /// <inheritdoc/>
    public void OnEnded(JobRunResult result)
    {
    }

    /// <inheritdoc/>
    public void OnProgress(AuditProgress progress)
    {
    }

    /// <inheritdoc/>
    public void OnVerbose(string message)
    {
    }

    /// <inheritdoc/>
    public void OnWarning(string message) => Console.Error.WriteLine($"warning: {message}");
}
